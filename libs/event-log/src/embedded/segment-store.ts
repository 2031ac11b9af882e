import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { EventLogError } from '../event-log.port.js';
import { isStillborn, makeFolder, removeFiles, reserveLockFile, syncPath } from './files.js';
import { HeadersCodec } from './headers-codec.js';
import type { Layout, Slot } from './layout.js';
import type { Positions } from './positions.js';
import { faultIn } from './page-check.js';
import { Segment } from './segment.js';
import type { OpenSegmentFile } from './segment-file.js';

const FILE = /^segment-(\d{12})\.lmdb$/;
const DAY_MS = 86_400_000;

export interface SegmentStoreOptions {
  readonly dir: string;
  readonly layout: Layout;
  /** A segment is closed to writing when it has grown to this. */
  readonly segmentBytes: number;
  /** Room for growth beyond `segmentBytes`: the last group may be written whole. */
  readonly slackBytes: number;
  readonly openFile: OpenSegmentFile;
}

/** The segments of a log, oldest first, of which the last is written. */
export class SegmentStore {
  private readonly segments: Segment[] = [];
  private readonly codec = new HeadersCodec();
  private active: Segment | null = null;
  private nextId = 1;
  /** Opened, but for their first pages not looked through yet; or with what was found when they were. */
  private readonly unchecked = new Map<Segment, string | null>();

  constructor(private readonly options: SegmentStoreOptions) {}

  /** Opens what is there; returns the next offset of each partition by name. */
  async open(): Promise<Map<string, number>> {
    await makeFolder(this.options.dir);
    const names = await readdir(this.options.dir);
    const ids = names.flatMap((name) => FILE.exec(name)?.[1] ?? []).map(Number);
    ids.sort((a, b) => a - b);
    for (const id of ids) await this.openSegment(id, id === ids.at(-1));
    this.nextId = (ids.at(-1) ?? 0) + 1;
    const last = this.segments.at(-1) ?? null;
    this.active = last;
    // A killed process may have left a commit visible but unsynced; what is read from here on must be durable.
    if (last) await syncPath(last.path);
    return new Map(this.options.layout.slots.map((slot) => [slot.name, last?.end(slot) ?? 0]));
  }

  get headers(): HeadersCodec {
    return this.codec;
  }

  get count(): number {
    return this.segments.length;
  }

  get totalBytes(): number {
    return this.segments.reduce((sum, segment) => sum + segment.bytes, 0);
  }

  /** Oldest offset kept of a partition; `end` when there is nothing. */
  first(slot: Slot, end: number): number {
    return this.segments[0]?.start(slot) ?? end;
  }

  /** The segment that holds `offset`, which must be one of those kept. */
  holding(slot: Slot, offset: number): Segment {
    // From the newest: most reads are near the end.
    for (let i = this.segments.length - 1; i >= 0; i--) {
      const segment = this.segments[i]!;
      if (segment.start(slot) <= offset) return segment;
    }
    throw new EventLogError(
      'EVENTLOG_CORRUPT',
      `reading ${slot.name} offset ${offset}: no segment has it`,
      false,
    );
  }

  isChecked(segment: Segment): boolean {
    return !this.unchecked.has(segment);
  }

  /** Looks through a segment before it is read. @throws EventLogError EVENTLOG_CORRUPT naming its file and page */
  async check(segment: Segment): Promise<void> {
    if (!this.unchecked.has(segment)) return;
    const known = this.unchecked.get(segment);
    const fault = known ?? (await faultIn(segment.path, 'all'));
    if (fault === null) {
      this.unchecked.delete(segment);
      return;
    }
    this.unchecked.set(segment, fault);
    throw damaged(segment.id, segment.path, fault);
  }

  /** Looks through one of the segments that nobody has read yet. @throws as `check`, once for each segment */
  async checkNext(): Promise<void> {
    const [next] = [...this.unchecked].find(([, fault]) => fault === null) ?? [];
    // One that is dropped meanwhile is no longer of interest.
    if (next) await this.check(next).catch((error: unknown) => this.throwIfKept(next, error));
  }

  /** The segment to write to; begins a new one where the last is full, old or failed. */
  async writable(nextOf: (slot: Slot) => number, now: number): Promise<Segment> {
    const { active } = this;
    if (active && active.bytes < this.options.segmentBytes && !this.isOld(active, nextOf, now)) return active;
    return this.begin(nextOf, now);
  }

  /** Gives up writing to the active segment after an error: F1, a sync is never tried a second time. */
  async abandonActive(nextOf: (slot: Slot) => number): Promise<void> {
    const { active } = this;
    if (!active) return;
    this.active = null;
    if (this.isEmpty(active, nextOf)) {
      this.segments.pop();
      this.nextId = active.id;
      await this.remove(active);
      return;
    }
    await active.heal();
    for (const slot of this.options.layout.slots) {
      const next = nextOf(slot);
      if (next > active.start(slot)) active.batchWith(slot, next - 1);
    }
  }

  /** Drops the oldest segment if it isn't written any more and nobody needs it; false when it must stay. */
  async dropOldest(
    positions: Positions,
    wanted: (segment: Segment, successor: Segment) => boolean,
  ): Promise<boolean> {
    const [oldest, successor] = this.segments;
    if (!oldest || !successor || oldest === this.active || !wanted(oldest, successor)) return false;
    const needed = this.options.layout.slots.some(
      (slot) => successor.start(slot) > oldest.start(slot) && positions.slowest(slot) < successor.start(slot),
    );
    if (needed) return false;
    this.segments.shift();
    this.unchecked.delete(oldest);
    await this.remove(oldest);
    // Two that are dropped must not come back in the wrong order after a crash: one in the middle would be missing.
    await syncPath(this.options.dir);
    return true;
  }

  /** True when every record of the segment is older than its topic keeps records. */
  isExpired(segment: Segment, successor: Segment, now: number): boolean {
    return this.options.layout.slots.every(
      (slot) =>
        successor.start(slot) === segment.start(slot) || successor.meta.createdAt + slot.retentionMs < now,
    );
  }

  async close(): Promise<void> {
    const closing = this.segments.splice(0);
    this.active = null;
    for (const segment of closing) await segment.close();
  }

  private async openSegment(id: number, isLast: boolean): Promise<void> {
    const path = this.path(id);
    await reserveLockFile(path);
    const segment = (await isStillborn(path)) ? null : await this.openSound(id, path, isLast);
    if (!segment) {
      if (!isLast)
        throw new EventLogError('EVENTLOG_CORRUPT', `opening segment ${id} (${path}): empty`, false);
      await removeFiles(path);
      return;
    }
    this.segments.push(segment);
    const before = this.segments.at(-2);
    if (before && before.id !== id - 1) {
      const message = `opening segment ${id}: the one before it is ${before.id}, so one is missing`;
      throw new EventLogError('EVENTLOG_CORRUPT', message, false);
    }
    this.refuseOtherCounts(segment);
  }

  /** Older segments are looked through before they are first read: all of them at once would make a start slow. */
  private async openSound(id: number, path: string, isLast: boolean): Promise<Segment | null> {
    const fault = await faultIn(path, isLast ? 'all' : 'first key');
    if (fault === null) {
      const segment = await Segment.open(id, path, this.opening());
      if (!isLast && segment) this.unchecked.set(segment, null);
      return segment;
    }
    throw damaged(id, path, fault);
  }

  private throwIfKept(segment: Segment, error: unknown): void {
    if (this.segments.includes(segment)) throw error;
  }

  private refuseOtherCounts(segment: Segment): void {
    const counts = this.options.layout.counts();
    for (const [topic, stored] of Object.entries(segment.meta.partitions)) {
      const wanted = counts[topic];
      if (wanted === undefined || wanted === stored) continue;
      const message = `opening the log: ${topic} was written with ${stored} partitions, not ${wanted}`;
      throw new EventLogError('EVENTLOG_MISCONFIGURED', message, false);
    }
  }

  private async begin(nextOf: (slot: Slot) => number, now: number): Promise<Segment> {
    const { layout } = this.options;
    const id = this.nextId;
    const path = this.path(id);
    const starts = Object.fromEntries(layout.slots.map((slot) => [slot.name, nextOf(slot)]));
    const meta = { version: 1 as const, createdAt: now, partitions: layout.counts(), starts };
    let segment: Segment | null = null;
    try {
      await reserveLockFile(path);
      segment = await Segment.create(id, path, meta, this.opening());
      await syncPath(this.options.dir);
    } catch (error) {
      await segment?.close();
      await removeFiles(path);
      throw error;
    }
    this.nextId += 1;
    this.active = segment;
    this.segments.push(segment);
    return segment;
  }

  /** A quiet log must begin a new segment too, or its records would never grow old. */
  private isOld(segment: Segment, nextOf: (slot: Slot) => number, now: number): boolean {
    return now - segment.meta.createdAt > DAY_MS && !this.isEmpty(segment, nextOf);
  }

  private isEmpty(segment: Segment, nextOf: (slot: Slot) => number): boolean {
    return this.options.layout.slots.every((slot) => nextOf(slot) === segment.start(slot));
  }

  private async remove(segment: Segment): Promise<void> {
    await segment.close();
    await removeFiles(segment.path);
  }

  private path(id: number): string {
    return join(this.options.dir, `segment-${String(id).padStart(12, '0')}.lmdb`);
  }

  private opening() {
    const mapBytes = this.options.segmentBytes + this.options.slackBytes;
    return { open: this.options.openFile, mapBytes, codec: this.codec };
  }
}

function damaged(id: number, path: string, fault: string): EventLogError {
  const message = `opening segment ${id} (${path}): ${fault}; restore the data folder from a backup`;
  return new EventLogError('EVENTLOG_CORRUPT', message, false);
}
