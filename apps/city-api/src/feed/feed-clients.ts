import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type Caller, Callers, StreamRights } from '@app/access';
import { Clock } from '@app/config';
import { Metrics } from '@app/observability';
import { FeedClient, FEED_LIMITS, type FeedLine } from './feed-client.js';
import type { FeedFilter } from './feed-filter.js';
import { FeedHub } from './feed-hub.js';
import { FeedMessage } from './feed-message.js';
import { publishFeedClients } from './feed-metrics.js';
import { FeedState } from './feed-state.js';
import { LedgerTail } from './ledger-tail.js';

const SWEEP_MS = 1_000;
const BEAT_MS = 15_000;

/** Where a subscription begins. */
export interface Beginning {
  /** The last id that the reader has, as it says; null: from now on. */
  readonly after: string | null;
  /** Tell how everything stands first. */
  readonly state: boolean;
}

/** Everybody who reads the feed here, by whatever transport. */
@Injectable()
export class FeedClients implements OnApplicationBootstrap, OnModuleDestroy {
  readonly open = new Set<FeedClient>();
  /** Cut off because they did not read, by transport. */
  readonly cut = { sse: 0, websocket: 0 };
  /** Of readers that have left. */
  private droppedBefore = 0;
  private stopFeed: () => void = () => undefined;
  private stopLedger: (() => void) | null = null;
  private timer: NodeJS.Timeout | null = null;
  private readonly rights: StreamRights<FeedClient>;
  private beatAt = 0;

  constructor(
    private readonly hub: FeedHub,
    private readonly state: FeedState,
    private readonly ledger: LedgerTail,
    private readonly clock: Clock,
    callers: Callers,
    metrics: Metrics,
  ) {
    this.rights = new StreamRights(
      callers,
      () => this.open,
      (client) => client.line.dismiss(),
      () => clock.now(),
    );
    publishFeedClients(metrics, this);
  }

  get isFull(): boolean {
    return this.open.size >= FEED_LIMITS.clients;
  }

  /** Id of the newest event, or null where there is none yet. */
  get lastId(): number | null {
    return this.hub.ring.last < 0 ? null : this.hub.ring.last;
  }

  /** Messages that readers were not told, since the start. */
  get dropped(): number {
    let sum = this.droppedBefore;
    for (const client of this.open) sum += client.dropped;
    return sum;
  }

  onApplicationBootstrap(): void {
    this.stopFeed = this.hub.listen((messages) => this.tell(messages));
    this.timer = setInterval(() => this.sweep(), SWEEP_MS);
  }

  onModuleDestroy(): void {
    if (this.timer) clearInterval(this.timer);
    this.rights.close();
    this.stopFeed();
    this.stopLedger?.();
    for (const client of this.open) client.line.goodbye();
  }

  /** Takes a reader in. Call `leave` when its line is closed, whoever closed it. */
  enter(line: FeedLine, caller: Caller): FeedClient {
    const client = new FeedClient(line, caller, this.clock.now());
    this.open.add(client);
    return client;
  }

  leave(client: FeedClient): void {
    if (!this.open.delete(client)) return;
    this.droppedBefore += client.dropped;
    this.followLedger();
  }

  /** Gives a reader what it missed, or how everything stands where that is not known any more, and what is new. */
  subscribe(client: FeedClient, name: string, filter: FeedFilter, begin: Beginning): void {
    client.subscribe(name, filter, this.first(filter, begin));
    this.followLedger();
  }

  unsubscribe(client: FeedClient, name: string): boolean {
    const found = client.unsubscribe(name);
    this.followLedger();
    return found;
  }

  /** Cuts off who doesn't read or may no longer, and keeps quiet lines open; called by a timer, and by tests that moved the time. */
  sweep(): void {
    this.rights.sweep();
    const now = this.clock.now();
    const beats = now - this.beatAt >= BEAT_MS;
    if (beats) this.beatAt = now;
    for (const client of this.open) {
      if (!client.isStuck(now) && (!beats || client.beat())) continue;
      this.cut[client.line.transport] += 1;
      client.line.cut();
      // Its socket may take longer to close than it is until the next sweep.
      this.leave(client);
    }
  }

  private tell(messages: readonly FeedMessage[]): void {
    for (const client of this.open) client.offer(messages);
  }

  private first(filter: FeedFilter, { after, state }: Beginning): Iterator<FeedMessage> | null {
    if (after === null) return state ? this.anew(filter, null) : null;
    const id = /^\d{1,15}$/.test(after) ? Number(after) : null;
    const missed = id === null ? null : this.hub.ring.after(id);
    if (missed !== null) return missed.filter((message) => filter.wants(message)).values();
    const { ring } = this.hub;
    const reason = id !== null && id < ring.oldest ? 'gap' : 'unknown';
    const oldest = ring.size === 0 ? null : ring.oldest;
    return this.anew(
      filter,
      new FeedMessage(null, { type: 'reset', item: { reason, after: after.slice(0, 64), oldest } }),
    );
  }

  /** The id comes last, so that a reader who is cut off within begins anew and leaves nothing out. */
  private *anew(filter: FeedFilter, reset: FeedMessage | null): Generator<FeedMessage> {
    const id = Math.max(0, this.hub.ring.last);
    if (reset) yield reset;
    yield* this.state.messages(filter);
    yield new FeedMessage(id, { type: 'caught-up', item: { id } });
  }

  /** The ledger is asked only while somebody wants to know. */
  private followLedger(): void {
    const wanted = [...this.open].some((client) => client.wantsKind('ledger'));
    if (!wanted) {
      this.stopLedger?.();
      this.stopLedger = null;
    } else {
      this.stopLedger ??= this.ledger.listen((items) =>
        this.tell(items.map((item) => new FeedMessage(null, { type: 'ledger', item }))),
      );
    }
  }
}
