import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type FeedEvent, TOPICS } from '@app/contracts';
import { EventLog, type LogBatch, type LogConsumer, type Outcome } from '@app/event-log';
import { type Logger, Logs, type ServiceTracer, tracesOf, Tracing } from '@app/observability';

/** An event of ❹ with its offset, which is the id that a reader resumes from. */
export interface NumberedEvent {
  readonly offset: number;
  readonly event: FeedEvent;
}

export type FeedListener = (events: readonly NumberedEvent[]) => void;

/** A place in the feed from which on nothing is left out or told twice. */
export interface FeedSubscription {
  /** Hands over what has gathered since, then every batch. */
  start(listener: FeedListener): void;
  stop(): void;
}

const BATCH = { maxRecords: 1000, maxBytes: 4_000_000 } as const;

/** Reads all of ❹ from its end on, on every instance, and hands it to who listens here. Keeps no position. */
@Injectable()
export class FeedHub implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly listeners = new Set<FeedListener>();
  private readonly log: Logger;
  private readonly tracer: ServiceTracer;
  private consumer: LogConsumer | null = null;

  constructor(
    private readonly events: EventLog,
    logs: Logs,
    tracing: Tracing,
  ) {
    this.tracer = tracing.for('city-api');
    this.log = logs.for('feed');
  }

  async onApplicationBootstrap(): Promise<void> {
    this.consumer = await this.events.consume({
      topic: TOPICS.feed,
      group: null,
      ...BATCH,
      onAssigned: () => Promise.resolve(-1),
      onBatch: (batch) => Promise.resolve(this.take(batch)),
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.consumer?.close();
    this.consumer = null;
  }

  /** Calls `listener` with every batch from now on; returns how to stop that. */
  listen(listener: FeedListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * Subscribes from now on, or from after an event's offset; of those kept since then at most `limit`, the newest.
   * Listens before it reads what was missed, so that an event which comes meanwhile is not lost between the two.
   */
  async subscribe(after: number | null, limit: number): Promise<FeedSubscription> {
    const gathered: NumberedEvent[] = [];
    let listener: FeedListener | null = null;
    let told = after ?? -1;
    const tell = (events: readonly NumberedEvent[]): void => {
      const news = events.filter(({ offset }) => offset > told);
      told = news.at(-1)?.offset ?? told;
      if (news.length > 0) listener?.(news);
    };
    const stop = this.listen((events) => (listener ? tell(events) : void gathered.push(...events)));
    try {
      const missed = after === null ? [] : await this.since(after, limit);
      const start = (given: FeedListener): void => {
        listener = given;
        tell(missed);
        tell(gathered.splice(0));
      };
      return { start, stop };
    } catch (error) {
      stop();
      throw error;
    }
  }

  /** Events kept since `offset` (exclusive), oldest first; at most `limit`. */
  async since(offset: number, limit: number): Promise<readonly NumberedEvent[]> {
    const { first, next } = await this.events.range(TOPICS.feed, 0);
    const events: NumberedEvent[] = [];
    let from = Math.max(first, offset + 1, next - limit);
    while (from < next) {
      const batch = await this.events.read(TOPICS.feed, 0, from, BATCH);
      if (batch.next <= from) break;
      for (const numbered of this.decode(batch)) events.push(numbered);
      from = batch.next;
    }
    return events;
  }

  private take(batch: LogBatch): Outcome {
    const spans = this.tracer.isOn
      ? this.tracer.batch('tell readers', tracesOf(batch.records), { 'nhippho.readers': this.listeners.size })
      : null;
    const events = this.decode(batch);
    for (const listener of this.listeners) {
      try {
        listener(events);
      } catch (error) {
        this.log.error({ err: error }, 'a listener of the feed failed');
      }
    }
    spans?.end();
    return { kind: 'committed', next: batch.next };
  }

  private decode(batch: LogBatch): readonly NumberedEvent[] {
    const events: NumberedEvent[] = [];
    for (const record of batch.records) {
      const event = parseFeedEvent(
        Buffer.from(record.value.buffer, record.value.byteOffset, record.value.byteLength),
      );
      if (event) events.push({ offset: record.offset, event });
      else this.log.warn({ offset: record.offset }, 'an event of the feed could not be read');
    }
    return events;
  }
}

/** Written by our own services only, so a look at version and type is enough. */
function parseFeedEvent(value: Buffer): FeedEvent | null {
  try {
    const event = JSON.parse(value.toString('utf8')) as FeedEvent;
    return event.v === 1 && (event.type === 'kpi' || event.type === 'device') ? event : null;
  } catch {
    return null;
  }
}
