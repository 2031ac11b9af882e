import { addBasis, EXPECTED } from '../core/basis.js';
import type { Domain } from '../core/method.js';
import { factAt } from '../core/station.js';
import type { StationHour } from '../core/windows.js';
import { CLASSES, MODE_NAMES } from './classes.js';
import {
  add,
  type DirectionSums,
  directionsOf,
  lanesInService,
  type Segment,
  segmentAt,
  sumDirection,
  windowStart,
} from './directions.js';
import { addPeak } from './peaks.js';
import { addCongestionBasis, addQuarter, type Quarter, setQuarterVolumes } from './quarters.js';
import { addSpeeding, SPEEDING_FIELDS } from './speeding.js';
import { TRAFFIC } from './traffic-components.js';
import { closeTrafficDay } from './traffic-day.js';

const at = TRAFFIC.at;
/** By mode, in the order of `MODE_NAMES`. */
const N_AT = MODE_NAMES.map((mode) => at[`n_${mode}`]);
const VKT_AT = MODE_NAMES.map((mode) => at[`vkt_${mode}`]);

/** `hours`: the direction's mean observed time per lane. */
function addDirection(
  vector: Float64Array,
  sums: DirectionSums,
  hours: number,
  segment: Segment | null,
): void {
  add(vector, at.n, sums.n);
  add(vector, at.pcu, sums.pcu);
  add(vector, at.t_h, hours);
  add(vector, at.n_spd, sums.nSpd);
  add(vector, at.n_over_v, sums.nOverV);
  for (const [i, index] of N_AT.entries()) add(vector, index, sums.modes[i] ?? 0);
  if (segment === null) return;
  const km = segment.lengthKm;
  add(vector, at.vkt, sums.n * km);
  add(vector, at.pcukt, sums.pcu * km);
  add(vector, at.lkmh, hours * km);
  add(vector, at.vkt_spd, sums.nSpd * km);
  add(vector, at.vht, sums.nOverV * km);
  for (const [i, index] of VKT_AT.entries()) add(vector, index, (sums.modes[i] ?? 0) * km);
  if (!Number.isNaN(segment.freeFlowKmh)) add(vector, at.vht_ff, (sums.nSpd * km) / segment.freeFlowKmh);
}

/** [KPI MOB-12] Fact `roadClass`: `major` for arterials and highways. */
function addMajor(vector: Float64Array, hour: StationHour, first: number): void {
  const from = windowStart(hour, first);
  if (factAt(hour.station, 'roadClass', from) !== 'major') return;
  vector[TRAFFIC.at.major_e] = (segmentAt(hour, from)?.lengthKm ?? 0) * (vector[EXPECTED] ?? 0);
}

/**
 * Traffic components per station from its directions. [kpi.md §3.6; MOB-01 … MOB-15, SAF-03]
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
    ...SPEEDING_FIELDS,
  ],
  lookbackHours: 0,
  subHour: ['5min', '15min'],
  compute(hour, first, last, context) {
    const vector = new Float64Array(TRAFFIC.names.length);
    if (!addBasis(vector, hour, first, last)) return null;
    addMajor(vector, hour, first);
    const directions = directionsOf(hour, first, last);
    const step = Math.min(3, last - first);
    const quarters: Quarter[] = [];
    for (let block = first; block < last; block += step) {
      const from = windowStart(hour, block);
      const segment = segmentAt(hour, from);
      const roadType = factAt(hour.station, 'roadType', from);
      const pcu = context.pcu(typeof roadType === 'string' ? roadType : 'urban', from);
      const observed = [...directions.values()].flatMap((lanes) => {
        const watched = lanesInService(hour, lanes, block, block + step);
        if (watched === 0) return [];
        const sums = sumDirection(hour, lanes, block, block + step, pcu);
        // T is the direction's mean observed time per lane: flows of lanes add up, and a lane that lost half its
        // readings lowers T with N instead of halving its flow. [kpi.md §3.1 "over the valid part of T only"]
        const hours = sums.validS / watched / 3600;
        addDirection(vector, sums, hours, segment);
        addSpeeding(vector, hour, lanes, block, block + step, segment);
        return [{ sums, hours }];
      });
      if (step === 3) quarters.push({ from, segment, directions: observed });
    }
    if (step < 3) return vector;
    for (const quarter of quarters) addQuarter(vector, quarter, context);
    if (quarters.length === 4) setQuarterVolumes(vector, quarters);
    addCongestionBasis(vector, hour, directions, first, last, context);
    addPeak(vector, hour, directions, first, last, context);
    return vector;
  },
  closeDay: closeTrafficDay,
};
