/** What a run has done so far. */
export interface Counters {
  connected: number;
  sent: number;
  acknowledged: number;
  refused: number;
  dropped: number;
  backfilled: number;
  backfillRefused: number;
  lastProblem: string;
}

export function newCounters(): Counters {
  return {
    connected: 0,
    sent: 0,
    acknowledged: 0,
    refused: 0,
    dropped: 0,
    backfilled: 0,
    backfillRefused: 0,
    lastProblem: '',
  };
}
