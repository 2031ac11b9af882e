import type { RefusedRow } from '@app/time-series';
import type { Refusal } from '../rejects/refusal.js';
import type { Cycle } from './cycle.js';

/**
 * Turns points that the store would not take into rejections: every reading of the cycle that went into such a row is
 * moved from its outcome to `store_refused` in the tally, with a veto that keeps it out of the repeat.
 */
export function refuseReadings(cycle: Cycle, rows: readonly RefusedRow[]): Refusal[] {
  const details = new Map(rows.map((row) => [`${row.measurement}|${row.row}`, row.detail]));
  const refusals: Refusal[] = [];
  for (const item of cycle.items) {
    const detail = details.get(`${item.series.family}|${item.row}`);
    if (detail === undefined || item.outcome === null || item.outcome === 'rejected') continue;
    item.line[item.outcome]--;
    item.line.reject('store_refused');
    item.outcome = 'rejected';
    const reason = 'store_refused';
    const { record, index } = item;
    item.line.vetoes.push({ offset: record.offset, index, measure: null, reason, detail });
    refusals.push({ record, index, reason, detail });
  }
  return refusals;
}
