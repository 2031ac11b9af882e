import type { Bucket } from '../time-series.port.js';

/** The stretch of time that one table holds: `from` ≤ time < `to`, epoch ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
  /** Part of the table's name: `2026_11`, `2026`. */
  readonly label: string;
}

/** Times outside are refused: they come from broken clocks, and each would make a table of its own. */
export const OLDEST_TIME = 0;
export const NEWEST_TIME = Date.UTC(2200, 0, 1);

/**
 * The table span that a time falls in, in UTC. Points have a table a month, because they are dropped by age;
 * windows and KPI values are fewer and kept for years, so theirs holds a year.
 */
export function spanOf(bucket: Bucket, time: number): Span {
  const date = new Date(time);
  const year = date.getUTCFullYear();
  if (bucket !== 'raw')
    return { from: Date.UTC(year, 0, 1), to: Date.UTC(year + 1, 0, 1), label: String(year) };
  const month = date.getUTCMonth();
  return {
    from: Date.UTC(year, month, 1),
    to: Date.UTC(year, month + 1, 1),
    label: `${year}_${String(month + 1).padStart(2, '0')}`,
  };
}
