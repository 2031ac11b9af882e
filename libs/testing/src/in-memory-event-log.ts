import { TOPIC_SPECS } from '@app/contracts';
import type { Topic } from '@app/contracts';
import {
  AppendedSignal,
  EventLog,
  EventLogError,
  LocalSource,
  LoopConsumer,
  partitionOf,
} from '@app/event-log';
import type {
  ConsumeOptions,
  LogBatch,
  LogConsumer,
  LogRange,
  LogRecord,
  StoredRecord,
} from '@app/event-log';

interface Kept {
  first: number;
  readonly records: StoredRecord[];
}

/** What an in-memory log leaves behind when it is closed, so that a test may open it again. */
export class InMemoryLogStorage {
  readonly partitions = new Map<string, Kept>();
  readonly counts = new Map<Topic, number>();
}

export interface InMemoryEventLogOptions {
  /** Partitions of each keyed topic; default 4. */
  readonly partitions?: number;
  /** Bytes of values beyond which read records are dropped, or appends wait; default: no limit. */
  readonly maxBytes?: number;
  readonly protectedGroups?: Readonly<Partial<Record<Topic, readonly string[]>>>;
  readonly storage?: InMemoryLogStorage;
}

/** The event log without a disk: passes the same contract suite as the adapters. For tests. */
export class InMemoryEventLog extends EventLog {
  private readonly storage: InMemoryLogStorage;
  private readonly appended = new AppendedSignal();
  private readonly positions = new Map<string, Map<string, number>>();
  private readonly consumers = new Set<LoopConsumer>();
  private readonly waiting: (() => void)[] = [];
  private readonly keyed: number;
  private readonly maxBytes: number;
  private refusal: EventLogError | null = null;
  private queue: Promise<unknown> = Promise.resolve();
  private isOpen = false;
  private isFull = false;

  constructor(private readonly options: InMemoryEventLogOptions = {}) {
    super();
    this.storage = options.storage ?? new InMemoryLogStorage();
    this.keyed = options.partitions ?? 4;
    this.maxBytes = options.maxBytes ?? Infinity;
  }

  open(): Promise<void> {
    for (const { topic, partitions } of TOPIC_SPECS) {
      const count = partitions === 'keyed' ? this.keyed : partitions;
      const stored = this.storage.counts.get(topic) ?? count;
      if (stored !== count) {
        const message = `opening the log: ${topic} was written with ${stored} partitions, not ${count}`;
        return Promise.reject(new EventLogError('EVENTLOG_MISCONFIGURED', message, false));
      }
      this.storage.counts.set(topic, count);
    }
    this.isOpen = true;
    return Promise.resolve();
  }

  /** Makes every append reject with this error; null lets them succeed again. */
  refuseAppends(error: EventLogError | null): void {
    this.refusal = error;
  }

  /** Drops every record that no group may still need, as retention by age would. */
  expire(): void {
    for (const [name, kept] of this.storage.partitions) {
      this.dropBefore(kept, Math.min(endOf(kept), this.slowest(name)));
    }
    this.roomMayBe();
  }

  append(topic: Topic, records: readonly LogRecord[]): Promise<void> {
    if (!this.isOpen) return Promise.reject(closed());
    const copies = records.map((record) => ({ ...record, value: Uint8Array.from(record.value) }));
    const run = this.queue.then(() => this.store(topic, copies));
    this.queue = run.catch(() => undefined);
    return run;
  }

  partitions(topic: Topic): number {
    return this.storage.counts.get(topic) ?? 0;
  }

  range(topic: Topic, partition: number): Promise<LogRange> {
    const kept = this.kept(topic, partition);
    return Promise.resolve({ first: kept.first, next: endOf(kept) });
  }

  async read(
    topic: Topic,
    partition: number,
    from: number,
    limits: { maxRecords: number; maxBytes: number },
  ): Promise<LogBatch> {
    if (!this.isOpen) throw closed();
    const kept = this.kept(topic, partition);
    if (from < 0 || from > endOf(kept)) {
      throw new EventLogError(
        'EVENTLOG_MISCONFIGURED',
        `reading ${topic}/${partition} beyond its end`,
        false,
      );
    }
    const start = Math.max(from, kept.first);
    const records: StoredRecord[] = [];
    let bytes = 0;
    for (const record of kept.records.slice(start - kept.first, start - kept.first + limits.maxRecords)) {
      bytes += record.value.length;
      if (bytes > limits.maxBytes && records.length > 0) break;
      records.push(record);
    }
    return { topic, partition, from, next: start + records.length, records, lost: start - from };
  }

  consume(options: ConsumeOptions): Promise<LogConsumer> {
    if (!this.isOpen) return Promise.reject(closed());
    const { topic, group } = options;
    const endOf = (of: Topic, partition: number) => this.end(of, partition);
    const source = new LocalSource(this, endOf, this.appended);
    const onPosition = (partition: number, position: number) => {
      if (group === null) return;
      const groups = this.positions.get(`${topic}/${partition}`) ?? new Map<string, number>();
      this.positions.set(`${topic}/${partition}`, groups.set(group, position));
      this.roomMayBe();
    };
    const forget = (self: LoopConsumer) => this.consumers.delete(self);
    const consumer = new LoopConsumer(source, options, this.partitions(topic), { onPosition }, forget);
    this.consumers.add(consumer);
    return Promise.resolve(consumer);
  }

  health(): { readonly ok: boolean; readonly detail: string } {
    if (!this.isOpen) return { ok: false, detail: 'EVENTLOG_CLOSED' };
    if (this.refusal) return { ok: false, detail: this.refusal.message };
    return this.isFull ? { ok: false, detail: 'EVENTLOG_FULL' } : { ok: true, detail: 'in memory' };
  }

  async close(): Promise<void> {
    this.isOpen = false;
    this.roomMayBe();
    await Promise.all([...this.consumers].map((consumer) => consumer.close()));
    await this.queue;
  }

  private async store(topic: Topic, records: readonly LogRecord[]): Promise<void> {
    const bytes = records.reduce((sum, record) => sum + record.value.length, 0);
    while (this.isOpen && !this.refusal && !this.makeRoom(bytes)) {
      this.isFull = true;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    this.isFull = false;
    if (!this.isOpen) throw closed();
    if (this.refusal) throw this.refusal;
    const touched = new Set<string>();
    for (const record of records) {
      const partition = partitionOf(record.key, this.partitions(topic));
      const kept = this.kept(topic, partition);
      kept.records.push({ ...record, offset: kept.first + kept.records.length });
      touched.add(`${topic}/${partition}`);
    }
    for (const name of touched) this.appended.notify(name);
  }

  private makeRoom(bytes: number): boolean {
    if (this.maxBytes === Infinity) return true;
    const used = () => {
      let sum = bytes;
      for (const kept of this.storage.partitions.values())
        for (const { value } of kept.records) sum += value.length;
      return sum;
    };
    if (used() > this.maxBytes) {
      for (const [name, kept] of this.storage.partitions) {
        this.dropBefore(kept, Math.min(endOf(kept), this.slowest(name)));
      }
    }
    return used() <= this.maxBytes;
  }

  private slowest(name: string): number {
    const groups = this.positions.get(name);
    const topic = name.slice(0, name.lastIndexOf('/')) as Topic;
    for (const group of this.options.protectedGroups?.[topic] ?? []) if (!groups?.has(group)) return 0;
    return groups ? Math.min(...groups.values()) : Infinity;
  }

  private dropBefore(kept: Kept, offset: number): void {
    kept.records.splice(0, Math.max(0, offset - kept.first));
    kept.first = Math.max(kept.first, offset);
  }

  private roomMayBe(): void {
    for (const wake of this.waiting.splice(0)) wake();
  }

  private kept(topic: Topic, partition: number): Kept {
    const name = `${topic}/${partition}`;
    let kept = this.storage.partitions.get(name);
    if (!kept) this.storage.partitions.set(name, (kept = { first: 0, records: [] }));
    return kept;
  }

  private end(topic: Topic, partition: number): number {
    return endOf(this.kept(topic, partition));
  }
}

function endOf(kept: Kept): number {
  return kept.first + kept.records.length;
}

function closed(): EventLogError {
  return new EventLogError('EVENTLOG_CLOSED', 'the event log is closed', false);
}
