import { TOPICS } from '@app/contracts';
import type { StoredRecord } from '@app/event-log';
import { EmbeddedEventLog } from '../../../libs/event-log/src/embedded/embedded-event-log.js';

/** What a log holds of ❶: by partition its oldest offset and its records. */
export type LogContent = readonly { readonly first: number; readonly records: readonly StoredRecord[] }[];

/** Opens a log as the platform does after a crash, reads all of ❶ by the port, and closes it. */
export async function readLog(dir: string): Promise<LogContent> {
  const log = new EmbeddedEventLog({ dir, partitions: 4, maxBytes: 1 << 30 });
  await log.open();
  try {
    const content: { first: number; records: StoredRecord[] }[] = [];
    for (let partition = 0; partition < log.partitions(TOPICS.raw); partition++) {
      const { first, next } = await log.range(TOPICS.raw, partition);
      const records: StoredRecord[] = [];
      for (let at = first; at < next;) {
        const batch = await log.read(TOPICS.raw, partition, at, { maxRecords: 100_000, maxBytes: 1 << 28 });
        records.push(...batch.records);
        at = batch.next;
      }
      content.push({ first, records });
    }
    // It must take what comes next, too.
    await log.append(TOPICS.raw, [
      { key: 'after', value: Buffer.from('#after#'), headers: {}, timestamp: 0 },
    ]);
    return content;
  } finally {
    await log.close();
  }
}
