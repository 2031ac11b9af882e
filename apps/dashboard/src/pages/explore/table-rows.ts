import type { Point } from '../../charts/spark-path.js';
import type { Answer, SeriesHead } from './answer.js';

/** Points of one series in the order of time. Raw points of several lanes at one moment are kept apart in the table only. */
export function pointsOf(answer: Answer, head: SeriesHead): readonly Point[] {
  return answer.items
    .filter((item) => (item.series ?? '') === head.id)
    .map(({ t, value, completeness }) => ({
      t: Date.parse(t),
      value,
      completeness,
      partial: completeness < 0.75,
    }))
    .sort((a, b) => a.t - b.t);
}

/** A moment with what each series says. */
export interface Row {
  readonly t: number;
  readonly points: ReadonlyMap<string, Point>;
}

/** One row a moment, newest first. */
export function rowsOf(
  series: readonly { readonly id: string; readonly points: readonly Point[] }[],
): readonly Row[] {
  const rows = new Map<number, Map<string, Point>>();
  for (const { id, points } of series)
    for (const point of points) {
      const row = rows.get(point.t) ?? new Map<string, Point>();
      rows.set(point.t, row.set(id, point));
    }
  return [...rows].sort(([a], [b]) => b - a).map(([t, points]) => ({ t, points }));
}
