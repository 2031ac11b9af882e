import { setImmediate as immediate } from 'node:timers/promises';

/** Longest stretch of work before others get their turn. [DESIGN §5: work over 20 ms runs in slices] */
const SLICE_MS = 8;

/** Lets the event loop breathe in the middle of long work. */
export class Slices {
  private since = performance.now();

  /** Gives way when the present slice has lasted long enough. */
  async breathe(): Promise<void> {
    if (performance.now() - this.since < SLICE_MS) return;
    await immediate();
    this.since = performance.now();
  }
}
