import { affectedWindows, recompute, WINDOW_MS, type WindowRow } from '@app/windows';
import { nextMeterTime, pointsBefore } from '../series/carry.js';
import type { Point } from '../series/point.js';
import type { PointList } from '../series/point-list.js';
import type { Changed, Series } from '../series/series.js';

/** Starts of every window that the changed points bear on. */
export function startsOf(series: Series, list: PointList, changed: readonly Changed[]): Set<number> {
  const { layout, cadenceS } = series;
  const starts = new Set<number>();
  for (const point of changed) {
    const next = nextMeterTime(layout, list, point.time);
    for (const start of affectedWindows(layout, cadenceS, point, next)) starts.add(start);
  }
  return starts;
}

/** One window computed from stored points. `list` and `lead` must reach back far enough. */
export function rowOf(series: Series, list: PointList, lead: readonly Point[], start: number): WindowRow {
  const before = pointsBefore(series, list, lead, start);
  const points = list.between(start, start + WINDOW_MS);
  return { start, values: recompute(series.layout, series.cadenceS, start, before, points) };
}
