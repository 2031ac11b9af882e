import type { StationDays } from './day-vectors.js';
import type { Reason } from './reasons.js';

/** What a reducer makes of the station-days of an area (or one station) and period. */
export interface Reduced {
  readonly value: number | null;
  readonly num: number | null;
  readonly den: number | null;
  /** Station.no where the value stands. */
  readonly place?: number | null;
  /** Why there is no value, or what is to be known about it. */
  readonly reason?: Reason;
}

/** Pure; stations come sorted by id, their days in time order. */
export type Reducer = (stations: readonly StationDays[]) => Reduced;
