import type { Topic } from '@app/contracts';
import { Backoff } from '../../consumer/backoff.js';
import type { LoopSource } from '../../consumer/loop-source.js';
import type { LogBatch } from '../../event-log.port.js';
import type { KafkaTiming } from '../kafka-options.js';
import type { TopicLayout } from '../topics.js';
import { type KafkaCluster, byLeader } from '../wire/cluster.js';
import { KAFKA_ERROR, errorName } from '../wire/error-codes.js';
import { fetchRequest } from '../wire/fetch.js';
import type { FetchPart, FetchedPart } from '../wire/fetch.js';
import type { HeadersCodec } from '../wire/headers-codec.js';
import { PartitionBuffer } from './partition-buffer.js';

const PART_BYTES = 1 << 20;
const ANSWER_BYTES = 12 << 20;
/** An answer with at least so much is followed by the next question at once. */
const PLENTY_BYTES = 256 << 10;
/** How long a question waits at the broker while some of its partitions' buffers are full. */
const SHORT_WAIT_MS = 50;

/** Asked about a partition and with which ticket. */
type Asked = ReadonlyMap<number, { readonly buffer: PartitionBuffer; readonly ticket: number }>;

/**
 * Reads partitions of one topic ahead of their handlers: one question at a time to each broker, for all partitions that
 * it leads and whose buffers have room. A partition whose handler is slow is left out, the others go on.
 */
export class Fetcher implements LoopSource {
  private readonly buffers = new Map<number, PartitionBuffer>();
  private readonly asking = new Set<number | null>();
  private readonly abort = new AbortController();
  private readonly backoff = new Backoff();
  private turn = 0;

  constructor(
    private readonly cluster: KafkaCluster,
    private readonly layout: TopicLayout,
    private readonly codec: HeadersCodec,
    private readonly timing: KafkaTiming,
    /** Hears why reading doesn't work, or null when it does. */
    private readonly onTrouble: (reason: string | null, error: unknown) => void,
  ) {}

  async next(
    topic: Topic,
    partition: number,
    from: number,
    limits: { maxRecords: number; maxBytes: number },
    signal: AbortSignal,
  ): Promise<LogBatch | null> {
    const buffer = this.bufferOf(topic, partition);
    buffer.seek(from);
    while (!signal.aborted) {
      const batch = buffer.take(limits);
      void this.ask();
      if (batch) return batch;
      await buffer.wait(signal);
    }
    return null;
  }

  async end(_topic: Topic, partition: number): Promise<number> {
    return (await this.ends([partition])).get(partition) ?? 0;
  }

  /** Ends of the partitions, asked for now. */
  ends(partitions: readonly number[]): Promise<Map<number, number>> {
    return this.cluster.offsets(this.layout.name, partitions, -1);
  }

  /** The end of a partition that is being read, as the broker said last. */
  knownEnd(partition: number): number {
    return this.buffers.get(partition)?.knownEnd ?? 0;
  }

  /** Forgets a partition: it isn't read any more. */
  drop(partition: number): void {
    this.buffers.delete(partition);
  }

  async close(): Promise<void> {
    this.abort.abort();
    this.buffers.clear();
    await this.cluster.disconnect();
  }

  private bufferOf(topic: Topic, partition: number): PartitionBuffer {
    let buffer = this.buffers.get(partition);
    if (!buffer) {
      buffer = new PartitionBuffer(topic, partition, this.codec);
      this.buffers.set(partition, buffer);
    }
    return buffer;
  }

  /** Asks every broker that isn't being asked already. Never rejects. */
  private async ask(): Promise<void> {
    // Looked up at once, so that nobody else asks meanwhile; null stands for the looking up itself.
    if (this.abort.signal.aborted || this.asking.has(null)) return;
    const wanted = this.wantedPartitions();
    if (wanted.length === 0) return;
    this.asking.add(null);
    let isAsked = false;
    try {
      const groups = byLeader(await this.cluster.leaders(this.layout.name), wanted);
      if (this.abort.signal.aborted) return;
      for (const [node, partitions] of groups) {
        if (node !== null && !this.asking.has(node)) void this.askNode(node, partitions);
      }
      if (groups.has(null)) throw new Error(`${this.layout.name}/${groups.get(null)?.join()}: no leader`);
      isAsked = true;
    } catch (error) {
      await this.recover(error);
    } finally {
      this.asking.delete(null);
    }
    // Whoever waits for records has asked already, and would wait for ever.
    if (!isAsked) void this.ask();
  }

  private async askNode(node: number, partitions: readonly number[]): Promise<void> {
    this.asking.add(node);
    try {
      const bytes = await this.fetch(node, partitions);
      this.onTrouble(null, null);
      this.backoff.reset();
      if (bytes < PLENTY_BYTES) await pause(this.timing.fetchPauseMs);
    } catch (error) {
      await this.recover(error);
    } finally {
      this.asking.delete(node);
      void this.ask();
    }
  }

  private async fetch(node: number, partitions: readonly number[]): Promise<number> {
    const asked: Asked = new Map(
      partitions.flatMap((partition) => {
        const buffer = this.buffers.get(partition);
        return buffer?.isWanted ? [[partition, { buffer, ticket: buffer.wanted.ticket }]] : [];
      }),
    );
    if (asked.size === 0) return PLENTY_BYTES;
    const parts = [...asked].map(([partition, { buffer }]): FetchPart => ({
      partition,
      from: buffer.wanted.from,
      maxBytes: PART_BYTES,
    }));
    const isAnyFull = [...this.buffers.values()].some((buffer) => buffer.isFull);
    const maxWaitMs = isAnyFull ? Math.min(SHORT_WAIT_MS, this.timing.maxWaitMs) : this.timing.maxWaitMs;
    const limits = { maxWaitMs, minBytes: 1, maxBytes: ANSWER_BYTES };
    const answer = await this.cluster.request(node, fetchRequest(this.layout.name, parts, limits));
    return this.deliver(answer, asked);
  }

  /** Hands the answer to the buffers; returns its bytes. */
  private async deliver(answer: readonly FetchedPart[], asked: Asked): Promise<number> {
    let bytes = 0;
    let failure: Error | null = null;
    for (const { partition, error, end, set } of answer) {
      const question = asked.get(partition);
      if (!question) continue;
      const { buffer, ticket } = question;
      if (error === KAFKA_ERROR.none) {
        buffer.offer(ticket, set, end);
        bytes += set.length;
      } else if (error === KAFKA_ERROR.offsetOutOfRange) {
        const range = (await this.cluster.ranges(this.layout.name, [partition])).get(partition);
        if (range) buffer.outOfRange(ticket, range);
      } else failure = new Error(`${this.layout.name}/${partition}: ${errorName(error)}`);
    }
    if (failure) throw failure;
    return bytes;
  }

  /** Says what is wrong, waits, and learns the leaders anew. */
  private async recover(error: unknown): Promise<void> {
    const { signal } = this.abort;
    if (signal.aborted) return;
    this.onTrouble(error instanceof Error ? error.message : String(error), error);
    await this.backoff.wait(signal);
    if (!signal.aborted) await this.cluster.refresh().catch(() => undefined);
  }

  /** Partitions to ask for, another one first each time: a broker fills its answer from the front. */
  private wantedPartitions(): number[] {
    const wanted = [...this.buffers.values()].flatMap((buffer) =>
      buffer.isWanted ? [buffer.partition] : [],
    );
    this.turn += 1;
    const first = this.turn % Math.max(1, wanted.length);
    return [...wanted.slice(first), ...wanted.slice(0, first)];
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
