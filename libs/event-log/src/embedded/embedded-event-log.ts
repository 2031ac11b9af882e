import { type Topic, TOPICS } from '@app/contracts';
import { AppendedSignal } from '../consumer/appended-signal.js';
import { LocalSource } from '../consumer/local-source.js';
import { LoopConsumer } from '../consumer/loop-consumer.js';
import { PROTECTED_GROUPS } from '../consumer/protected-groups.js';
import { EventLog, EventLogError } from '../event-log.port.js';
import type { ConsumeOptions, LogBatch, LogConsumer, LogRange, LogRecord } from '../event-log.port.js';
import { CachedPartitioner } from '../partitioner.js';
import { CommitQueue, closedError } from './commit-queue.js';
import { sizesOf } from './embedded-options.js';
import { freeBytes } from './files.js';
import type { EmbeddedEventLogOptions } from './embedded-options.js';
import { Layout } from './layout.js';
import type { Slot } from './layout.js';
import { LmdbSegmentFile } from './lmdb-segment-file.js';
import { Positions } from './positions.js';
import { collectBatch } from './read-batch.js';
import { SegmentStore } from './segment-store.js';
import { Writer } from './writer.js';

const MAINTENANCE_MS = 1_000;
const RECORD_OVERHEAD = 64;

/** Records of one append that go into one transaction. */
interface Part {
  readonly records: readonly LogRecord[];
  readonly bytes: number;
}

/** The event log in this process, on LMDB segments: acknowledged means synced to disk. */
export class EmbeddedEventLog extends EventLog {
  private readonly layout: Layout;
  private readonly partitioners = new Map<number, CachedPartitioner>();
  private readonly positions: Positions;
  private readonly store: SegmentStore;
  private readonly writer: Writer;
  private readonly commits: CommitQueue;
  /** Those of ❶: it waits alone when the log is full, or who works it off could not write down what became of it. */
  private readonly inflow: CommitQueue;
  private readonly appended = new AppendedSignal();
  private readonly consumers = new Set<LoopConsumer>();
  private readonly appendBytes: number;
  private readonly onError: (message: string, error: unknown) => void;
  private maintenance: NodeJS.Timeout | null = null;
  private corruption: EventLogError | null = null;
  private state: 'new' | 'open' | 'closed' = 'new';

  constructor(options: EmbeddedEventLogOptions) {
    super();
    const { segmentBytes, groupBytes, appendBytes } = sizesOf(options);
    const now = options.now ?? Date.now;
    this.onError = options.onError ?? (() => undefined);
    this.appendBytes = appendBytes;
    this.layout = new Layout(options.partitions);
    this.positions = new Positions(options.protectedGroups ?? PROTECTED_GROUPS);
    this.store = new SegmentStore({
      dir: options.dir,
      layout: this.layout,
      segmentBytes,
      slackBytes: 4 * (groupBytes + appendBytes) + (1 << 20),
      openFile: options.openFile ?? ((path, mapBytes) => new LmdbSegmentFile(path, mapBytes)),
    });
    this.writer = new Writer({
      store: this.store,
      positions: this.positions,
      slots: this.layout.slots,
      maxBytes: options.maxBytes,
      freeBytes: options.freeBytes ?? (() => freeBytes(options.dir)),
      now,
      onError: this.onError,
      onAppended: (slot) => this.appended.notify(slot.name),
    });
    this.commits = new CommitQueue(groupBytes, (group) => this.writer.write(group));
    this.inflow = new CommitQueue(groupBytes, (group) => this.writer.write(group, segmentBytes));
  }

  async open(): Promise<void> {
    if (this.state !== 'new') throw closedError();
    try {
      this.writer.open(await this.store.open());
    } catch (error) {
      await this.store.close();
      throw error;
    }
    this.state = 'open';
    this.maintenance = setInterval(() => void this.maintain(), MAINTENANCE_MS);
    this.maintenance.unref();
  }

  async append(topic: Topic, records: readonly LogRecord[]): Promise<void> {
    this.checkOpen();
    if (records.length === 0) return;
    // One after the other: were a part stored behind one that failed, repeating the append would put it out of order.
    for (const part of this.parts(topic, records)) await this.appendPart(topic, part);
  }

  partitions(topic: Topic): number {
    return this.layout.of(topic).length;
  }

  range(topic: Topic, partition: number): Promise<LogRange> {
    this.checkOpen();
    const slot = this.slot(topic, partition);
    const next = this.writer.endOf(slot);
    return Promise.resolve({ first: this.store.first(slot, next), next });
  }

  // Reading is synchronous on mapped memory, but for a segment's first time.
  async read(
    topic: Topic,
    partition: number,
    from: number,
    limits: { maxRecords: number; maxBytes: number },
  ): Promise<LogBatch> {
    this.checkOpen();
    const slot = this.slot(topic, partition);
    try {
      const end = this.writer.endOf(slot);
      const start = Math.max(from, this.store.first(slot, end));
      if (start < end) await this.store.check(this.store.holding(slot, start));
      return collectBatch(this.store, slot, from, end, limits);
    } catch (error) {
      this.notice(error);
      throw error;
    }
  }

  consume(options: ConsumeOptions): Promise<LogConsumer> {
    this.checkOpen();
    const { topic, group } = options;
    const endOf = (of: Topic, partition: number) => this.writer.endOf(this.slot(of, partition));
    const source = new LocalSource(this, endOf, this.appended);
    const onPosition = (partition: number, position: number) => {
      if (group === null) return;
      this.positions.set(this.slot(topic, partition), group, position);
      this.writer.roomMayBe();
    };
    const forget = (self: LoopConsumer) => this.consumers.delete(self);
    const hooks = { onPosition, onError: this.onError };
    const consumer = new LoopConsumer(source, options, this.partitions(topic), hooks, forget);
    this.consumers.add(consumer);
    return Promise.resolve(consumer);
  }

  health(): { readonly ok: boolean; readonly detail: string } {
    if (this.state !== 'open') return { ok: false, detail: 'EVENTLOG_CLOSED: the event log is not open' };
    const trouble = this.writer.trouble ?? this.corruption?.message ?? null;
    return {
      ok: trouble === null,
      detail: trouble ?? `${this.waitingBytes} bytes wait for their commit`,
    };
  }

  override warning(): string {
    return 'một bản sao: one copy of the data, on the disk of this machine';
  }

  override backlog(): { readonly bytes: number; readonly limit: number } {
    return { bytes: this.waitingBytes, limit: 0 };
  }

  /** How full it is; for metrics. */
  fill(): { readonly bytes: number; readonly segments: number } {
    return { bytes: this.store.totalBytes, segments: this.store.count };
  }

  /** Drops segments past their time and, while writing fails, tries again; runs every second by itself. */
  async maintain(): Promise<void> {
    if (this.state !== 'open') return;
    try {
      await this.writer.maintain();
      await this.lookThroughOne();
    } catch (error) {
      this.onError('maintaining the log', error);
    }
  }

  async close(): Promise<void> {
    if (this.state === 'closed') return;
    const wasOpen = this.state === 'open';
    this.state = 'closed';
    if (this.maintenance) clearInterval(this.maintenance);
    if (!wasOpen) return;
    await Promise.all([...this.consumers].map((consumer) => consumer.close()));
    const drained = Promise.all([this.inflow.close(), this.commits.close()]);
    await this.writer.close();
    await drained;
    await this.writer.close();
    await this.store.close();
  }

  private get waitingBytes(): number {
    return this.inflow.waitingBytes + this.commits.waitingBytes;
  }

  private async appendPart(topic: Topic, { records, bytes }: Part): Promise<void> {
    this.checkOpen();
    const slots = this.layout.of(topic);
    const partitioner = this.partitionerFor(slots.length);
    const queue = topic === TOPICS.raw ? this.inflow : this.commits;
    await queue.add(bytes, (listOf) => {
      for (const record of records) listOf(slots[partitioner.of(record.key)]!).push(record);
    });
  }

  /**
   * Records that are written together. What the log can't take at once is cut: whoever appends would only try the same
   * again, and a log of few bytes would never take it.
   */
  private parts(topic: Topic, records: readonly LogRecord[]): Part[] {
    const parts: Part[] = [];
    let from = 0;
    let bytes = 0;
    for (let to = 0; to < records.length; to += 1) {
      const size = records[to]!.value.length + RECORD_OVERHEAD;
      if (size > this.appendBytes) {
        const message = `appending a record of ${size} bytes to ${topic}; at most ${this.appendBytes}`;
        throw new EventLogError('EVENTLOG_MISCONFIGURED', message, false);
      }
      if (bytes + size > this.appendBytes) {
        parts.push({ records: records.slice(from, to), bytes });
        from = to;
        bytes = 0;
      }
      bytes += size;
    }
    parts.push({ records: from === 0 ? records : records.slice(from), bytes });
    return parts;
  }

  /** Finds damage in old segments before somebody needs them. */
  private async lookThroughOne(): Promise<void> {
    try {
      await this.store.checkNext();
    } catch (error) {
      this.notice(error);
      this.onError('looking through the log', error);
    }
  }

  private notice(error: unknown): void {
    if (!(error instanceof EventLogError) || error.code !== 'EVENTLOG_CORRUPT') return;
    this.corruption = error;
  }

  private checkOpen(): void {
    if (this.state !== 'open') throw closedError();
  }

  private slot(topic: Topic, partition: number): Slot {
    const slot = this.layout.of(topic)[partition];
    if (slot) return slot;
    throw new EventLogError('EVENTLOG_MISCONFIGURED', `${topic} has no partition ${partition}`, false);
  }

  private partitionerFor(count: number): CachedPartitioner {
    let partitioner = this.partitioners.get(count);
    if (!partitioner) this.partitioners.set(count, (partitioner = new CachedPartitioner(count)));
    return partitioner;
  }
}
