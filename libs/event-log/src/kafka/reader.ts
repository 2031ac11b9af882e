import { EventLogError } from '../event-log.port.js';
import type { LogBatch, LogRange, StoredRecord } from '../event-log.port.js';
import { beyondEnd } from './consume/partition-buffer.js';
import type { TopicLayout } from './topics.js';
import type { KafkaCluster } from './wire/cluster.js';
import { KAFKA_ERROR, errorName } from './wire/error-codes.js';
import { fetchRequest } from './wire/fetch.js';
import type { FetchedPart } from './wire/fetch.js';
import type { HeadersCodec } from './wire/headers-codec.js';
import { readRecords, wholeBatches } from './wire/record-reader.js';

const MIN_BYTES = 64 << 10;
const MAX_BYTES = 8 << 20;

/** Reads without consuming: a question to the leader, without a group or a position. */
export class Reader {
  constructor(
    private readonly cluster: KafkaCluster,
    private readonly codec: HeadersCodec,
  ) {}

  /** @throws EventLogError EVENTLOG_IO when the partition has no leader or it doesn't answer */
  async range(layout: TopicLayout, partition: number): Promise<LogRange> {
    try {
      const range = (await this.cluster.ranges(layout.name, [partition])).get(partition);
      if (range) return range;
    } catch (error) {
      throw unreadable(layout, partition, error);
    }
    throw unreadable(layout, partition, null);
  }

  /** Records from `from` on, as many as the limits allow and at least one where there is one. */
  async read(
    layout: TopicLayout,
    partition: number,
    from: number,
    limits: { maxRecords: number; maxBytes: number },
  ): Promise<LogBatch> {
    const { topic } = layout;
    const answer = await this.fetch(layout, partition, Math.max(0, from), limits.maxBytes);
    if (answer.error === KAFKA_ERROR.offsetOutOfRange || from < 0) {
      const range = await this.range(layout, partition);
      if (from < 0 || from > range.next) throw beyondEnd(topic, partition, from, range);
      if (range.first === range.next) {
        return { topic, partition, from, next: range.next, records: [], lost: range.next - from };
      }
      const kept = await this.read(layout, partition, range.first, limits);
      return { ...kept, from, lost: kept.lost + range.first - from };
    }
    if (answer.error !== KAFKA_ERROR.none)
      throw unreadable(layout, partition, new Error(errorName(answer.error)));
    const set = answer.set.subarray(0, wholeBatches(answer.set).bytes);
    const records = cut(readRecords(Buffer.from(set), from, `${topic}/${partition}`, this.codec), limits);
    const last = records.at(-1);
    return { topic, partition, from, next: last ? last.offset + 1 : from, records, lost: 0 };
  }

  private async fetch(
    layout: TopicLayout,
    partition: number,
    from: number,
    bytes: number,
  ): Promise<FetchedPart> {
    const { name } = layout;
    const maxBytes = Math.min(MAX_BYTES, Math.max(MIN_BYTES, bytes));
    try {
      const node = (await this.cluster.leaders(name)).get(partition);
      if (node === undefined) throw new Error('no leader');
      const request = fetchRequest(name, [{ partition, from, maxBytes }], {
        maxWaitMs: 0,
        minBytes: 0,
        maxBytes,
      });
      const answer = (await this.cluster.request(node, request))[0];
      if (!answer) throw new Error('an empty answer');
      return answer;
    } catch (error) {
      await this.cluster.refresh().catch(() => undefined);
      throw unreadable(layout, partition, error);
    }
  }
}

function cut(
  records: readonly StoredRecord[],
  { maxRecords, maxBytes }: { maxRecords: number; maxBytes: number },
): StoredRecord[] {
  let bytes = 0;
  let count = 0;
  for (const { value } of records) {
    bytes += value.length;
    if (count === maxRecords || (count > 0 && bytes > maxBytes)) break;
    count += 1;
  }
  return records.slice(0, count);
}

function unreadable({ topic }: TopicLayout, partition: number, cause: unknown): EventLogError {
  const reason = cause instanceof Error ? cause.message : 'no answer';
  return new EventLogError('EVENTLOG_IO', `reading ${topic}/${partition}: ${reason}`, true, { cause });
}
