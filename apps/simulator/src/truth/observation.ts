import type { CityDevice } from '../inventory/city.js';
import type { Sample } from '../model/sample.js';
import type { ReadingCounts } from './truth-line.js';

/** What one device measured from `start` on, and what was to become of the message. */
export interface Observation {
  readonly device: CityDevice;
  readonly start: number;
  readonly samples: readonly Sample[];
  readonly outcome: {
    readonly lost: boolean;
    readonly silenced: boolean;
    readonly corrupt: boolean;
    readonly duplicate: boolean;
    readonly late: boolean;
  };
}

/** Counts readings by outcome; lanes are readings of their own. */
export function countReadings(observations: readonly Observation[]): ReadingCounts {
  const counts = { made: 0, delivered: 0, lost: 0, silenced: 0, corrupt: 0, duplicates: 0, late: 0 };
  for (const { samples, outcome } of observations) {
    const n = samples.length;
    counts.made += n;
    if (outcome.silenced) counts.silenced += n;
    else if (outcome.lost) counts.lost += n;
    else if (outcome.corrupt) counts.corrupt += n;
    else {
      counts.delivered += n;
      if (outcome.duplicate) counts.duplicates += n;
      if (outcome.late) counts.late += n;
    }
  }
  return counts;
}
