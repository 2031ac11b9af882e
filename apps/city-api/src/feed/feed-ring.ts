import type { FeedMessage } from './feed-message.js';

/** The newest events, for readers who come back. Holds at least `capacity` of them, where there were so many, and at most twice that. */
export class FeedRing {
  private kept: FeedMessage[] = [];
  /** Everything from this offset on is here. */
  private from = 0;
  private next = 0;

  constructor(readonly capacity: number) {}

  get size(): number {
    return this.kept.length;
  }

  /** Offset of the newest event that is behind us, or -1. */
  get last(): number {
    return this.next - 1;
  }

  /** The oldest id that a reader can resume from. */
  get oldest(): number {
    return this.from - 1;
  }

  /** Begins anew: events from `offset` on will follow. */
  start(offset: number): void {
    this.kept = [];
    this.from = this.next = offset;
  }

  /** @param next the offset after them */
  push(messages: readonly FeedMessage[], next: number): void {
    for (const message of messages) this.kept.push(message);
    this.next = next;
    if (this.kept.length < 2 * this.capacity) return;
    const dropped = this.kept.splice(0, this.kept.length - this.capacity);
    this.from = (dropped.at(-1)?.id ?? this.from) + 1;
  }

  /** What came after an event, oldest first; null where that is not known here. */
  after(id: number): readonly FeedMessage[] | null {
    if (id < this.oldest || id > this.last) return null;
    return this.kept.slice(this.indexAfter(id));
  }

  private indexAfter(id: number): number {
    let [low, high] = [0, this.kept.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.kept[middle]?.id ?? 0) <= id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
