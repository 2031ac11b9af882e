import type { Reading } from '@app/telemetry';
import type { PointList } from '../series/point-list.js';
import type { Series } from '../series/series.js';

/** A measure that changed faster than is believable. */
export interface TooFast {
  readonly slot: number;
  readonly measure: string;
  readonly detail: string;
}

const MINUTE_MS = 60_000;

/**
 * Measures of an in-order reading that moved faster than the catalogue allows since the nearest previous point of the
 * series, if that is at most 3 × cadence old. Intervals under a minute count as a minute: noise is not a rate.
 */
export function tooFast(series: Series, list: PointList, reading: Reading): TooFast[] {
  const { rateSlots, known } = series.owner;
  const found: TooFast[] = [];
  for (const slot of rateSlots) {
    const value = reading.values[slot] ?? NaN;
    const measure = known.layout.measures[slot];
    if (value !== value || measure === undefined || measure.maxRatePerMinute === null) continue;
    const previous = newestWith(list, slot, reading.time - 3000 * series.cadenceS);
    if (previous === undefined) continue;
    const minutes = Math.max(MINUTE_MS, reading.time - previous.time) / MINUTE_MS;
    const change = Math.abs(value - (previous.values[slot] ?? NaN));
    if (change <= measure.maxRatePerMinute * minutes) continue;
    found.push({
      slot,
      measure: measure.key,
      detail: `${measure.key} changed by ${change} in ${minutes} min`,
    });
  }
  return found;
}

function newestWith(list: PointList, slot: number, notBefore: number) {
  const { all } = list;
  for (let i = all.length - 1; i >= 0; i--) {
    const point = all[i];
    if (point === undefined || point.time < notBefore) return undefined;
    if (!Number.isNaN(point.values[slot] ?? NaN)) return point;
  }
  return undefined;
}
