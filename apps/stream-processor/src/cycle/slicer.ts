import { setImmediate as nextTurn } from 'node:timers/promises';

/** Longest stretch of work without giving the event loop a turn, milliseconds. */
const SLICE_MS = 8;

/** Cuts long synchronous work into slices, so that the MQTT endpoint in the same process stays responsive. */
export class Slicer {
  private since = performance.now();

  /** True when the slice is used up: `await pause()` then. Cheap enough to ask for every message. */
  get isDue(): boolean {
    return performance.now() - this.since > SLICE_MS;
  }

  /** Gives the event loop a turn and begins a new slice. */
  async pause(): Promise<void> {
    await nextTurn();
    this.since = performance.now();
  }
}
