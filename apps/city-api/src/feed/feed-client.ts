import type { Caller } from '@app/access';
import type { FeedFilter } from './feed-filter.js';
import type { FeedKind, FeedMessage } from './feed-message.js';

/** How a reader is written to: all that transports differ in. */
export interface FeedLine {
  readonly transport: 'sse' | 'websocket';
  /** Bytes given to the socket that the reader has not taken. */
  readonly buffered: number;
  /** Bytes that the socket has got rid of since it was opened: grows while the reader reads. */
  readonly taken: number;
  write(message: FeedMessage): void;
  /** Holds back what is written until `uncork`, so that a batch goes out in one piece. */
  cork(): void;
  uncork(): void;
  /** Something small that keeps a quiet line open; false when the other side has left the last two unanswered. */
  beat(): boolean;
  /** Ends it at once: nobody reads at the other side. */
  cut(): void;
  /** Says goodbye, since the service stops. */
  goodbye(): void;
  /** Ends it, since whoever reads may do so no longer. */
  dismiss(): void;
}

/** What readers may cost. Bytes, events, milliseconds. */
export const FEED_LIMITS = {
  /** Readers that are let in, over all transports. */
  clients: 1_000,
  /** Unread bytes from which on only the latest of each thing is kept for it. */
  behindBytes: 256 * 1_024,
  /** Events that may wait for it then; of more the oldest go. */
  waiting: 5_000,
  /** Unread bytes that end it: more than we write by ourselves, so that it asks and doesn't read the answers. */
  cutBytes: 4 * 1_024 * 1_024,
  /** How long it may take nothing of what waits. */
  stalledMs: 30_000,
} as const;

/**
 * A reader of the feed. What it can't take yet waits in a bounded queue in which a newer message of the same thing takes
 * the place of the older one; a reader that takes nothing for 30 s is cut off.
 */
export class FeedClient {
  /** Messages that it was not told: replaced by a newer one of the same thing, or too many waited. */
  dropped = 0;
  private readonly filters = new Map<string, FeedFilter>();
  /** What it catches up with, by subscription, before what waits. Drawn as it reads, so that a whole state takes no memory. */
  private readonly backlog = new Map<string, Iterator<FeedMessage>>();
  private readonly waiting = new Map<string, FeedMessage>();
  private taken = 0;
  private tookAt: number;

  /** @param now epoch ms */
  constructor(
    readonly line: FeedLine,
    /** Who reads. */
    readonly caller: Caller,
    now: number,
  ) {
    this.tookAt = now;
  }

  /** Messages that wait until it reads on. */
  get queued(): number {
    return this.waiting.size;
  }

  get subscriptions(): number {
    return this.filters.size;
  }

  hasSubscription(name: string): boolean {
    return this.filters.has(name);
  }

  /** Adds a subscription, or replaces the one of that name; `first` is what it gets before anything new. */
  subscribe(name: string, filter: FeedFilter, first: Iterator<FeedMessage> | null): void {
    this.filters.set(name, filter);
    // Who subscribes anew before having caught up must not pile up what is left of each time.
    this.backlog.delete(name);
    if (first) this.backlog.set(name, first);
    this.pump();
  }

  unsubscribe(name: string): boolean {
    this.backlog.delete(name);
    return this.filters.delete(name);
  }

  wantsKind(kind: FeedKind): boolean {
    for (const filter of this.filters.values()) if (filter.wantsKind(kind)) return true;
    return false;
  }

  /** Tells it what it wants of a batch. */
  offer(messages: readonly FeedMessage[]): void {
    if (this.filters.size === 0) return;
    this.line.cork();
    for (const message of messages) if (this.wants(message)) this.tell(message);
    this.line.uncork();
  }

  /** Writes on as far as it reads; to be called when its socket has drained. */
  pump(): void {
    this.line.cork();
    while (this.line.buffered < FEED_LIMITS.behindBytes) {
      const next = this.next();
      if (next === null) break;
      this.line.write(next);
    }
    this.line.uncork();
  }

  /** True when it has to be cut off: it took nothing of what waits for 30 s, or lets answers pile up. */
  isStuck(now: number): boolean {
    const { buffered, taken } = this.line;
    if (buffered === 0 || taken > this.taken) this.tookAt = now;
    this.taken = taken;
    return buffered > FEED_LIMITS.cutBytes || now - this.tookAt >= FEED_LIMITS.stalledMs;
  }

  /** Keeps a quiet line open; false when nobody is there. One that has something to read yet needs no more. */
  beat(): boolean {
    return this.line.buffered > 0 || this.line.beat();
  }

  private wants(message: FeedMessage): boolean {
    for (const filter of this.filters.values()) if (filter.wants(message)) return true;
    return false;
  }

  private tell(message: FeedMessage): void {
    const { backlog, waiting, line } = this;
    if (backlog.size === 0 && waiting.size === 0 && line.buffered < FEED_LIMITS.behindBytes) {
      line.write(message);
      return;
    }
    if (waiting.delete(message.key)) this.dropped += 1;
    waiting.set(message.key, message);
    if (waiting.size <= FEED_LIMITS.waiting) return;
    const [oldest] = waiting.keys();
    if (oldest !== undefined) waiting.delete(oldest);
    this.dropped += 1;
  }

  private next(): FeedMessage | null {
    for (const [name, first] of this.backlog) {
      const { value, done } = first.next();
      if (done !== true) return value;
      this.backlog.delete(name);
    }
    const [first] = this.waiting;
    if (first === undefined) return null;
    this.waiting.delete(first[0]);
    return first[1];
  }
}
