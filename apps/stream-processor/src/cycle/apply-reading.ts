import type { RejectReason } from '@app/contracts';
import type { Reading } from '@app/telemetry';
import { Point } from '../series/point.js';
import type { Changed } from '../series/series.js';
import type { PointList } from '../series/point-list.js';
import type { Cycle, Item } from './cycle.js';
import { tooFast } from './rate-judge.js';
import { reasonOf } from './vetoes.js';

/**
 * Applies what a repeated cycle had decided, or, for an in-order reading, the limit of change, to the reading's
 * values. Returns false when nothing of it is left: it is then counted as rejected.
 */
function passes(cycle: Cycle, item: Item, reading: Reading, list: PointList, isInOrder: boolean): boolean {
  if (cycle.repeated !== null) {
    for (const veto of cycle.repeated.of(item.record.offset, item.index)) {
      const slot = veto.measure === null ? -1 : item.series.owner.known.layout.index.get(veto.measure);
      if (slot === -1) reading.values.fill(NaN);
      else if (slot !== undefined) reading.values[slot] = NaN;
      refuse(cycle, item, reasonOf(veto), veto.detail);
    }
  } else if (isInOrder && item.series.owner.rateSlots.length > 0) {
    for (const { slot, measure, detail } of tooFast(item.series, list, reading)) {
      reading.values[slot] = NaN;
      const { offset } = item.record;
      item.line.vetoes.push({ offset, index: item.index, measure, reason: 'rate_of_change', detail });
      refuse(cycle, item, 'rate_of_change', detail);
    }
  } else return true;
  if (reading.values.some((value) => value === value)) return true;
  item.outcome = 'rejected';
  item.line.reject(item.fault ?? 'rate_of_change');
  return false;
}

function refuse(cycle: Cycle, item: Item, reason: RejectReason, detail: string): void {
  cycle.refusals.push({ record: item.record, index: item.index, reason, detail });
}

/** Applies a reading that is newer than all that is stored of its series. */
export function applyInOrder(cycle: Cycle, item: Item, reading: Reading): void {
  const { series } = item;
  if (!passes(cycle, item, reading, series.head, true)) return;
  const point = Point.of(reading, item.record.timestamp);
  series.push(point);
  cycle.file(item, 'stored', point, reading.values);
}

/**
 * Applies any other reading against `list`, which holds what is stored at its time; adds to `changed` where windows
 * have to be computed anew.
 */
export function applyLate(
  cycle: Cycle,
  item: Item,
  reading: Reading,
  list: PointList,
  changed: Changed[],
  isInOrder: boolean,
): void {
  const { series } = item;
  if (!passes(cycle, item, reading, list, isInOrder)) return;
  let point = list.find(reading.time);
  if (point === undefined) {
    point = Point.of(reading, item.record.timestamp);
    list.put(point);
    changed.push(point);
    cycle.file(item, 'stored', point, reading.values);
    return;
  }
  const { end } = point;
  const outcome = point.absorb(reading, series.owner.speedSlot);
  // A repeat can't know what the crashed run had written: it treats every window as touched.
  if (outcome !== 'duplicate' || cycle.isRepeat)
    changed.push({ time: point.time, end: Math.max(end, point.end), arrival: point.arrival });
  cycle.file(item, outcome, point, reading.values);
}
