import type { ReactNode } from 'react';
import { unitText } from '../i18n/formats.js';
import { useLocale } from '../i18n/locale.js';
import { COLUMNS, definitionOf } from '../kpi/catalogue.js';
import { traitsOf } from '../kpi/status.js';
import { kpiName } from '../kpi/texts.js';
import { cellKey } from '../live/store.js';
import { useLive } from '../live/use-live.js';
import { shownPeriod, useCity } from '../shell/city.js';
import { ValueCell } from '../table/value-cell.js';

const BESIDE = COLUMNS.filter((kpi) => kpi !== 'MOB-02' && kpi !== 'DAT-03.share60');

/** The chosen area's KPIs as a list, to stand beside the yearly series. */
export function CityPulse(): ReactNode {
  const locale = useLocale();
  const { t, lang } = locale;
  const city = useCity();
  const store = useLive();
  const area = city.areas.find((one) => one.code === city.url.area);
  const areaName = area ? locale.areaName(area) : '';
  return (
    <div className="beside">
      <h3 className="muted">{t('se.kpis', { area: areaName })}</h3>
      <table>
        <tbody>
          {BESIDE.map((kpi) => {
            const definition = definitionOf(city.definitions, kpi);
            const period = shownPeriod(city, kpi);
            return (
              <tr key={kpi}>
                <th scope="row">
                  {kpiName(definition, kpi, locale)}
                  <span className="sub">
                    {kpi} · {t(`period.${period}`)}
                  </span>
                </th>
                <td className="num">
                  <ValueCell
                    item={store.latest.get(cellKey(city.url.area, kpi, period))}
                    definition={definition}
                    area={areaName}
                    explain={city.explain}
                  />
                </td>
                <td className="muted unit">{unitText(traitsOf(definition, kpi).unit, lang)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
