import { z } from 'zod';
import { EventLogError } from '../event-log.port.js';
import { META_KEY, PROBE_KEY, batchKey, offsetOf } from './batch-key.js';
import type { HeadersCodec } from './headers-codec.js';
import type { Slot } from './layout.js';
import type { OpenSegmentFile, Put, SegmentFile } from './segment-file.js';
import { UnpackedBatch } from './unpacked-batch.js';

const metaSchema = z.object({
  version: z.literal(1),
  /** Epoch ms. */
  createdAt: z.number(),
  /** Partitions by topic, so that a start with another count can refuse. */
  partitions: z.record(z.string(), z.number()),
  /** Offset that each partition stood at when the segment began. */
  starts: z.record(z.string(), z.number()),
});
export type SegmentMeta = z.infer<typeof metaSchema>;

const HIGHEST = Number.MAX_SAFE_INTEGER;

/** One segment of the log: a run of offsets of every partition, in a file of its own. */
export class Segment {
  private file: SegmentFile | null;
  private lastRead: UnpackedBatch | null = null;
  private lastReadName = '';
  private usedBytes = 0;
  private state: 'usable' | 'changing' | 'closed' = 'usable';

  private constructor(
    readonly id: number,
    readonly path: string,
    private readonly reopen: () => SegmentFile,
    readonly meta: SegmentMeta,
    private readonly codec: HeadersCodec,
    file: SegmentFile,
  ) {
    this.file = file;
    this.usedBytes = file.usedBytes;
  }

  /** Makes a segment and syncs its description. */
  static async create(
    id: number,
    path: string,
    meta: SegmentMeta,
    with_: { open: OpenSegmentFile; mapBytes: number; codec: HeadersCodec },
  ): Promise<Segment> {
    const reopen = () => with_.open(path, with_.mapBytes);
    const file = reopen();
    try {
      await file.write([{ key: META_KEY, value: Buffer.from(JSON.stringify(meta)) }]);
    } catch (error) {
      await file.close();
      throw error;
    }
    return new Segment(id, path, reopen, meta, with_.codec, file);
  }

  /** Opens a segment; null when its making was cut short before it held anything. */
  static async open(
    id: number,
    path: string,
    with_: { open: OpenSegmentFile; mapBytes: number; codec: HeadersCodec },
  ): Promise<Segment | null> {
    const reopen = () => with_.open(path, with_.mapBytes);
    const file = reopen();
    const raw = file.get(META_KEY);
    if (!raw) {
      await file.close();
      return null;
    }
    return new Segment(id, path, reopen, parseMeta(raw, path), with_.codec, file);
  }

  get bytes(): number {
    return this.usedBytes;
  }

  /** Offset that a partition stood at when this segment began. */
  start(slot: Slot): number {
    return this.meta.starts[slot.name] ?? 0;
  }

  /** Offset after the partition's last record here, found by reading its newest batch. */
  end(slot: Slot): number {
    const key = this.lastKey(slot, HIGHEST);
    return key ? this.unpack(slot, offsetOf(key)).next : this.start(slot);
  }

  /** The batch that holds `offset`, which must be one of this segment's. */
  batchWith(slot: Slot, offset: number): UnpackedBatch {
    const last = this.lastRead;
    if (last && this.lastReadName === slot.name && offset >= last.base && offset < last.next) return last;
    const direct = this.raw(slot, offset);
    const key = direct ? null : this.lastKey(slot, offset);
    const base = key ? offsetOf(key) : offset;
    const batch = this.unpack(slot, base, direct);
    if (offset >= batch.next) throw this.corrupt(slot, offset, 'missing');
    this.lastRead = batch;
    this.lastReadName = slot.name;
    return batch;
  }

  /** Writes batches, all or none, synced. After a rejection only `heal` may touch the segment. */
  async write(puts: readonly Put[]): Promise<void> {
    const file = this.opened();
    await file.write(puts);
    this.usedBytes = file.usedBytes;
  }

  /** Writes a few bytes to see whether the disk takes them. */
  probe(at: number): Promise<void> {
    return this.write([{ key: PROBE_KEY, value: Buffer.from(String(at)) }]);
  }

  /** After a failed write or sync: opens the file anew, for reading, so that nothing is trusted from before. */
  async heal(): Promise<void> {
    this.state = 'changing';
    await this.release();
    this.state = 'usable';
    this.usedBytes = this.opened().usedBytes;
  }

  async close(): Promise<void> {
    this.state = 'closed';
    await this.release();
  }

  private async release(): Promise<void> {
    const { file } = this;
    this.file = null;
    this.lastRead = null;
    await file?.close();
  }

  private opened(): SegmentFile {
    if (this.state !== 'usable')
      throw new EventLogError('EVENTLOG_IO', `segment ${this.id} is ${this.state}`, true);
    this.file ??= this.reopen();
    return this.file;
  }

  private raw(slot: Slot, base: number): Buffer | undefined {
    return this.opened().get(batchKey(slot.topic, slot.partition, base));
  }

  private lastKey(slot: Slot, high: number): Buffer | undefined {
    const { topic, partition } = slot;
    return this.opened().lastKey(batchKey(topic, partition, 0), batchKey(topic, partition, high));
  }

  private unpack(slot: Slot, base: number, raw = this.raw(slot, base)): UnpackedBatch {
    const batch = raw ? UnpackedBatch.from(raw, base, this.codec) : 'missing';
    if (typeof batch === 'string') throw this.corrupt(slot, base, batch);
    return batch;
  }

  private corrupt(slot: Slot, offset: number, why: string): EventLogError {
    const message = `reading ${slot.name} offset ${offset} in segment ${this.id} (${this.path}): ${why}`;
    return new EventLogError('EVENTLOG_CORRUPT', message, false);
  }
}

function parseMeta(raw: Buffer, path: string): SegmentMeta {
  try {
    return metaSchema.parse(JSON.parse(raw.toString('utf8')));
  } catch (cause) {
    throw new EventLogError('EVENTLOG_CORRUPT', `reading the description of ${path}`, false, { cause });
  }
}
