import type { EventLog, LogBatch, StoredRecord } from '@app/event-log';

const LIMITS = { maxRecords: 20_000, maxBytes: 16_777_216 };

/** The records from the batch's start up to `next`, exactly: cut where the batch has more, read on where it has less. */
export async function gather(
  log: Pick<EventLog, 'read'>,
  batch: LogBatch,
  next: number,
): Promise<readonly StoredRecord[]> {
  const records = [...batch.records];
  let at = batch.next;
  while (at < next) {
    const more = await log.read(batch.topic, batch.partition, at, LIMITS);
    if (more.next <= at)
      throw new Error(`reading ${batch.topic}/${batch.partition} up to ${next}: it ends at ${at}`);
    for (const record of more.records) records.push(record);
    at = more.next;
  }
  return records.filter(({ offset }) => offset < next);
}
