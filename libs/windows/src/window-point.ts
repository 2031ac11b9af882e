import type * as contracts from '@app/contracts';

/** Length of a window. The type makes the compiler hold it equal to the contracts' value (pure code imports types only). */
export const WINDOW_MS: typeof contracts.WINDOW_MS = 300_000;

/** How far back a meter's previous reading may lie for the difference to count: 40 days. */
export const METER_CARRY_MS = 40 * 86_400_000;

/** One stored observation of a series (device and lane), as windows see it. */
export interface WindowPoint {
  /** Phenomenon time, epoch ms: interval start or instant. Decides the window. */
  readonly time: number;
  /** Interval end; equal to `time` for an instant. */
  readonly end: number;
  /** Seconds; 0 for an instant. */
  readonly periodS: number;
  /** First arrival, epoch ms. */
  readonly arrival: number;
  /** By slot of the family's layout; NaN = absent. */
  readonly values: Float64Array;
  readonly tms: boolean;
}

/** A row to write: the window's start and its fields in the order of `WindowLayout.fields`. NaN = no value. */
export interface WindowRow {
  readonly start: number;
  readonly values: Float64Array;
}

/** Start of the window that a time falls in. */
export function windowOf(time: number): number {
  return Math.floor(time / WINDOW_MS) * WINDOW_MS;
}
