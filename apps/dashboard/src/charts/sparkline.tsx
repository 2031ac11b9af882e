import type { ReactNode } from 'react';
import { linePaths, type Point, scalesOf, smallestStep } from './spark-path.js';

interface Props {
  readonly points: readonly Point[];
  readonly width: number;
  readonly height: number;
  readonly target?: number | null;
  /** Draws the completeness of each period as a ribbon below the line. */
  readonly ribbon?: boolean;
  readonly area?: boolean;
  /** Values that are kept in view, so that several can be read on one scale. */
  readonly range?: readonly [number, number];
  readonly label: string;
}

/** A small line over time. Little data is drawn as little data: dotted lines, hollow points, hatched gaps. */
export function Sparkline({ points, width, height, target, ribbon, area, range, label }: Props): ReactNode {
  const plot = ribbon ? height - 8 : height;
  const near = target == null ? [] : [target];
  const scales = scalesOf(points, { width, height: plot, pad: 4 }, near, range ?? []);
  const { solid, dotted } = linePaths(points, scales);
  const last = points.findLast((point) => point.value !== null);
  const step = smallestStep(points);
  const wide =
    points.length > 1 ? Math.max(1, scales.x((points[0]?.t ?? 0) + step) - scales.x(points[0]?.t ?? 0)) : 8;
  const slot = Math.min(wide, width / 8);
  const mark = target != null && target >= scales.lo && target <= scales.hi ? scales.y(target) : null;
  return (
    <svg
      className="spark"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {points.map((point) =>
        point.value === null ? (
          <rect
            key={point.t}
            x={scales.x(point.t) - slot / 2}
            y={2}
            width={slot}
            height={plot - 4}
            className="spark-gap"
          />
        ) : null,
      )}
      {area && solid !== '' && <path d={fillOf(solid, plot)} className="spark-fill" />}
      {mark !== null && <line x1={0} x2={width} y1={mark} y2={mark} className="spark-target" />}
      <path d={solid} className="spark-line" />
      <path d={dotted} className="spark-line spark-dotted" />
      {last?.value != null && (
        <line
          x1={scales.x(last.t)}
          x2={scales.x(last.t)}
          y1={scales.y(last.value)}
          y2={scales.y(last.value)}
          className={last.partial ? 'spark-dot spark-hollow' : 'spark-dot'}
        />
      )}
      {ribbon &&
        points.map((point) => (
          <g key={point.t}>
            <rect
              x={scales.x(point.t) - slot * 0.4}
              y={height - 4}
              width={slot * 0.8}
              height={3}
              className="ribbon-bed"
            />
            <rect
              x={scales.x(point.t) - slot * 0.4}
              y={height - 4}
              width={slot * 0.8 * point.completeness}
              height={3}
              className={point.completeness < 0.75 ? 'ribbon-part' : 'ribbon-full'}
            />
          </g>
        ))}
    </svg>
  );
}

/** Closes each run of a line down to the foot. */
function fillOf(path: string, foot: number): string {
  return path.replaceAll(/M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)/g, `M$1 ${foot}L$1 $2L$3 $4L$3 ${foot}Z`);
}
