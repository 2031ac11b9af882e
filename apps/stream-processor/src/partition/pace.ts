import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Spaces the cycles of partitions, so that under load they grow instead of multiplying. All keep one beat: cycles that begin
 * together write together, and their writes share transactions of the time series.
 */
export class Pace {
  private readonly abort = new AbortController();

  /** @param beatMs at most one cycle of each partition in so long; 0: as many as there are */
  constructor(private readonly beatMs: number) {
    // Every partition may wait at once; Node takes more than ten listeners for a leak.
    setMaxListeners(0, this.abort.signal);
  }

  /** Waits for the first beat after `startedAt` (performance.now()), which may be over, or until `stop`. */
  async wait(startedAt: number): Promise<void> {
    if (this.beatMs === 0 || this.abort.signal.aborted) return;
    const rest = beatAfter(startedAt, this.beatMs) - performance.now();
    if (rest <= 0) return;
    await delay(rest, undefined, { signal: this.abort.signal }).catch(() => undefined);
  }

  /** Ends every wait, now and from now on. */
  stop(): void {
    this.abort.abort();
  }
}

/** The first beat after a time; the same for all times of one beat. */
export function beatAfter(time: number, beatMs: number): number {
  return (Math.floor(time / beatMs) + 1) * beatMs;
}
