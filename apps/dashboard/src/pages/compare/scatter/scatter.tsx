import type { ReactNode } from 'react';
import type { Comparison, Correlation } from '../../../api/types.js';
import { Field } from '../../../form/field.js';
import { formatNumber } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { useOwn } from '../../../route/route.js';
import { Empty } from '../../../states/states.js';
import { DataTable } from '../../../table/data-table.js';
import type { Choice } from '../choice.js';
import type { NamedLine } from '../lines.js';
import { useTexts } from '../texts.js';
import { ScatterPlot } from './scatter-plot.js';
import { Strength, useRefusal } from './strength.js';

interface Props {
  readonly comparison: Comparison;
  readonly lines: readonly NamedLine[];
  readonly choice: Choice;
  readonly change: (change: Partial<Choice>) => void;
}

const keyOf = ({ id, area, reportingSet }: Correlation['a']): string => `${id}|${area}|${reportingSet}`;

/** Two lines against each other with their correlation, or why there is none; and all pairs as a table. */
export function Scatter({ comparison, lines, choice, change }: Props): ReactNode {
  const own = useTexts();
  const [pair, setPair] = useOwn('pair', '0');
  const found = comparison.correlations[Number(pair)] ?? comparison.correlations[0];
  const line = (end: Correlation['a'] | undefined): NamedLine | undefined =>
    end && lines.find((one) => one.key === keyOf(end));
  const [x, y] = [line(found?.a), line(found?.b)];
  if (!found || !x || !y)
    return (
      <section className="card">
        <Empty title={own('scatter.two')}>
          <p>{own('scatter.twoWhy')}</p>
        </Empty>
      </section>
    );
  return (
    <div className="compare-scatter">
      <section className="card" aria-labelledby="scatter">
        <h2 id="scatter">{own('scatter', { x: x.name, y: y.name })}</h2>
        <ScatterPlot x={x} y={y} lag={found.lag} comparison={comparison} />
      </section>
      <section className="card">
        <Field label={own('lag')} hint={own('lag.hint')}>
          {(control) => (
            <input
              {...control}
              type="number"
              min={-60}
              max={60}
              value={choice.lag}
              onChange={(event) => change({ lag: Number(event.target.value) })}
            />
          )}
        </Field>
        <Strength correlation={found} />
      </section>
      <section className="card compare-wide">
        <Pairs comparison={comparison} lines={lines} shown={found} onChoose={setPair} />
      </section>
    </div>
  );
}

function Pairs({
  comparison,
  lines,
  shown,
  onChoose,
}: {
  comparison: Comparison;
  lines: readonly NamedLine[];
  shown: Correlation;
  onChoose: (pair: string) => void;
}): ReactNode {
  const { lang } = useLocale();
  const own = useTexts();
  const refusal = useRefusal();
  const name = (end: Correlation['a']): string => lines.find((one) => one.key === keyOf(end))?.name ?? end.id;
  const n = (value: number | undefined): string => (value === undefined ? '–' : formatNumber(value, lang, 2));
  return (
    <DataTable
      title={own('pairs')}
      file="tuong-quan"
      rows={comparison.correlations}
      rowKey={(row) => `${keyOf(row.a)}~${keyOf(row.b)}`}
      chosen={(row) => row === shown}
      onRow={(row) => onChoose(String(comparison.correlations.indexOf(row)))}
      columns={[
        { id: 'a', head: own('pair.a'), cell: (row) => name(row.a), rowHead: true },
        { id: 'b', head: own('pair.b'), cell: (row) => name(row.b) },
        { id: 'n', head: own('n'), num: true, cell: (row) => row.n },
        { id: 'lag', head: own('lag'), num: true, cell: (row) => row.lag },
        {
          id: 'pearson',
          head: own('pearson'),
          num: true,
          cell: (row) => row.pearson?.value ?? null,
          show: (row) => n(row.pearson?.value),
        },
        {
          id: 'spearman',
          head: own('spearman'),
          num: true,
          cell: (row) => row.spearman?.value ?? null,
          show: (row) => n(row.spearman?.value),
        },
        { id: 'refused', head: own('refused.head'), cell: (row) => refusal(row) },
      ]}
    />
  );
}
