import { WINDOW_MS } from '@app/contracts';
import { countsIn } from '../core/basis.js';
import { factAt } from '../core/station.js';
import type { HourSeries, StationHour } from '../core/windows.js';
import { CLASSES, MODES, type Mode } from './classes.js';

/** The road that a station stands for; NaN for what its fact doesn't say. */
export interface Segment {
  readonly lengthKm: number;
  readonly freeFlowKmh: number;
  /** Of one direction, pcu/h. */
  readonly capacityPcu: number;
  readonly speedLimitKmh: number;
}

const positive = (value: unknown): number => (typeof value === 'number' && value > 0 ? value : NaN);

/** The station's `segment` fact at a moment; null without a length. */
export function segmentAt(hour: StationHour, from: number): Segment | null {
  const value = factAt(hour.station, 'segment', from);
  if (typeof value !== 'object' || value === null) return null;
  const { lengthKm, freeFlowKmh, capacityPcu, speedLimitKmh } = value as Partial<Record<string, unknown>>;
  if (Number.isNaN(positive(lengthKm))) return null;
  return {
    lengthKm: positive(lengthKm),
    freeFlowKmh: positive(freeFlowKmh),
    capacityPcu: positive(capacityPcu),
    speedLimitKmh: positive(speedLimitKmh),
  };
}

/** The unit of calculation: the lanes of one direction of one station. */
export function directionsOf(hour: StationHour, first: number, last: number): Map<string, HourSeries[]> {
  const directions = new Map<string, HourSeries[]>();
  for (const series of hour.series) {
    if (!countsIn(series, first, last)) continue;
    const lanes = directions.get(series.direction);
    if (lanes === undefined) directions.set(series.direction, [series]);
    else lanes.push(series);
  }
  return directions;
}

/** Sums of one (station, direction) over some windows. */
export interface DirectionSums {
  n: number;
  pcu: number;
  /** Seconds observed, of all lanes. */
  validS: number;
  nSpd: number;
  nOverV: number;
  readonly modes: Record<Mode, number>;
}

/** Adds up the lanes of a direction in windows [first, last). */
export function sumDirection(
  hour: StationHour,
  lanes: readonly HourSeries[],
  first: number,
  last: number,
  pcu: Readonly<Record<string, number>>,
): DirectionSums {
  const sums: DirectionSums = {
    n: 0,
    pcu: 0,
    validS: 0,
    nSpd: 0,
    nOverV: 0,
    modes: { motorcycle: 0, car: 0, bus: 0, heavy: 0 },
  };
  const byClass = CLASSES.map((name) => ({ name, column: hour.field(`n_${name}_sum`), sum: 0 }));
  const [nSum, validS, nSpd, nOverV] = ['n_sum', 'valid_s', 'n_spd', 'n_over_v'].map((f) => hour.field(f));
  for (const lane of lanes) {
    for (let w = first; w < last; w++) {
      const row = lane.rows[w] ?? -1;
      if (row < 0) continue;
      sums.n += hour.value(nSum, row);
      sums.validS += hour.value(validS, row);
      sums.nSpd += hour.value(nSpd, row);
      sums.nOverV += hour.value(nOverV, row);
      for (const entry of byClass) entry.sum += hour.value(entry.column, row);
    }
  }
  for (const { name, sum } of byClass) sums.pcu += sum * (pcu[name] ?? 0);
  const count = new Map<string, number>(byClass.map(({ name, sum }) => [name, sum]));
  for (const [mode, classes] of Object.entries(MODES)) {
    sums.modes[mode as Mode] = classes.reduce((sum, name) => sum + (count.get(name) ?? 0), 0);
  }
  return sums;
}

/** Lanes by which a direction's observed time is divided; those that were never registered count if they report. */
export function lanesInService(lanes: readonly HourSeries[]): number {
  return Math.max(1, lanes.filter((lane) => lane.registered || lane.rows.some((row) => row >= 0)).length);
}

/** Start of a window of the hour. */
export function windowStart(hour: StationHour, window: number): number {
  return hour.from + window * WINDOW_MS;
}

export function add(vector: Float64Array, index: number, value: number): void {
  vector[index] = (vector[index] ?? 0) + value;
}
