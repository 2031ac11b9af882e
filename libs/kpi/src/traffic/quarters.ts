import { tally } from '../core/basis.js';
import { isAbove, isAtMost, isBelow } from '../core/bounds.js';
import type { MethodContext } from '../core/method.js';
import type { HourSeries, StationHour } from '../core/windows.js';
import { add, type DirectionSums, type Segment, windowStart } from './directions.js';
import { isWithin } from './peaks.js';
import { TRAFFIC } from './traffic-components.js';

const at = TRAFFIC.at;

const QUARTERS = ['q1', 'q2', 'q3', 'q4'] as const;
const QUARTER_H = 0.25;
/** Share of a quarter that must have been observed for its volume to be known. [P] */
const KNOWN_SHARE = 0.75;

/** One 15 minutes of a station: floors and thresholds hold per direction, whatever they are later added up to. */
export interface Quarter {
  readonly from: number;
  readonly segment: Segment | null;
  readonly directions: readonly {
    readonly sums: DirectionSums;
    /** Mean observed time of its lanes. */
    readonly hours: number;
  }[];
}

/** Components that are decided by the quarter, direction by direction. */
export function addQuarter(vector: Float64Array, quarter: Quarter, context: MethodContext): void {
  addDelay(vector, quarter);
  addLevelOfService(vector, quarter, context);
  addCongestion(vector, quarter, context);
}

/** [KPI MOB-09] max(0, VHT − VKT/v_ff): a fast quarter never pays for a slow one. */
function addDelay(vector: Float64Array, { segment, directions }: Quarter): void {
  if (segment === null || Number.isNaN(segment.freeFlowKmh)) return;
  for (const { sums } of directions) {
    const hours = sums.nOverV * segment.lengthKm - (sums.nSpd * segment.lengthKm) / segment.freeFlowKmh;
    if (hours > 0) add(vector, at.delay, hours);
  }
}

/**
 * [KPI MOB-10] veh·km at LOS E–F: v ≤ 0.4·v_ff, or more PCU an hour than the direction's capacity where the segment
 * says it. Quarters of which neither is known are in no sum.
 */
function addLevelOfService(
  vector: Float64Array,
  { from, segment, directions }: Quarter,
  context: MethodContext,
): void {
  if (segment === null) return;
  const { losSpeedRatio } = context.settings(from);
  for (const { sums, hours } of directions) {
    const speed = sums.nOverV > 0 ? sums.nSpd / sums.nOverV : NaN;
    const ratio = speed / segment.freeFlowKmh;
    const load = hours > 0 ? sums.pcu / hours / segment.capacityPcu : NaN;
    if (Number.isNaN(ratio) && Number.isNaN(load)) continue;
    const vkt = sums.n * segment.lengthKm;
    add(vector, at.los_vkt, vkt);
    if (isAtMost(ratio, losSpeedRatio) || isAbove(load, 1)) add(vector, at.los_ef, vkt);
  }
}

/** [KPI MOB-08] Hours with v < 0.9·v_ff at its times: of the directions observed, their mean. */
function addCongestion(
  vector: Float64Array,
  { from, segment, directions }: Quarter,
  context: MethodContext,
): void {
  const { congestion } = context.settings(from);
  if (segment === null || Number.isNaN(segment.freeFlowKmh) || !isWithin(from, congestion)) return;
  const observed = directions.filter(({ sums }) => sums.nOverV > 0);
  if (observed.length === 0) return;
  const slow = observed.filter(({ sums }) =>
    isBelow(sums.nSpd / sums.nOverV, congestion.speedRatio * segment.freeFlowKmh),
  );
  add(vector, at.cg_h, (QUARTER_H * slow.length) / observed.length);
  for (const { sums } of observed) add(vector, at.cg_vkt, sums.nSpd * segment.lengthKm);
}

/** [KPI MOB-08] How much data there is at its times. */
export function addCongestionBasis(
  vector: Float64Array,
  hour: StationHour,
  directions: ReadonlyMap<string, readonly HourSeries[]>,
  first: number,
  last: number,
  context: MethodContext,
): void {
  const { congestion } = context.settings(windowStart(hour, first));
  const within = (w: number): boolean => isWithin(windowStart(hour, w), congestion);
  for (const lane of [...directions.values()].flat()) {
    const { valid, expected, readings } = tally(hour, lane, first, last, within);
    add(vector, at.cg_valid, valid);
    add(vector, at.cg_expected, expected);
    add(vector, at.cg_readings, readings);
  }
}

/** [KPI MOB-11] Vehicles of the hour's quarters over the observed time; unknown where a direction was mostly silent. */
export function setQuarterVolumes(vector: Float64Array, quarters: readonly Quarter[]): void {
  for (const [i, { directions }] of quarters.entries()) {
    const name = QUARTERS[i];
    if (name === undefined || directions.length === 0) continue;
    if (directions.some(({ hours }) => hours < KNOWN_SHARE * QUARTER_H - 1e-9)) continue;
    vector[at[name]] = directions.reduce((sum, { sums, hours }) => sum + (sums.n / hours) * QUARTER_H, 0);
    vector[at.q_known] = (vector[at.q_known] ?? 0) + 2 ** i;
  }
}

/** The hour's four volumes in order, null where unknown. */
export function quarterVolumes(hour: Float64Array | null): (number | null)[] {
  const known = hour?.[at.q_known] ?? 0;
  return QUARTERS.map((name, i) =>
    Math.floor(known / 2 ** i) % 2 === 1 ? (hour?.[at[name]] ?? null) : null,
  );
}
