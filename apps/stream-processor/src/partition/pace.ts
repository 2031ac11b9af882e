import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

/** Spaces the cycles of a partition, so that under load they grow instead of multiplying. */
export class Pace {
  private readonly abort = new AbortController();

  constructor(private readonly intervalMs: number) {
    // Every partition may wait at once; Node takes more than ten listeners for a leak.
    setMaxListeners(0, this.abort.signal);
  }

  /** Waits until `intervalMs` after `startedAt` (performance.now()), or until `stop`. */
  async wait(startedAt: number): Promise<void> {
    const rest = startedAt + this.intervalMs - performance.now();
    if (rest <= 0 || this.abort.signal.aborted) return;
    await delay(rest, undefined, { signal: this.abort.signal }).catch(() => undefined);
  }

  /** Ends every wait, now and from now on. */
  stop(): void {
    this.abort.abort();
  }
}
