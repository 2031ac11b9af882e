import type { ReactNode } from 'react';
import type { Area, Definition, KpiItem } from '../../../api/types.js';
import { formatNumber, formatShare } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { traitsOf } from '../../../kpi/status.js';
import { periodTitle } from '../../../kpi/texts.js';
import { useCity } from '../../../shell/city.js';
import { DataTable } from '../../../table/data-table.js';
import { useTexts } from '../texts.js';
import { changeOf, changeText } from './change.js';
import type { SamePeriod } from './same-period.js';

interface Props {
  readonly item: KpiItem;
  readonly definition: Definition;
  readonly same: SamePeriod;
}

/** The areas side by side in the shown period, against the same one a year earlier. */
export function AreasTable({ item, definition, same }: Props): ReactNode {
  const locale = useLocale();
  const { t, lang } = locale;
  const own = useTexts();
  const city = useCity();
  const { unit, precision } = traitsOf(definition, item.kpi);
  const now = (area: Area) => same.now.get(area.code);
  const value = (area: Area): number | null => now(area)?.value ?? null;
  const before = (area: Area): number | null => same.earlier.get(area.code)?.value ?? null;
  const n = (one: number | null): string =>
    one === null ? '–' : formatNumber(one, lang, Math.min(precision, 3));
  const most = Math.max(1e-12, ...city.areas.map((area) => Math.abs(value(area) ?? 0)));
  const change = (area: Area): number | null => changeOf(value(area), before(area), unit);
  return (
    <DataTable
      title={own('areas')}
      tools={<span className="muted">{periodTitle(item, locale)}</span>}
      file={`${item.kpi}-dia-ban-${item.from.slice(0, 10)}`}
      rows={city.areas}
      rowKey={(area) => area.code}
      chosen={(area) => area.code === city.url.area}
      onRow={(area) => city.choose({ area: area.code })}
      columns={[
        {
          id: 'area',
          head: own('col.area'),
          cell: (area) => locale.areaName(area),
          show: (area) => locale.areaShort(area),
          rowHead: true,
        },
        {
          id: 'value',
          head: own('col.now'),
          num: true,
          cell: value,
          show: (area) => (
            <span className={`measure quality-${now(area)?.quality ?? 'none'}`}>
              <i style={{ width: `${(Math.abs(value(area) ?? 0) / most) * 100}%` }} aria-hidden="true" />
              <span>{now(area)?.quality === 'insufficient' ? t('quality.short') : n(value(area))}</span>
            </span>
          ),
        },
        { id: 'before', head: own('col.before'), num: true, cell: before, show: (area) => n(before(area)) },
        {
          id: 'change',
          head: own('col.change'),
          num: true,
          cell: change,
          show: (area) => {
            const one = change(area);
            return one === null ? '–' : changeText(one, unit, lang);
          },
        },
        {
          id: 'complete',
          head: own('col.complete'),
          num: true,
          cell: (area) => now(area)?.completeness ?? null,
          show: (area) => {
            const share = now(area)?.completeness;
            return share == null ? '–' : formatShare(share, lang);
          },
        },
      ]}
    />
  );
}
