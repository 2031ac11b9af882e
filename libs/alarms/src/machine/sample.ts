/**
 * What a rule says of one interval: the condition holds; neither holds nor is clear (hysteresis); is clear; nobody knows; the
 * object is out of service.
 */
export type Verdict = 'breach' | 'between' | 'clear' | 'missing' | 'gone';

/** One interval of an object, as a rule sees it. Times are epoch ms of the event; samples of an object ascend. */
export interface Sample {
  readonly from: number;
  /** End, exclusive. */
  readonly to: number;
  readonly verdict: Verdict;
  readonly value: number | null;
  readonly limit: number | null;
}

/** How long a condition must hold, and be clear, in ms. */
export interface Durations {
  readonly forMs: number;
  readonly clearMs: number;
}

/** A stretch of time in which an alarm was open. */
export interface Episode {
  /** When the condition had held for long enough. */
  readonly openedAt: number;
  /** When it had been clear for long enough; null: it is open. */
  readonly endedAt: number | null;
  /** End of the newest interval with a value while it was open; value and limit are of then. */
  readonly observedAt: number;
  readonly value: number | null;
  readonly limit: number | null;
}
