import type { ReactNode } from 'react';
import type { Comparison } from '../../../api/types.js';
import { momentText } from '../../../charts/time-axis.js';
import { formatShort } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { DataTable } from '../../../table/data-table.js';
import type { NamedLine } from '../lines.js';
import { useTexts } from '../texts.js';

/** The numbers behind the lines, a row a period; with what each rests on in the CSV. */
export function ComparedTable({
  comparison,
  lines,
  heading = 'h3',
}: {
  comparison: Comparison;
  lines: readonly NamedLine[];
  heading?: 'h2' | 'h3';
}): ReactNode {
  const { t, lang, word } = useLocale();
  const own = useTexts();
  const all = comparison.axis.map(({ from }, i) => ({ from, i }));
  const first = all.findIndex(({ i }) => lines.some(({ line }) => line.points[i]?.quality != null));
  const rows = first < 0 ? [] : all.slice(first);
  return (
    <DataTable
      title={own('table')}
      heading={heading}
      file="doi-chieu"
      short
      rows={rows}
      rowKey={(row) => row.from}
      sort={{ column: 'from', down: true }}
      columns={[
        {
          id: 'from',
          head: own('col.period'),
          cell: (row) => row.from,
          show: (row) => (
            <span className="nowrap">{momentText(Date.parse(row.from), comparison.period, lang)}</span>
          ),
          rowHead: true,
        },
        ...lines.flatMap(({ key, name, unit, line }) => [
          {
            id: key,
            head: unit === '' ? name : `${name} (${unit})`,
            num: true,
            cell: ({ i }: { i: number }) => line.points[i]?.value ?? null,
            show: ({ i }: { i: number }) => {
              const point = line.points[i];
              if (point?.value == null) return point?.quality === 'insufficient' ? t('quality.short') : '–';
              const note =
                point.quality === null ? '' : word(line.kind === 'kpi' ? 'quality' : 'status', point.quality);
              return <span title={note}>{formatShort(point.value, lang, 2)}</span>;
            },
          },
          {
            id: `${key}|quality`,
            head: `${name}: ${t('col.quality')}`,
            cell: ({ i }: { i: number }) => line.points[i]?.quality ?? null,
            csvOnly: true,
          },
        ]),
      ]}
    />
  );
}
