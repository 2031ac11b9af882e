import { TOPICS } from '@app/contracts';
import type { EventLog, StoredRecord } from '@app/event-log';

const ONE = { maxRecords: 1, maxBytes: 4_000_000 } as const;
const MANY = { maxRecords: 500, maxBytes: 8_000_000 } as const;

/** Where a message stood in ❶. */
export interface Source {
  readonly partition: number;
  readonly offset: number;
}

/**
 * The record of ❷ that holds a rejected message whole, or null when it isn't kept any more. Messages go into ❷ in
 * their order in ❶ and under the same key, so halving finds it; a cycle that was repeated after a crash wrote some of
 * them twice, for which a look at every record is the way left.
 */
export async function findRejected(log: EventLog, source: Source): Promise<StoredRecord | null> {
  const { partition } = source;
  const { first, next } = await log.range(TOPICS.rejected, partition);
  let [low, high] = [first, next];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const record = (await log.read(TOPICS.rejected, partition, middle, ONE)).records[0];
    if (record !== undefined && offsetOf(record) === source.offset) return record;
    if (record === undefined || offsetOf(record) > source.offset) high = middle;
    else low = middle + 1;
  }
  return scan(log, source, first, next);
}

async function scan(
  log: EventLog,
  { partition, offset }: Source,
  first: number,
  next: number,
): Promise<StoredRecord | null> {
  for (let from = first; from < next;) {
    const batch = await log.read(TOPICS.rejected, partition, from, MANY);
    const found = batch.records.find((record) => offsetOf(record) === offset);
    if (found !== undefined) return found;
    if (batch.next <= from) return null;
    from = batch.next;
  }
  return null;
}

/** Offset in ❶ by the header `source`, `partition:offset`. */
function offsetOf(record: StoredRecord): number {
  return Number(record.headers['source']?.split(':')[1] ?? Number.NaN);
}
