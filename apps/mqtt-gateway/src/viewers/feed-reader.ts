import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { TOPICS, type FeedEvent } from '@app/contracts';
import type { EventLog, LogBatch, LogConsumer, Outcome } from '@app/event-log';
import { type ServiceTracer, tracesOf } from '@app/observability';
import type { FeedHub } from './feed-hub.js';
import { publicationOf, readFeedEvent } from './feed-event.js';
import type { LatestValues } from './latest-values.js';

/** Reads all of ❹ for the viewers of this instance, from its latest values on; keeps no position. */
export class FeedReader implements OnApplicationBootstrap, OnModuleDestroy {
  private consumer: LogConsumer | null = null;
  /** Order of the newest publication, by topic. */
  private readonly newest = new Map<string, number>();

  constructor(
    private readonly log: EventLog,
    private readonly hub: FeedHub,
    private readonly latest: LatestValues,
    private readonly tracer: ServiceTracer,
    /** Whether a reporting set is the one that is reported in by default. */
    private readonly isHome: (reportingSet: string) => boolean,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const from = await this.latest.fill((event) => this.publish(event));
    this.consumer = await this.log.consume({
      topic: TOPICS.feed,
      group: null,
      maxRecords: 2_000,
      maxBytes: 4 * 1_024 * 1_024,
      onAssigned: () => Promise.resolve(from),
      onBatch: (batch) => Promise.resolve(this.take(batch)),
    });
  }

  async onModuleDestroy(): Promise<void> {
    const { consumer } = this;
    this.consumer = null;
    await consumer?.close();
  }

  private take(batch: LogBatch): Outcome {
    const spans = this.tracer.isOn ? this.tracer.batch('tell viewers', tracesOf(batch.records)) : null;
    for (const record of batch.records) {
      const event = readFeedEvent(record.value);
      if (event !== null) this.publish(event);
    }
    spans?.end();
    return { kind: 'committed', next: batch.next };
  }

  /** A revision of a period that has passed doesn't take the place of a newer period, nor an old alarm of a newer one. */
  private publish(event: FeedEvent): void {
    const publication = publicationOf(event, this.isHome);
    if (publication === null) return;
    const { topic, payload, order } = publication;
    if ((this.newest.get(topic) ?? order) > order) return;
    this.newest.set(topic, order);
    if (payload.length === 0) this.hub.clear(topic, payload);
    else this.hub.publish(topic, payload);
  }
}
