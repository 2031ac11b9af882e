import type { FeedEvent } from '@app/contracts';

/** Fills the feed's latest values when a gateway starts, so that a viewer's first look isn't empty. */
export abstract class LatestValues {
  /**
   * Calls `apply` with what is latest, older before newer where both are given.
   * @returns the offset of ❹ from which the live feed goes on without a gap, or -1 for its end
   */
  abstract fill(apply: (event: FeedEvent) => void): Promise<number>;
}
