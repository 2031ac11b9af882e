import type { Point } from './spark-path.js';

/** Several series on one time axis: `rows[s][i]` is what series s has at `times[i]`. */
export interface Joined {
  readonly times: readonly number[];
  readonly rows: readonly (readonly (Point | null)[])[];
}

/** Puts series together by equal time; a series without a point at a time has null there. */
export function joined(series: readonly { readonly points: readonly Point[] }[]): Joined {
  const all = new Set<number>();
  for (const { points } of series) for (const { t } of points) all.add(t);
  const times = [...all].sort((a, b) => a - b);
  const rows = series.map(({ points }) => {
    const byTime = new Map(points.map((point) => [point.t, point]));
    return times.map((t) => byTime.get(t) ?? null);
  });
  return { times, rows };
}
