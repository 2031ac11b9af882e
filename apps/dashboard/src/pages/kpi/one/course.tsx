import { type ReactNode, useMemo } from 'react';
import type { Definition, KpiItem } from '../../../api/types.js';
import { LineChart } from '../../../charts/line-chart.js';
import { formatShare, unitText } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { pointsOf } from '../../../kpi/history.js';
import { marksOf } from '../../../kpi/marks.js';
import { targetsFor, traitsOf } from '../../../kpi/status.js';
import { kpiName, periodText, targetText, valueText } from '../../../kpi/texts.js';
import { DataTable } from '../../../table/data-table.js';
import { useTexts } from '../texts.js';

interface Props {
  readonly items: readonly KpiItem[];
  readonly definition: Definition;
  readonly shown: KpiItem;
  readonly onChoose: (from: string) => void;
}

/** The course of the KPI as a chart with its target and completeness, and the same as a table. */
export function Course({ items, definition, shown, onChoose }: Props): ReactNode {
  const locale = useLocale();
  const { t, lang } = locale;
  const own = useTexts();
  const { kpi, area, period } = shown;
  const { unit, precision } = traitsOf(definition, kpi);
  const name = kpiName(definition, kpi, locale);
  const series = useMemo(
    () => [
      {
        id: kpi,
        name,
        unit: unitText(unit, lang),
        precision: Math.min(precision, 3),
        points: pointsOf(items),
      },
    ],
    [items, kpi, name, unit, precision, lang],
  );
  const date = shown.from.slice(0, 10);
  const marks = useMemo(
    () =>
      marksOf(targetsFor(definition, kpi, area, date), (target) =>
        t('target', { target: targetText(target, unit, locale) }),
      ),
    [definition, kpi, area, date, unit, locale, t],
  );
  return (
    <>
      <LineChart
        label={own('chart', { kpi: name })}
        period={period}
        series={series}
        marks={marks}
        ribbon
        height={300}
        onChoose={(time) => {
          const found = items.find((item) => Date.parse(item.from) === time);
          if (found) onChoose(found.from);
        }}
      />
      <p className="sub">{own('chart.hint')}</p>
      <details>
        <summary>{own('values')}</summary>
        <DataTable
          title={own('values')}
          heading={null}
          file={`${kpi}-${area}-${period}`}
          short
          rows={items}
          rowKey={(row) => row.from}
          sort={{ column: 'from', down: true }}
          chosen={(row) => row.from === shown.from}
          onRow={(row) => onChoose(row.from)}
          columns={[
            {
              id: 'from',
              head: t('col.from'),
              cell: (row) => row.from,
              show: (row) => periodText(row, locale),
              rowHead: true,
            },
            { id: 'to', head: t('col.to'), cell: (row) => row.to, csvOnly: true },
            {
              id: 'value',
              head: t('col.value'),
              num: true,
              cell: (row) => row.value,
              show: (row) => (row.value === null ? t('quality.short') : valueText(row, definition, locale)),
            },
            { id: 'unit', head: t('col.unit'), cell: (row) => row.unit, csvOnly: true },
            {
              id: 'completeness',
              head: t('col.completeness'),
              num: true,
              cell: (row) => row.completeness,
              show: (row) => formatShare(row.completeness, lang),
            },
            {
              id: 'quality',
              head: t('col.quality'),
              cell: (row) => row.quality,
              show: (row) => t(`quality.${row.quality}`),
            },
            {
              id: 'finality',
              head: t('col.finality'),
              cell: (row) => row.finality,
              show: (row) => t(`finality.${row.finality}`),
            },
            {
              id: 'sources',
              head: t('col.sources'),
              cell: (row) => `${row.sources.reporting} / ${row.sources.expected}`,
            },
            {
              id: 'revision',
              head: t('col.revision'),
              num: true,
              cell: (row) => row.revision,
              show: (row) => `r${row.revision}`,
            },
          ]}
        />
      </details>
    </>
  );
}
