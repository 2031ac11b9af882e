import { EventLogError } from '../event-log.port.js';
import type { LogRecord } from '../event-log.port.js';
import { batchKey } from './batch-key.js';
import { closedError } from './commit-queue.js';
import type { CommitGroup } from './commit-queue.js';
import type { Slot } from './layout.js';
import { PACK_LIMITS, packBatch } from './packed-batch.js';
import type { Put } from './segment-file.js';
import type { Positions } from './positions.js';
import type { SegmentStore } from './segment-store.js';

/** What one transaction costs beyond its batches: pages of the tree and of the free list. */
const PAGES_BYTES = 64 * 1024;
/**
 * Left on the disk to what works off the log, and to LMDB itself: a commit of its that meets a full disk may end the process
 * (`free(): invalid size`, seen once in six).
 */
const KEPT_FREE_BYTES = 64 << 20;

export interface WriterOptions {
  readonly store: SegmentStore;
  readonly positions: Positions;
  readonly slots: readonly Slot[];
  readonly maxBytes: number;
  /** Bytes left on the disk. */
  readonly freeBytes: () => Promise<number>;
  readonly now: () => number;
  readonly onError: (message: string, error: unknown) => void;
  /** Called when the partition's records up to its new end are durable. */
  readonly onAppended: (slot: Slot) => void;
}

/** Writes groups, keeps the ends of partitions, applies retention, and waits while there is no room. */
export class Writer {
  private readonly ends = new Map<string, number>();
  private failure: EventLogError | null = null;
  /** Groups that wait for room, and how to wake them. */
  private full = 0;
  private isClosed = false;
  private readonly wakeRoom = new Set<() => void>();
  private busy: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: WriterOptions) {}

  open(ends: ReadonlyMap<string, number>): void {
    for (const [name, end] of ends) this.ends.set(name, end);
  }

  readonly endOf = (slot: Slot): number => this.ends.get(slot.name) ?? 0;

  /** Why appends don't succeed just now; null while they do. */
  get trouble(): string | null {
    if (this.failure) return `${this.failure.code}: ${this.failure.message}`;
    return this.full > 0
      ? 'EVENTLOG_FULL: appends wait until consumers have caught up or the limit is raised'
      : null;
  }

  /**
   * Writes one group; resolves when it is durable.
   * @param spare bytes that it leaves to others
   */
  async write(group: CommitGroup, spare = 0): Promise<void> {
    await this.waitForRoom(group.bytes + spare);
    await this.exclusive(async () => {
      await this.requireSpace(group.bytes);
      try {
        await this.put(group);
        this.failure = null;
      } catch (cause) {
        await this.fail(cause);
        throw this.failure ?? cause;
      }
    });
    for (const slot of group.bySlot.keys()) this.options.onAppended(slot);
  }

  /** Consumers moved or time passed: there may be room now. */
  roomMayBe(): void {
    for (const wake of this.wakeRoom) wake();
    this.wakeRoom.clear();
  }

  /** Drops what is too old; while writing fails, tries whether it works again. */
  async maintain(): Promise<void> {
    await this.exclusive(async () => {
      const { store, positions, now } = this.options;
      if (this.failure) await this.probe();
      else await this.attempt('beginning a segment', () => store.writable(this.endOf, now()));
      while (await store.dropOldest(positions, (a, b) => store.isExpired(a, b, now())));
    });
    this.roomMayBe();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.roomMayBe();
    await this.busy;
  }

  private async put(group: CommitGroup): Promise<void> {
    const { store, now } = this.options;
    const segment = await store.writable(this.endOf, now());
    const puts: Put[] = [];
    const ends = new Map<Slot, number>();
    for (const [slot, records] of group.bySlot) ends.set(slot, this.pack(slot, records, puts));
    await segment.write(puts);
    for (const [slot, end] of ends) this.ends.set(slot.name, end);
  }

  private pack(slot: Slot, records: readonly LogRecord[], puts: Put[]): number {
    let base = this.endOf(slot);
    let from = 0;
    while (from < records.length) {
      const to = packEnd(records, from);
      const part = from === 0 && to === records.length ? records : records.slice(from, to);
      const value = packBatch(part, base, this.options.store.headers);
      puts.push({ key: batchKey(slot.topic, slot.partition, base), value });
      base += part.length;
      from = to;
    }
    return base;
  }

  private async fail(cause: unknown): Promise<void> {
    const reason = cause instanceof Error ? cause.message : String(cause);
    this.failure = new EventLogError('EVENTLOG_IO', `writing the log: ${reason}`, true, { cause });
    this.options.onError('writing the log', cause);
    await this.attempt('opening a segment anew', () => this.options.store.abandonActive(this.endOf));
  }

  /** Refuses to write on a disk that is nearly full; what is being written is left as it is. */
  private async requireSpace(bytes: number): Promise<void> {
    const free = (await this.options.freeBytes()) - bytes - PAGES_BYTES;
    if (free >= KEPT_FREE_BYTES) return;
    const [left, kept] = [free, KEPT_FREE_BYTES].map((of) => Math.max(0, Math.floor(of / 2 ** 20)));
    const message = `writing the log: ${left} MB would be left on its disk, where ${kept} are kept free; make room`;
    const failure = new EventLogError('EVENTLOG_IO', message, true);
    if (this.failure === null) this.options.onError('writing the log', failure);
    this.failure = failure;
    throw failure;
  }

  private async probe(): Promise<void> {
    const { store, now } = this.options;
    try {
      await this.requireSpace(0);
    } catch {
      return;
    }
    try {
      const segment = await store.writable(this.endOf, now());
      await segment.probe(now());
      this.failure = null;
    } catch (error) {
      await this.fail(error);
    }
  }

  private async attempt(what: string, step: () => Promise<unknown>): Promise<void> {
    try {
      await step();
    } catch (error) {
      this.options.onError(what, error);
    }
  }

  private async waitForRoom(bytes: number): Promise<void> {
    if (await this.makeRoom(bytes)) return;
    this.full += 1;
    try {
      do {
        if (this.isClosed) throw closedError();
        await new Promise<void>((resolve) => this.wakeRoom.add(resolve));
      } while (!(await this.makeRoom(bytes)));
    } finally {
      this.full -= 1;
    }
  }

  private makeRoom(bytes: number): Promise<boolean> {
    return this.exclusive(async () => {
      const { store, positions, maxBytes } = this.options;
      const fits = () => store.totalBytes + bytes + PAGES_BYTES <= maxBytes;
      while (!fits() && (await store.dropOldest(positions, () => true)));
      return fits();
    });
  }

  /** Writing, dropping and probing never overlap. */
  private exclusive<T>(step: () => Promise<T>): Promise<T> {
    const run = this.busy.then(step);
    this.busy = run.catch(() => undefined);
    return run;
  }
}

function packEnd(records: readonly LogRecord[], from: number): number {
  let bytes = 0;
  let to = from;
  while (to < records.length && to - from < PACK_LIMITS.records) {
    bytes += records[to]!.value.length;
    if (to > from && bytes > PACK_LIMITS.bytes) break;
    to += 1;
  }
  return to;
}
