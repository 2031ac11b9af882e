import { WINDOW_MS } from '@app/contracts';
import { countsIn } from '../core/basis.js';
import { factAt, type KpiDevice } from '../core/station.js';
import type { HourSeries, StationHour } from '../core/windows.js';
import { CLASSES, MODE_NAMES, MODES } from './classes.js';

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
  readonly n: number;
  readonly pcu: number;
  /** Seconds observed, of all lanes. */
  readonly validS: number;
  readonly nSpd: number;
  readonly nOverV: number;
  /** Vehicles by mode, in the order of `MODE_NAMES`. */
  readonly modes: readonly number[];
}

const FIELDS = ['n_sum', 'valid_s', 'n_spd', 'n_over_v', ...CLASSES.map((name) => `n_${name}_sum`)];
const FIRST_CLASS = FIELDS.length - CLASSES.length;
/** Of each mode the places of its classes' sums. */
const MODE_PLACES = MODE_NAMES.map((mode) => MODES[mode].map((name) => FIRST_CLASS + CLASSES.indexOf(name)));

/** Adds up the lanes of a direction in windows [first, last). */
export function sumDirection(
  hour: StationHour,
  lanes: readonly HourSeries[],
  first: number,
  last: number,
  pcu: Readonly<Record<string, number>>,
): DirectionSums {
  const columns = hour.fields(FIELDS);
  const sums = FIELDS.map(() => 0);
  for (const lane of lanes) {
    for (let w = first; w < last; w++) {
      const row = lane.rows[w] ?? -1;
      if (row < 0) continue;
      for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] ?? 0) + hour.value(columns[i], row);
    }
  }
  const sum = (place: number): number => sums[place] ?? 0;
  const [n = 0, validS = 0, nSpd = 0, nOverV = 0] = sums;
  const inPcu = CLASSES.reduce((total, name, i) => total + sum(FIRST_CLASS + i) * (pcu[name] ?? 0), 0);
  const modes = MODE_PLACES.map((places) => places.reduce((total, place) => total + sum(place), 0));
  return { n, pcu: inPcu, validS, nSpd, nOverV, modes };
}

/**
 * Lanes by which a direction's observed time in windows [first, last) is divided: as many as are in service at once, so that
 * a device and the one that replaced it are one lane. Maintenance takes none away; those that aren't registered then count
 * if they report. 0: nobody watches the direction.
 */
export function lanesInService(
  hour: StationHour,
  lanes: readonly HourSeries[],
  first: number,
  last: number,
): number {
  const [from, to] = [windowStart(hour, first), windowStart(hour, last)];
  const spans = lanes.flatMap((lane) => {
    const served = lane.registered ? serviceOf(lane.device) : null;
    if (served !== null && served.from < to && served.to > from) return [served];
    return lane.rows.slice(first, last).some((row) => row >= 0) ? [{ from, to }] : [];
  });
  const at = (moment: number): number =>
    spans.filter((span) => span.from <= moment && moment < span.to).length;
  return Math.max(0, ...spans.map((span) => at(Math.max(from, span.from))));
}

/** From a device's first day in service to its last. */
function serviceOf({ active }: KpiDevice): { readonly from: number; readonly to: number } {
  return {
    from: Math.min(...active.map(({ from }) => from)),
    to: Math.max(...active.map(({ to }) => to ?? Infinity)),
  };
}

/** Start of a window of the hour. */
export function windowStart(hour: StationHour, window: number): number {
  return hour.from + window * WINDOW_MS;
}

export function add(vector: Float64Array, index: number, value: number): void {
  vector[index] = (vector[index] ?? 0) + value;
}
