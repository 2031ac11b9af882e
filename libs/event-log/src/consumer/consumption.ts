import { EventLogError } from '../event-log.port.js';
import type { ConsumeOptions } from '../event-log.port.js';

/** @throws EventLogError for limits that no batch could keep */
export function checkLimits({ topic, maxRecords, maxBytes }: ConsumeOptions): void {
  if (maxRecords >= 1 && maxBytes >= 1) return;
  throw new EventLogError('EVENTLOG_MISCONFIGURED', `consuming ${topic} with an empty limit`, false);
}

/** Sum of the lags of all partitions. */
export function totalLag(lags: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const lag of lags.values()) sum += lag;
  return sum;
}
