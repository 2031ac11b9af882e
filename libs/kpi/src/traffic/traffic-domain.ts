import { WINDOW_MS } from '@app/contracts';
import { addBasis, countsIn, tally } from '../core/basis.js';
import { componentIndex, type ClockSpan, type Domain, type MethodContext } from '../core/method.js';
import { factAt } from '../core/station.js';
import type { HourSeries, StationHour } from '../core/windows.js';
import { MINUTE_MS, timeOfDay, weekday } from '../time/civil.js';
import { CLASSES, MODES, type Mode } from './classes.js';

const own = [
  /** Vehicles, PCU, and hours of observation of the directions: a single station's flow needs no length. */
  'n',
  'pcu',
  't_h',
  'n_spd',
  'n_over_v',
  'n_motorcycle',
  'n_car',
  'n_bus',
  'n_heavy',
  /** Weighted by the segment's length. veh·km, pcu·km, km·h, veh·h. */
  'vkt',
  'pcukt',
  'lkmh',
  'vkt_spd',
  'vht',
  'vht_ff',
  'delay',
  'vkt_motorcycle',
  'vkt_car',
  'vkt_bus',
  'vkt_heavy',
  /** Inside the peaks. */
  'pk_vht',
  'pk_vht_ff',
  'pk_valid',
  'pk_expected',
  'pk_readings',
] as const;

export const TRAFFIC = componentIndex(own);
const at = TRAFFIC.at;

interface Segment {
  readonly lengthKm: number;
  readonly freeFlowKmh: number;
}

function segmentAt(hour: StationHour, from: number): Segment | null {
  const value = factAt(hour.station, 'segment', from);
  if (typeof value !== 'object' || value === null) return null;
  const { lengthKm, freeFlowKmh } = value as Partial<Segment>;
  if (typeof lengthKm !== 'number' || !(lengthKm > 0)) return null;
  return { lengthKm, freeFlowKmh: typeof freeFlowKmh === 'number' && freeFlowKmh > 0 ? freeFlowKmh : NaN };
}

/** Sums of one (station, direction) over some windows. */
interface DirectionSums {
  n: number;
  pcu: number;
  validS: number;
  nSpd: number;
  nOverV: number;
  readonly modes: Record<Mode, number>;
}

/** The unit of calculation: the lanes of one direction of one station. */
function directionsOf(hour: StationHour, first: number, last: number): Map<string, HourSeries[]> {
  const directions = new Map<string, HourSeries[]>();
  for (const series of hour.series) {
    if (!countsIn(series, first, last)) continue;
    const lanes = directions.get(series.direction);
    if (lanes === undefined) directions.set(series.direction, [series]);
    else lanes.push(series);
  }
  return directions;
}

function sumDirection(
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

function add(vector: Float64Array, index: number, value: number): void {
  vector[index] = (vector[index] ?? 0) + value;
}

function addDirection(
  vector: Float64Array,
  sums: DirectionSums,
  lanes: number,
  segment: Segment | null,
): void {
  // T is the direction's mean observed time per lane: flows of lanes add up, and a lane that lost half its
  // readings lowers T with N instead of halving its flow. [kpi.md §3.1 "over the valid part of T only"]
  const hours = sums.validS / lanes / 3600;
  add(vector, at.n, sums.n);
  add(vector, at.pcu, sums.pcu);
  add(vector, at.t_h, hours);
  add(vector, at.n_spd, sums.nSpd);
  add(vector, at.n_over_v, sums.nOverV);
  for (const mode of Object.keys(MODES) as Mode[]) add(vector, at[`n_${mode}`], sums.modes[mode]);
  if (segment === null) return;
  const km = segment.lengthKm;
  add(vector, at.vkt, sums.n * km);
  add(vector, at.pcukt, sums.pcu * km);
  add(vector, at.lkmh, hours * km);
  add(vector, at.vkt_spd, sums.nSpd * km);
  add(vector, at.vht, sums.nOverV * km);
  for (const mode of Object.keys(MODES) as Mode[]) add(vector, at[`vkt_${mode}`], sums.modes[mode] * km);
  if (!Number.isNaN(segment.freeFlowKmh)) add(vector, at.vht_ff, (sums.nSpd * km) / segment.freeFlowKmh);
}

/** [KPI MOB-05] True when a window starts inside a peak on one of its weekdays, local time. */
function inPeak(
  at: number,
  peaks: { readonly weekdays: readonly number[]; readonly spans: readonly ClockSpan[] },
): boolean {
  if (!peaks.weekdays.includes(weekday(at))) return false;
  const minute = timeOfDay(at) / MINUTE_MS;
  return peaks.spans.some((span) => minute >= span.from && minute < span.to);
}

function addPeak(
  vector: Float64Array,
  hour: StationHour,
  directions: ReadonlyMap<string, readonly HourSeries[]>,
  first: number,
  last: number,
  context: MethodContext,
): void {
  const peak = (w: number): boolean => inPeak(hour.from + w * WINDOW_MS, context.peaks);
  if (![...Array(last - first).keys()].some((i) => peak(first + i))) return;
  const segment = segmentAt(hour, hour.from + first * WINDOW_MS);
  for (const lanes of directions.values()) {
    for (const lane of lanes) {
      const { valid, expected, readings } = tally(hour, lane, first, last, peak);
      add(vector, at.pk_valid, valid);
      add(vector, at.pk_expected, expected);
      add(vector, at.pk_readings, readings);
    }
    if (segment === null || Number.isNaN(segment.freeFlowKmh)) continue;
    for (let w = first; w < last; w++) {
      if (!peak(w)) continue;
      const sums = sumDirection(hour, lanes, w, w + 1, {});
      add(vector, at.pk_vht, sums.nOverV * segment.lengthKm);
      add(vector, at.pk_vht_ff, (sums.nSpd * segment.lengthKm) / segment.freeFlowKmh);
    }
  }
}

/** [KPI MOB-09] max(0, VHT − VKT/v_ff) per segment, direction and 15 minutes; the floor holds at every level. */
function addDelay(
  vector: Float64Array,
  hour: StationHour,
  directions: ReadonlyMap<string, readonly HourSeries[]>,
  first: number,
  last: number,
): void {
  for (let quarter = first; quarter < last; quarter += 3) {
    const segment = segmentAt(hour, hour.from + quarter * WINDOW_MS);
    if (segment === null || Number.isNaN(segment.freeFlowKmh)) continue;
    for (const lanes of directions.values()) {
      const sums = sumDirection(hour, lanes, quarter, quarter + 3, {});
      const hours = sums.nOverV * segment.lengthKm - (sums.nSpd * segment.lengthKm) / segment.freeFlowKmh;
      if (hours > 0) add(vector, at.delay, hours);
    }
  }
}

/**
 * Traffic components per station from its directions. [kpi.md §3.6; MOB-01 … MOB-14]
 * Length, free-flow speed and PCU are those that hold at the start of each 15 minutes (5 in a 5-minute span).
 */
export const trafficDomain: Domain = {
  id: 'traffic',
  components: TRAFFIC.names,
  fields: [
    'readings',
    'valid_s',
    'tms',
    'n_sum',
    'n_spd',
    'n_over_v',
    ...CLASSES.map((name) => `n_${name}_sum`),
  ],
  lookbackHours: 0,
  subHour: ['5min', '15min'],
  compute(hour, first, last, context) {
    const vector = new Float64Array(TRAFFIC.names.length);
    if (!addBasis(vector, hour, first, last)) return null;
    const directions = directionsOf(hour, first, last);
    const step = Math.min(3, last - first);
    for (let block = first; block < last; block += step) {
      const from = hour.from + block * WINDOW_MS;
      const segment = segmentAt(hour, from);
      const roadType = factAt(hour.station, 'roadType', from);
      const pcu = context.pcu(typeof roadType === 'string' ? roadType : 'urban', from);
      for (const lanes of directions.values()) {
        const sums = sumDirection(hour, lanes, block, block + step, pcu);
        addDirection(vector, sums, lanesInService(lanes), segment);
      }
    }
    if (last - first >= 3) {
      addDelay(vector, hour, directions, first, last);
      addPeak(vector, hour, directions, first, last, context);
    }
    return vector;
  },
};

function lanesInService(lanes: readonly HourSeries[]): number {
  return Math.max(1, lanes.filter((lane) => lane.registered || lane.rows.some((row) => row >= 0)).length);
}
