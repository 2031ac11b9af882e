import type { WindowLayout } from './window-layout.js';
import { type WindowPoint, type WindowRow } from './window-point.js';

/**
 * The incremental path: windows of one series (device and lane) whose points come in order of time. Holds the open
 * window and what the next ones need of the past (last meter reading, state, online time).
 */
export class SeriesWindows {
  constructor(
    readonly layout: WindowLayout,
    readonly cadenceS: number,
  ) {}

  /** Time of the newest point added; -Infinity before the first. */
  get newest(): number {
    return -Infinity;
  }

  /**
   * Adds a point that is newer than `newest`; throws a RangeError otherwise (such a point takes the recompute path).
   * Every window that the point bears on becomes dirty: its own, and later ones while it shows the device online
   * or holds a state.
   */
  add(_point: WindowPoint): void {
    throw new RangeError('not yet');
  }

  /** Rows of the windows dirtied since the last call, ascending; complete in themselves, ready to be written. */
  drain(): WindowRow[] {
    return [];
  }
}
