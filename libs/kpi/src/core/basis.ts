import { WINDOW_MS } from '@app/contracts';
import { blockMs, expectedReadings } from './expected.js';
import type { HourSeries, StationHour } from './windows.js';

/**
 * What every component vector begins with: how much data it rests on. All add up over time and stations, except
 * `active`, which is 1 when the station had a device in service.
 */
export const BASIS = ['valid', 'expected', 'active', 'readings', 'tms'] as const;
export const VALID = 0;
export const EXPECTED = 1;
export const ACTIVE = 2;
export const READINGS = 3;
export const TMS = 4;

/** True when a device's readings can make a value of a span: none is produced at less than its cadence. */
export function countsIn(series: HourSeries, first: number, last: number): boolean {
  return series.device.cadenceS * 1000 <= (last - first) * WINDOW_MS || last - first === 12;
}

/** Readings and expected readings of one datastream in windows [first, last) of the hour. */
export interface Tally {
  valid: number;
  expected: number;
  readings: number;
}

/**
 * Counts a datastream's readings against what is owed, block by block: a surplus in one block (a device that
 * reports twice as often) doesn't fill a gap in another. Devices slower than an hour are compared where the
 * vectors are finished. `include` leaves out windows (e.g. those outside the schedule).
 */
export function tally(
  hour: StationHour,
  series: HourSeries,
  first: number,
  last: number,
  include?: (window: number) => boolean,
): Tally {
  const result: Tally = { valid: 0, expected: 0, readings: 0 };
  const readings = hour.field('readings');
  const step = Math.min(blockMs(series.device.cadenceS) / WINDOW_MS, last - first);
  const slow = series.device.cadenceS > 3600;
  for (let block = first; block < last; block += step) {
    let got = 0;
    for (let w = block; w < block + step; w++) {
      if (include === undefined || include(w)) got += hour.value(readings, series.rows[w] ?? -1);
    }
    result.readings += got;
    if (!series.registered || (include !== undefined && !include(block))) continue;
    const from = hour.from + block * WINDOW_MS;
    const due =
      step === 1
        ? hour.due(series, block)
        : expectedReadings(series.device, from, from + step * WINDOW_MS, hour.now);
    const owed = step * WINDOW_MS < blockMs(series.device.cadenceS) ? Math.floor(due) : due;
    result.expected += owed;
    result.valid += slow ? got : Math.min(got, owed);
  }
  return result;
}

/** Writes the basis of a station's windows [first, last) into a vector and tells whether anything is there. */
export function addBasis(vector: Float64Array, hour: StationHour, first: number, last: number): boolean {
  const tms = hour.field('tms');
  for (const series of hour.series) {
    if (!countsIn(series, first, last)) continue;
    const { valid, expected, readings } = tally(hour, series, first, last);
    vector[VALID] = (vector[VALID] ?? 0) + valid;
    vector[EXPECTED] = (vector[EXPECTED] ?? 0) + expected;
    vector[READINGS] = (vector[READINGS] ?? 0) + readings;
    for (let w = first; w < last; w++) {
      if (hour.served(series, w) > 0) vector[ACTIVE] = 1;
      vector[TMS] = (vector[TMS] ?? 0) + hour.value(tms, series.rows[w] ?? -1);
    }
  }
  return (vector[EXPECTED] ?? 0) > 0 || (vector[READINGS] ?? 0) > 0 || vector[ACTIVE] === 1;
}
