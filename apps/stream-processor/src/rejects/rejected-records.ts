import type { LogHeaders, LogRecord } from '@app/event-log';
import type { Refusal } from './refusal.js';

/**
 * Records for ❷: every message that had anything refused, whole, once, with its first refusal. `source` names where
 * it stands in ❶, so that a second copy written by a repeated cycle is recognised.
 */
export function rejectedRecords(partition: number, refusals: readonly Refusal[]): LogRecord[] {
  const records: LogRecord[] = [];
  const seen = new Set<number>();
  for (const { record, index, reason, detail } of refusals) {
    if (seen.has(record.offset)) continue;
    seen.add(record.offset);
    const headers: LogHeaders = {
      ...record.headers,
      reason,
      detail,
      index: String(index),
      source: `${partition}:${record.offset}`,
    };
    records.push({ key: record.key, value: record.value, headers, timestamp: record.timestamp });
  }
  return records;
}
