import { aadt } from '../traffic/aadt.js';
import { bufferIndex, planningTimeIndex } from '../traffic/reliability.js';
import { distinctEvents } from '../water/flood-events.js';
import type { StationDays } from './day-vectors.js';
import type { ReducerName } from './formula.js';
import type { Reduced, Reducer } from './reduced.js';

/**
 * Reducers by name: for what isn't a sum over days. Each names what it reads, in the order of the formula's
 * `components`, so that a script can do the same from the lineage's rows of station, day and components.
 */
export const REDUCERS: Readonly<Record<ReducerName, Reducer>> = {
  /** Greatest station-day: [value, 1 when there is one]; `place` is its station. */
  'greatest-day': greatestDay,
  /** Days on which any station was marked: [1 when marked, 1 when the station-day is valid]. */
  'days-any': daysAny,
  /**
   * VKT-weighted mean over segments of P95 of the days' travel time over free flow, in the peaks:
   * [veh·h, veh·h at free flow, veh·km, valid readings, expected readings].
   */
  'planning-time-index': planningTimeIndex,
  /** VKT-weighted mean over segments of (P95 − mean)/mean of the days' travel time, percent; reads the same. */
  'buffer-index': bufferIndex,
  /** AASHTO mean of day totals, over stations weighted by length: [vehicles, veh·km, 1 for a day that counts]. */
  aadt,
  /** Floods of an area: [hours observed, 1 when one was running at midnight, its windows in six components]. */
  'distinct-events': distinctEvents,
};

function greatestDay(stations: readonly StationDays[]): Reduced {
  let best: Reduced = { value: null, num: null, den: null, place: null };
  for (const { no, days, values } of stations) {
    const [value, known] = values;
    for (let i = 0; i < days.length; i++) {
      if ((known?.[i] ?? 0) <= 0) continue;
      const found = value?.[i] ?? 0;
      if (best.value === null || found > best.value) best = { value: found, num: found, den: 1, place: no };
    }
  }
  return best;
}

function daysAny(stations: readonly StationDays[]): Reduced {
  const valid = new Set<number>();
  const marked = new Set<number>();
  for (const { days, values } of stations) {
    for (const [i, day] of days.entries()) {
      if ((values[1]?.[i] ?? 0) <= 0) continue;
      valid.add(day);
      if ((values[0]?.[i] ?? 0) > 0) marked.add(day);
    }
  }
  const [num, den] = [marked.size, valid.size];
  return { value: den > 0 ? num : null, num, den };
}
