import { type InfluxFailure } from './influx-errors.js';

const FIRST_MS = 100;
const LONGEST_MS = 2000;
/** After a request that nobody knows the fate of, the server gets time to finish with it before the next. */
export const SETTLE_MS = 1000;

/** How long a failing request is tried again: waits double, with jitter, and a server that asks to wait is obeyed. */
export class Patience {
  private attempts = 0;
  private readonly end: number;

  /** @param budgetMs time in all, waits and attempts; a wait that would go beyond is not begun */
  constructor(
    budgetMs: number,
    private readonly now: () => number,
    private readonly random: () => number,
  ) {
    this.end = now() + budgetMs;
  }

  /** Milliseconds to wait before the next attempt; null: no more. */
  next(failure: InfluxFailure): number | null {
    const doubled = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.attempts++);
    const wait = Math.max(failure.retryAfterS * 1000, doubled / 2) + (this.random() * doubled) / 2;
    return this.now() + wait > this.end ? null : wait;
  }
}

/** A wait that can be cut short for everybody at once. */
export class Waits {
  private readonly ends = new Set<() => void>();

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.ends.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      this.ends.add(end);
    });
  }

  endAll(): void {
    for (const end of this.ends) end();
  }
}
