import { SeriesWindows } from './series-windows.js';
import type { WindowLayout } from './window-layout.js';
import type { WindowPoint } from './window-point.js';

/**
 * One window from the stored points: equal to what the incremental path gives for the same points.
 * `before`: ascending, the points of the `lookbackMs` before the window, led by the newest reading of each meter
 * within METER_CARRY_MS if that is older (more does no harm). `points`: ascending, the points whose time falls in the
 * window; may be empty. Throws a RangeError when the points don't ascend.
 */
export function recompute(
  layout: WindowLayout,
  cadenceS: number,
  windowStart: number,
  before: readonly WindowPoint[],
  points: readonly WindowPoint[],
): Float64Array {
  const series = new SeriesWindows(layout, cadenceS, before);
  for (const point of points) series.add(point);
  return series.row(windowStart);
}
