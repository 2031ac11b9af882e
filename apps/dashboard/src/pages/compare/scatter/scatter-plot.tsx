import type { ReactNode } from 'react';
import type { Comparison } from '../../../api/types.js';
import { momentText } from '../../../charts/time-axis.js';
import { formatShort } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import type { NamedLine } from '../lines.js';
import { useTexts } from '../texts.js';
import { niceTicks, pairsOf } from './pairs.js';

const WIDTH = 640;
const HEIGHT = 420;
const PAD = { left: 72, right: 16, top: 16, bottom: 48 };

interface Props {
  readonly x: NamedLine;
  readonly y: NamedLine;
  readonly lag: number;
  readonly comparison: Comparison;
}

/** A point for each pair of periods in which both have a value; hollow where a KPI rests on part of its data. */
export function ScatterPlot({ x, y, lag, comparison }: Props): ReactNode {
  const { lang } = useLocale();
  const own = useTexts();
  const pairs = pairsOf(x.line.points, y.line.points, lag);
  const ticks = { x: niceTicks(pairs.map((one) => one.x)), y: niceTicks(pairs.map((one) => one.y)) };
  const scale = (values: readonly number[], at: number, from: number, to: number): number => {
    const [lo = 0, hi = 1] = [values[0], values.at(-1)];
    return from + ((at - lo) / (hi - lo || 1)) * (to - from);
  };
  const px = (at: number): number => scale(ticks.x, at, PAD.left, WIDTH - PAD.right);
  const py = (at: number): number => scale(ticks.y, at, HEIGHT - PAD.bottom, PAD.top);
  const label = own('scatter', { x: x.name, y: y.name });
  return (
    <svg className="scatter" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {ticks.y.map((tick) => (
        <g key={tick}>
          <line x1={PAD.left} x2={WIDTH - PAD.right} y1={py(tick)} y2={py(tick)} className="axis" />
          <text x={PAD.left - 8} y={py(tick) + 4} className="scatter-y">
            {formatShort(tick, lang, 3)}
          </text>
        </g>
      ))}
      {ticks.x.map((tick) => (
        <text key={tick} x={px(tick)} y={HEIGHT - PAD.bottom + 18} className="scatter-x">
          {formatShort(tick, lang, 3)}
        </text>
      ))}
      <text x={WIDTH - PAD.right} y={HEIGHT - 6} className="scatter-y">
        {x.name} {x.unit} →
      </text>
      {pairs.map((one) => {
        const from = comparison.axis[one.i]?.from;
        return (
          <circle
            key={one.i}
            cx={px(one.x)}
            cy={py(one.y)}
            r={5}
            className={one.partial ? 'scatter-point scatter-partial' : 'scatter-point'}
          >
            <title>
              {from === undefined ? '' : `${momentText(Date.parse(from), comparison.period, lang)}: `}
              {formatShort(one.x, lang, 2)} · {formatShort(one.y, lang, 2)}
            </title>
          </circle>
        );
      })}
    </svg>
  );
}
