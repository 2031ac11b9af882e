import { METER_CARRY_MS, type WindowLayout } from '@app/windows';
import type { Point } from './point.js';
import type { PointList } from './point-list.js';

const carries = (point: Point, slot: number): boolean => !Number.isNaN(point.values[slot] ?? NaN);

/** Newest reading of each meter among `points` (ascending), else the one known before; ascending, without repeats. */
export function leadOf(layout: WindowLayout, points: readonly Point[], known: readonly Point[]): Point[] {
  const lead = new Set<Point>();
  for (const meter of layout.meters) {
    const newest =
      points.findLast((point) => carries(point, meter.slot)) ??
      known.findLast((point) => carries(point, meter.slot));
    if (newest !== undefined) lead.add(newest);
  }
  return [...lead].sort((a, b) => a.time - b.time);
}

/**
 * What a window that starts at `start` needs of the past: the points of the look-back before it, led by the newest
 * reading of each meter where that is older. Ascending.
 */
export function pointsBefore(
  series: { readonly layout: WindowLayout; readonly lookback: number },
  list: PointList,
  known: readonly Point[],
  start: number,
): Point[] {
  const from = start - series.lookback;
  const recent = list.between(from, start);
  const lead = new Set<Point>();
  for (const { slot } of series.layout.meters) {
    const newest =
      newestBelow(list, list.lowerBound(from), slot) ??
      known.findLast((point) => point.time < from && carries(point, slot));
    if (newest !== undefined && newest.time >= start - METER_CARRY_MS) lead.add(newest);
  }
  return lead.size === 0 ? recent : [...[...lead].sort((a, b) => a.time - b.time), ...recent];
}

/** Time of the first point after `time` that carries a meter; null for none. */
export function nextMeterTime(layout: WindowLayout, list: PointList, time: number): number | null {
  if (layout.meters.length === 0) return null;
  const { all } = list;
  for (let i = list.lowerBound(time + 1); i < all.length; i++) {
    const point = all[i];
    if (point !== undefined && layout.meters.some(({ slot }) => carries(point, slot))) return point.time;
  }
  return null;
}

function newestBelow(list: PointList, end: number, slot: number): Point | undefined {
  for (let i = end - 1; i >= 0; i--) {
    const point = list.all[i];
    if (point !== undefined && carries(point, slot)) return point;
  }
  return undefined;
}
