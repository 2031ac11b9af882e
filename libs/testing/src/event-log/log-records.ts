import { TOPICS } from '@app/contracts';
import type { Topic } from '@app/contracts';
import type { ConsumeOptions, EventLog, LogRecord, StoredRecord } from '@app/event-log';

/** Headers shared by records that name none. */
const HEADERS = Object.freeze({ device: 'cam-1', topic: 'telemetry/cam-1', inlet: 'mqtt' });

/** A record with a text for value. */
export function aRecord(key: string, text: string, more: Partial<LogRecord> = {}): LogRecord {
  return { key, value: Buffer.from(text), headers: HEADERS, timestamp: 1_763_856_000_000, ...more };
}

/** `count` records of one key with the values `0`, `1` … */
export function someRecords(count: number, key = 'cam-1', from = 0): LogRecord[] {
  return Array.from({ length: count }, (_, i) => aRecord(key, String(from + i)));
}

export function textOf(record: LogRecord): string {
  return Buffer.from(record.value).toString('utf8');
}

/** Partition in which a key's records lie, found by reading. */
export async function partitionHolding(log: EventLog, topic: Topic, key: string): Promise<number> {
  for (let partition = 0; partition < log.partitions(topic); partition++) {
    const records = await allRecords(log, topic, partition);
    if (records.some((record) => record.key === key)) return partition;
  }
  throw new Error(`no partition of ${topic} holds ${key}`);
}

/** Every record kept in a partition, read in small steps. */
export async function allRecords(log: EventLog, topic: Topic, partition: number): Promise<StoredRecord[]> {
  const { first, next } = await log.range(topic, partition);
  const records: StoredRecord[] = [];
  let at = first;
  while (at < next) {
    const batch = await log.read(topic, partition, at, { maxRecords: 7, maxBytes: 1 << 20 });
    records.push(...batch.records);
    at = batch.next;
  }
  return records;
}

/** Consumer options with defaults: feed topic (one partition), from the start, everything committed. */
export function consuming(options: Partial<ConsumeOptions>): ConsumeOptions {
  return {
    topic: TOPICS.feed,
    group: 'readers',
    maxRecords: 100,
    maxBytes: 1 << 20,
    onAssigned: () => Promise.resolve(0),
    onBatch: (batch) => Promise.resolve({ kind: 'committed', next: batch.next }),
    ...options,
  };
}
