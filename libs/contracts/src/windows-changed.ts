/**
 * Value of a record in ❸ as JSON: the windows that one commit cycle touched for one device, whether or not
 * their numbers moved. Version 1. Its header `trace` carries on the trace of a reading that touched them.
 */
export interface WindowsChanged {
  readonly v: 1;
  readonly device: string;
  /** Measure family, which is also the measurement's name in the time series. */
  readonly family: string;
  /** Window starts in epoch milliseconds, ascending, without repeats. */
  readonly windows: readonly number[];
}

/** Length of a window in milliseconds: five minutes, aligned to the epoch (and so to local midnight, UTC+7). */
export const WINDOW_MS = 300_000;
