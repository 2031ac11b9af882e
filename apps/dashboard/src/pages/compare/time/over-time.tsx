import { type ReactNode, useMemo } from 'react';
import type { Comparison } from '../../../api/types.js';
import { LineChart } from '../../../charts/line-chart.js';
import { useLocale } from '../../../i18n/locale.js';
import { Empty } from '../../../states/states.js';
import { byUnit, type NamedLine } from '../lines.js';
import { useTexts } from '../texts.js';
import { ComparedTable } from './compared-table.js';

interface Props {
  readonly comparison: Comparison;
  readonly lines: readonly NamedLine[];
}

/** All lines over one time axis: those of one unit share a chart, the charts lie under each other. */
export function OverTime({ comparison, lines }: Props): ReactNode {
  const { word } = useLocale();
  const own = useTexts();
  const shown = lines.filter((one) => one.points.length > 0);
  const groups = byUnit(shown);
  const span = useMemo(() => spanOf(lines), [lines]);
  return (
    <section className="card">
      {groups.length === 0 && <Empty title={own('nothing')} />}
      {groups.map((group) => (
        <Group
          key={group[0]?.line.unit}
          group={group}
          comparison={comparison}
          span={span}
          tall={groups.length === 1}
        />
      ))}
      {lines.map(
        ({ key, name, line }) =>
          line.aggregatedFrom !== null && (
            <p key={key} className="sub">
              {own('summed', { name, period: word('period', line.aggregatedFrom) })}
            </p>
          ),
      )}
      <ComparedTable comparison={comparison} lines={lines} heading="h2" />
    </section>
  );
}

function Group({
  group,
  comparison,
  span,
  tall,
}: {
  group: readonly NamedLine[];
  comparison: Comparison;
  span: readonly [number, number] | undefined;
  tall: boolean;
}): ReactNode {
  const own = useTexts();
  const [first] = group;
  const series = useMemo(
    () =>
      group.map(({ key, name, unit, points, place }) => ({
        id: key,
        name,
        unit,
        precision: 2,
        points,
        colour: place % 6,
        dash: Math.floor(place / 6),
      })),
    [group],
  );
  const unit =
    comparison.view === 'index'
      ? own('unit.index')
      : first?.unit === ''
        ? own('unit.none')
        : own('unit', { unit: first?.unit ?? '' });
  return (
    <div className="compare-group">
      <p className="sub">{unit}</p>
      <LineChart
        label={group.map(({ name }) => name).join(', ')}
        period={comparison.period}
        series={series}
        span={span}
        named
        height={tall ? 380 : 210}
      />
    </div>
  );
}

/** From the first period in which any of the lines has something to the last one. */
function spanOf(lines: readonly NamedLine[]): readonly [number, number] | undefined {
  const times = lines.flatMap(({ points }) => points.map(({ t }) => t));
  return times.length === 0 ? undefined : [Math.min(...times), Math.max(...times)];
}
