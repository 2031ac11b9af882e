import type { ReactNode } from 'react';
import type { KpiItem } from '../../../api/types.js';
import { formatDate, formatShare, formatShort, formatTime } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { Empty } from '../../../states/states.js';
import { DataTable } from '../../../table/data-table.js';
import { useTexts } from '../texts.js';

/** What a definition comes to over past data; nothing was stored. */
export function Preview({ items }: { items: readonly KpiItem[] }): ReactNode {
  const t = useTexts();
  const { t: common, lang } = useLocale();
  return (
    <DataTable
      title={t('definitions.previewed')}
      heading="h3"
      file="xem-thu"
      short
      rows={items}
      rowKey={(one) => `${one.kpi}|${one.from}`}
      empty={<Empty title={t('definitions.previewed.none')} />}
      columns={[
        { id: 'kpi', head: common('col.kpi'), cell: (one) => one.kpi },
        {
          id: 'from',
          head: common('col.from'),
          rowHead: true,
          cell: (one) => one.from,
          show: (one) =>
            `${formatDate(Date.parse(one.from), lang)}${one.period === 'hour' ? ` ${formatTime(Date.parse(one.from), lang)}` : ''}`,
        },
        {
          id: 'value',
          head: common('col.value'),
          num: true,
          cell: (one) => one.value,
          show: (one) => (one.value === null ? common('quality.short') : formatShort(one.value, lang, 4)),
        },
        {
          id: 'complete',
          head: common('col.completeness'),
          num: true,
          cell: (one) => one.completeness,
          show: (one) => formatShare(one.completeness, lang),
        },
      ]}
    />
  );
}
