import type { StationHour } from '../core/windows.js';

/** Window fields of a cumulative meter `kwh`. */
export const METER_FIELDS = ['kwh_n', 'kwh_delta', 'kwh_resets'] as const;

/** What a meter has counted in windows [first, last) of an hour. */
export interface Metered {
  /** Σ of differences between consecutive valid readings, each in the window of the later one. */
  readonly kwh: number;
  /** Readings below the one before (replaced meter, rollover); such a step counts nothing. */
  readonly resets: number;
}

/**
 * Sums the stored differences. Never a difference of window means or of window ends: readings that fell into a gap, and
 * resets inside a window, would be lost. [kpi.md §6.1]
 */
export function metered(hour: StationHour, first: number, last: number): Metered {
  const deltas = hour.field('kwh_delta');
  const resets = hour.field('kwh_resets');
  const sum = { kwh: 0, resets: 0 };
  for (const series of hour.series) {
    for (let w = first; w < last; w++) {
      const row = series.rows[w] ?? -1;
      sum.kwh += hour.value(deltas, row);
      sum.resets += hour.value(resets, row);
    }
  }
  return sum;
}
