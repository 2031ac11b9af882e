import { WINDOW_MS } from '@app/contracts';
import { HOUR_MS } from '../time/civil.js';

/** What a bin showed in the twelve windows of an hour, one bit a window, the first window lowest. */
export interface BinHour {
  /** Any reading. */
  readonly seen: number;
  /** A reading at the level that calls for collection (80 %). */
  readonly due: number;
  /** A reading so low (under 60 %) that the bin must have been emptied if it was due before. */
  readonly low: number;
  /** A collection was reported. */
  readonly collected: number;
}

export interface Collections {
  /** Calls for collection that were decided in the day. */
  readonly decided: number;
  /** Those of them that were answered in time. */
  readonly timely: number;
}

const IN_TIME_MS = 24 * HOUR_MS;

/** How many hours before a day decide about its collections: the time allowed, and some to see a call begin. */
export const COLLECTION_LOOKBACK_HOURS = 30;

/**
 * [KPI WST-03] A call begins with the first reading at 80 % or more since the bin was emptied, and is decided when it is
 * emptied or, if it wasn't, by the first reading after more than 24 hours; it counts in the day of that reading. Emptied is
 * what a reported collection or a reading under 60 % says. Silence decides nothing; a bin that was silent for six hours on
 * top of the 24 begins anew.
 * @param hours a row of consecutive hours, null where the bin has none, the first one starting at `from`
 * @param day start of the day whose decisions are counted; it reaches to the end of `hours`
 */
export function countCollections(hours: readonly (BinHour | null)[], from: number, day: number): Collections {
  const counts = { decided: 0, timely: 0 };
  let begun: number | null = null;
  let isAnswered = true;
  const decide = (at: number, timely: boolean): void => {
    if (at < day) return;
    counts.decided++;
    if (timely) counts.timely++;
  };
  for (const [i, hour] of hours.entries()) {
    if (hour === null) continue;
    for (let w = 0; w < 12; w++) {
      const bit = 1 << w;
      if ((hour.seen & bit) === 0) continue;
      const at = from + i * HOUR_MS + w * WINDOW_MS;
      const isEmptied = (hour.collected & bit) !== 0 || (hour.low & bit) !== 0;
      if (begun !== null && (isEmptied || at - begun > IN_TIME_MS)) {
        const isTimely = isEmptied && at - begun <= IN_TIME_MS;
        decide(at, isTimely);
        begun = null;
        isAnswered = isEmptied;
      }
      if (isEmptied) isAnswered = true;
      if ((hour.due & bit) !== 0 && begun === null && isAnswered) begun = at;
    }
  }
  return counts;
}
