import { setTimeout as delay } from 'node:timers/promises';

const FIRST_MS = 50;
const LIMIT_MS = 5_000;

/** Growing waits with jitter, 50 ms to 5 s, that an abort cuts short. */
export class Backoff {
  private attempt = 0;

  constructor(private readonly random: () => number = Math.random) {}

  reset(): void {
    this.attempt = 0;
  }

  /** Length of the next wait in milliseconds: half of the step fixed, half of it random. */
  nextMs(): number {
    const step = Math.min(LIMIT_MS, FIRST_MS * 2 ** Math.min(this.attempt, 10));
    this.attempt += 1;
    return step / 2 + (step / 2) * this.random();
  }

  /** Waits; resolves at once when the signal aborts. */
  async wait(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    try {
      await delay(this.nextMs(), undefined, { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
