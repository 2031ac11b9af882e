import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { TOPICS } from '@app/contracts';
import { EventLog, type LogBatch, type LogConsumer, type Outcome } from '@app/event-log';
import { type Logger, Logs } from '@app/observability';
import { PartitionRepository, type Webhook } from '@app/registry';
import { parseFeedEvent } from '../feed/parse-feed-event.js';
import { cloudEventOf } from './cloud-event.js';
import { isWanted } from './webhook-wants.js';
import { Webhooks } from './webhooks.js';

const GROUP = 'webhooks';
/** While nothing is for a webhook, the position is written this often only. */
const IDLE_MS = 10_000;
/** What an event may be older than its webhook: the two are stamped by different machines. */
const SKEW_MS = 5_000;

/**
 * Turns events of ❹ into deliveries: one for each event and webhook, whose names make it one however often ❹ is read. As a
 * group with a position, unlike the feed's readers: what happens while no instance runs is delivered afterwards.
 */
@Injectable()
export class WebhookIntake implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log: Logger;
  private consumer: LogConsumer | null = null;
  private epoch = 0;
  /** Where the registry has us. */
  private position = 0;
  private movedAt = 0;

  constructor(
    private readonly events: EventLog,
    private readonly partitions: PartitionRepository,
    private readonly webhooks: Webhooks,
    logs: Logs,
  ) {
    this.log = logs.for('webhooks');
  }

  async onApplicationBootstrap(): Promise<void> {
    this.consumer = await this.events.consume({
      topic: TOPICS.feed,
      group: GROUP,
      maxRecords: 1_000,
      maxBytes: 4_000_000,
      onAssigned: (partition) => this.claim(partition),
      onBatch: (batch) => this.take(batch),
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.consumer?.close();
    this.consumer = null;
  }

  private async claim(partition: number): Promise<number> {
    const { epoch, position } = await this.partitions.claim(GROUP, TOPICS.feed, partition);
    this.epoch = epoch;
    this.position = position;
    return position;
  }

  private async take(batch: LogBatch): Promise<Outcome> {
    try {
      const found = await this.deliver(batch, await this.webhooks.active());
      const now = this.webhooks.now();
      if (found === 0 && now - this.movedAt < IDLE_MS) return { kind: 'committed', next: batch.next };
      this.movedAt = now;
      const move = { epoch: this.epoch, from: this.position, next: batch.next };
      if (!(await this.partitions.advance(GROUP, TOPICS.feed, batch.partition, move)))
        return { kind: 'lost', reason: `${TOPICS.feed} is turned into deliveries by another instance` };
      this.position = batch.next;
      return { kind: 'committed', next: batch.next };
    } catch (error) {
      this.log.warn({ err: error }, 'events were not turned into deliveries; trying again');
      return { kind: 'retry', reason: 'the registry did not take the deliveries' };
    }
  }

  /** Resolves to the number of deliveries. */
  private async deliver(batch: LogBatch, active: readonly Webhook[]): Promise<number> {
    if (active.length === 0) return 0;
    const found = new Map<number, { id: string; body: object }[]>();
    for (const { value, timestamp } of batch.records) {
      const event = parseFeedEvent(value);
      if (event === null) continue;
      for (const { id, wants, createdAt } of active) {
        if (timestamp < createdAt - SKEW_MS || !isWanted(this.webhooks.wantsOf(wants), event)) continue;
        const body = cloudEventOf(event, timestamp);
        const list = found.get(id);
        if (list) list.push({ id: body.id, body });
        else found.set(id, [{ id: body.id, body }]);
      }
    }
    await this.webhooks.put(found);
    return found.size;
  }
}
