import type { Chance } from './chance.js';

/** A change to a file's bytes that no sync has covered yet. */
export type Change =
  | { readonly kind: 'write'; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'size'; readonly size: number };

/**
 * How much of what was not synced is on the disk after the crash:
 * `none`; `all`; `whole`: some writes and not others, whatever their order; `torn`: some sectors or pages of them.
 */
export type Survival = 'none' | 'all' | 'whole' | 'torn';
export const SURVIVALS: readonly Survival[] = ['none', 'all', 'whole', 'torn'];

/** What a disk writes as one, and what the page cache does. */
const UNITS = [512, 4096] as const;

/** The bytes of a file as the disk is sure to have them, and the changes that it may have or not. */
export class FileContent {
  private bytes: Buffer = Buffer.alloc(0);
  private size = 0;
  private pending: Change[] = [];
  /** Of the syncs under way: how many of the pending changes they cover. */
  private syncs: number[] = [];
  /** After a failed sync nobody knows what is on the disk, and a later one says nothing about it. */
  private doomed: Change[] = [];

  add(change: Change): void {
    this.pending.push(change);
  }

  /** A write that is durable when it returns, and says nothing of those before it. */
  addDurable(at: number, bytes: Buffer): void {
    this.apply({ kind: 'write', at, bytes });
  }

  syncBegins(): void {
    this.syncs.push(this.pending.length);
  }

  syncEnds(ok: boolean): void {
    const covered = this.syncs.shift() ?? 0;
    const done = this.pending.splice(0, covered);
    this.syncs = this.syncs.map((count) => Math.max(0, count - covered));
    if (!ok) this.doomed.push(...done);
    else for (const change of done) this.apply(change);
  }

  get unsynced(): number {
    return this.pending.length + this.doomed.length;
  }

  /** The file's bytes after a crash now. */
  after(survival: Survival, chance: Chance): Buffer {
    const result = new FileContent();
    result.bytes = Buffer.from(this.bytes.subarray(0, this.size));
    result.size = this.size;
    if (survival === 'none') return result.content();
    const unit = chance.of(UNITS);
    const share = chance.of([0.1, 0.5, 0.9]);
    for (const change of [...this.doomed, ...this.pending]) {
      if (survival === 'all') result.apply(change);
      else if (survival === 'whole' || change.kind === 'size') {
        if (chance.is(share)) result.apply(change);
      } else tear(result, change, unit, () => chance.is(share));
    }
    return result.content();
  }

  private content(): Buffer {
    return this.bytes.subarray(0, this.size);
  }

  private apply(change: Change): void {
    if (change.kind === 'write') this.put(change.at, change.bytes);
    else this.resize(change.size);
  }

  private put(at: number, bytes: Buffer): void {
    if (at + bytes.length > this.size) this.resize(at + bytes.length);
    bytes.copy(this.bytes, at);
  }

  private resize(size: number): void {
    if (size > this.bytes.length) {
      const larger = Buffer.alloc(Math.max(size, this.bytes.length * 2));
      this.bytes.copy(larger, 0, 0, this.size);
      this.bytes = larger;
    }
    // What is cut off must not come back when the file grows again.
    if (size < this.size) this.bytes.fill(0, size, this.size);
    this.size = size;
  }
}

/** Lays some of a write's units, as the disk divides it, over the file. */
function tear(
  into: FileContent,
  { at, bytes }: Extract<Change, { kind: 'write' }>,
  unit: number,
  isKept: () => boolean,
): void {
  for (let from = at; from < at + bytes.length;) {
    const to = Math.min((Math.floor(from / unit) + 1) * unit, at + bytes.length);
    if (isKept()) into.addDurable(from, bytes.subarray(from - at, to - at));
    from = to;
  }
}
