import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { TOPICS } from '@app/contracts';
import { EventLog, type LogBatch, type LogConsumer, type Outcome } from '@app/event-log';
import { type Logger, Logs, Metrics, type ServiceTracer, tracesOf, Tracing } from '@app/observability';
import { FeedMessage } from './feed-message.js';
import { FeedRing } from './feed-ring.js';
import { parseFeedEvent } from './parse-feed-event.js';

export type FeedListener = (messages: readonly FeedMessage[]) => void;

const BATCH = { maxRecords: 1000, maxBytes: 4_000_000 } as const;
/** Events that a reader who comes back may have missed. */
const KEPT = 10_000;

/**
 * Reads all of ❹ on every instance and hands it to who listens here. Keeps no position: its newest events are read again
 * at start, so that readers resume whichever instance they come back to.
 */
@Injectable()
export class FeedHub implements OnApplicationBootstrap, OnModuleDestroy {
  readonly ring = new FeedRing(KEPT);
  private readonly listeners = new Set<FeedListener>();
  private readonly log: Logger;
  private readonly tracer: ServiceTracer;
  private consumer: LogConsumer | null = null;

  constructor(
    private readonly events: EventLog,
    logs: Logs,
    tracing: Tracing,
    metrics: Metrics,
  ) {
    this.tracer = tracing.for('city-api');
    this.log = logs.for('feed');
    metrics.gauge('nhippho_feed_kept_events', 'Events kept for readers who come back', [], (gauge) =>
      gauge.set(this.ring.size),
    );
    metrics
      .gauge('nhippho_feed_kept_limit_events', 'Events that may be kept for readers who come back')
      .set(2 * KEPT);
  }

  async onApplicationBootstrap(): Promise<void> {
    const from = await this.fill();
    this.consumer = await this.events.consume({
      topic: TOPICS.feed,
      group: null,
      ...BATCH,
      onAssigned: () => Promise.resolve(from),
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

  /** Reads the newest events without telling anybody; resolves to the offset after them. */
  private async fill(): Promise<number> {
    const { first, next } = await this.events.range(TOPICS.feed, 0);
    let from = Math.max(first, next - KEPT);
    this.ring.start(from);
    while (from < next) {
      const batch = await this.events.read(TOPICS.feed, 0, from, BATCH);
      if (batch.next <= from) break;
      this.ring.push(this.decode(batch), batch.next);
      from = batch.next;
    }
    return from;
  }

  private take(batch: LogBatch): Outcome {
    const spans = this.tracer.isOn
      ? this.tracer.batch('tell readers', tracesOf(batch.records), { 'nhippho.readers': this.listeners.size })
      : null;
    const messages = this.decode(batch);
    this.ring.push(messages, batch.next);
    for (const listener of this.listeners) {
      try {
        listener(messages);
      } catch (error) {
        this.log.error({ err: error }, 'a listener of the feed failed');
      }
    }
    spans?.end();
    return { kind: 'committed', next: batch.next };
  }

  private decode(batch: LogBatch): readonly FeedMessage[] {
    const messages: FeedMessage[] = [];
    for (const record of batch.records) {
      const event = parseFeedEvent(record.value);
      if (event) messages.push(new FeedMessage(record.offset, event));
      else this.log.warn({ offset: record.offset }, 'an event of the feed could not be read');
    }
    return messages;
  }
}
