import { EventLogError } from '../event-log.port.js';
import type { LogBatch, StoredRecord } from '../event-log.port.js';
import type { Slot } from './layout.js';
import type { SegmentStore } from './segment-store.js';

/**
 * Records of a partition from `from` on, as many as the limits allow and at least one where there is one.
 * Ends before a segment that was not looked through yet, see `SegmentStore.check`.
 * @throws EventLogError EVENTLOG_CORRUPT naming segment and offset; EVENTLOG_MISCONFIGURED beyond the end.
 */
export function collectBatch(
  store: SegmentStore,
  slot: Slot,
  from: number,
  end: number,
  limits: { maxRecords: number; maxBytes: number },
): LogBatch {
  // A position beyond the end means that the log was lost, not that it is quiet: waiting would skip records.
  if (from > end || from < 0) {
    const message = `reading ${slot.name} from offset ${from}, but it ends at ${end}`;
    throw new EventLogError('EVENTLOG_MISCONFIGURED', message, false);
  }
  const start = Math.max(from, store.first(slot, end));
  const records: StoredRecord[] = [];
  let bytes = 0;
  let next = start;
  while (next < end && records.length < limits.maxRecords) {
    const segment = store.holding(slot, next);
    if (!store.isChecked(segment)) break;
    const batch = segment.batchWith(slot, next);
    const stop = Math.min(batch.count, end - batch.base);
    let index = next - batch.base;
    for (; index < stop && records.length < limits.maxRecords; index++) {
      bytes += batch.valueBytes(index);
      if (bytes > limits.maxBytes && records.length > 0) break;
      records.push(batch.record(index));
    }
    next = batch.base + index;
    if (bytes > limits.maxBytes) break;
  }
  return { topic: slot.topic, partition: slot.partition, from, next, records, lost: start - from };
}
