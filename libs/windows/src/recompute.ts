import type { WindowLayout } from './window-layout.js';
import type { WindowPoint } from './window-point.js';

/**
 * How far before a window stored points are needed, in ms: a reading can show its device online, or hold a state,
 * in a window that starts up to this much after the reading's own start.
 */
export function lookbackMs(cadenceS: number): number {
  return cadenceS * 6000;
}

/**
 * One window from the stored points: equal to what the incremental path gives for the same points.
 * `before`: ascending, the points of the `lookbackMs` before the window, led by the newest reading of each meter
 * within METER_CARRY_MS if that is older. `points`: ascending, the points whose time falls in the window; may be empty.
 */
export function recompute(
  layout: WindowLayout,
  _cadenceS: number,
  _windowStart: number,
  _before: readonly WindowPoint[],
  _points: readonly WindowPoint[],
): Float64Array {
  return new Float64Array(layout.fields.length);
}
