/** A value over time as a chart needs it. */
export interface Point {
  /** Start of its period, epoch ms. */
  readonly t: number;
  /** Null where there isn't enough data. */
  readonly value: number | null;
  readonly completeness: number;
  readonly partial: boolean;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly pad: number;
}

export interface Scales {
  x(t: number): number;
  y(value: number): number;
  readonly lo: number;
  readonly hi: number;
}

/** Scales over the points' times and values; `include` (a target) is kept in view when it is near the values, `always` in any case. */
export function scalesOf(
  points: readonly Point[],
  frame: Frame,
  include: readonly number[] = [],
  always: readonly number[] = [],
): Scales {
  const values = points.flatMap((point) => (point.value === null ? [] : [point.value])).concat(always);
  let lo = Math.min(...values);
  let hi = Math.max(...values);
  if (!Number.isFinite(lo)) [lo, hi] = [0, 1];
  const spread = Math.max(hi - lo, Math.abs(hi) * 0.1, 1e-9);
  for (const extra of include) {
    if (extra > hi && extra - hi <= spread * 3) hi = extra;
    if (extra < lo && lo - extra <= spread * 3) lo = extra;
  }
  const margin = Math.max((hi - lo) * 0.08, Math.abs(hi) * 0.01, 1e-9);
  [lo, hi] = [lo - margin, hi + margin];
  const first = points[0]?.t ?? 0;
  const last = points.at(-1)?.t ?? 1;
  const span = Math.max(1, last - first);
  const { width, height, pad } = frame;
  return {
    lo,
    hi,
    x: (t) => (points.length < 2 ? width / 2 : pad + ((t - first) / span) * (width - 2 * pad)),
    y: (value) => pad + (1 - (value - lo) / (hi - lo)) * (height - 2 * pad),
  };
}

/**
 * SVG paths of a line: solid through full values, dotted towards and from partial ones; a gap stays a gap where a
 * value is missing or a period was skipped.
 */
export function linePaths(points: readonly Point[], scales: Scales): { solid: string; dotted: string } {
  const step = smallestStep(points);
  let solid = '';
  let dotted = '';
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]];
    if (!a || !b || a.value === null || b.value === null || b.t - a.t > step * 1.6) continue;
    const segment = `M${at(a.t, a.value, scales)}L${at(b.t, b.value, scales)}`;
    if (a.partial || b.partial) dotted += segment;
    else solid += segment;
  }
  return { solid, dotted };
}

function at(t: number, value: number, scales: Scales): string {
  return `${scales.x(t).toFixed(1)} ${scales.y(value).toFixed(1)}`;
}

/** Smallest distance between two neighbours in time; months differ, hence the tolerance where it is used. */
export function smallestStep(points: readonly Point[]): number {
  let step = Infinity;
  for (let i = 1; i < points.length; i++)
    step = Math.min(step, (points[i]?.t ?? 0) - (points[i - 1]?.t ?? 0));
  return step;
}
