import type { ReactNode } from 'react';
import type { Area } from '../api/types.js';
import { Sparkline } from '../charts/sparkline.js';
import { useLocale } from '../i18n/locale.js';
import { pointsOf, useHistory } from '../kpi/history.js';
import { useLive } from '../live/use-live.js';
import { shownPeriod, useCity } from '../shell/city.js';

/** A cell with the recent course of a KPI in an area. */
export function RowTrend({ area, kpi }: { area: Area; kpi: string }): ReactNode {
  const { t, areaShort } = useLocale();
  const city = useCity();
  const store = useLive();
  const history = useHistory(kpi, area.code, shownPeriod(city, kpi), store.valuesLoaded);
  return (
    <td className="trend">
      <Sparkline
        points={pointsOf(history.data ?? [])}
        width={88}
        height={24}
        label={`${t('rank.trend')}: ${areaShort(area)}`}
      />
    </td>
  );
}
