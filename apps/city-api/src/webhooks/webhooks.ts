import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { Metrics } from '@app/observability';
import {
  OutboxRepository,
  type Webhook,
  WEBHOOK_CHANNEL,
  WebhookDeliveryRepository,
  WebhookRepository,
} from '@app/registry';
import { wantsSchema, type WebhookWants } from './webhook-wants.js';

/** How old what is known of the webhooks may be. */
const FRESH_MS = 1_000;
/** Deliveries that may wait for one webhook; more events are left out and counted. */
const MAX_WAITING = 10_000;

/** Which webhooks there are, and what waits for them. */
@Injectable()
export class Webhooks {
  private known: readonly Webhook[] = [];
  private knownAt = Number.NEGATIVE_INFINITY;
  private readonly wants = new WeakMap<object, WebhookWants>();
  private readonly dropped;

  constructor(
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly outbox: OutboxRepository,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    this.dropped = metrics.counter(
      'nhippho_webhook_dropped_events_total',
      'Events that a webhook is not told of, because too many wait for it',
    );
    metrics.gauge('nhippho_webhooks', 'Webhooks by state', ['state'], async (gauge) => {
      const all = await this.webhooks.list();
      for (const state of ['active', 'paused', 'disabled'] as const)
        gauge.set({ state }, all.filter((one) => one.state === state).length);
    });
    metrics.gauge(
      'nhippho_webhook_waiting_deliveries',
      'Deliveries that wait, over all webhooks',
      [],
      async (gauge) => gauge.set([...(await this.deliveries.waiting()).values()].reduce((a, b) => a + b, 0)),
    );
    metrics
      .gauge('nhippho_webhook_waiting_limit_deliveries', 'Deliveries that may wait for one webhook')
      .set(MAX_WAITING);
  }

  now(): number {
    return this.clock.now();
  }

  /** Those in service, as of a second ago at most. */
  async active(): Promise<readonly Webhook[]> {
    const now = this.clock.now();
    if (now - this.knownAt >= FRESH_MS) {
      this.known = (await this.webhooks.list()).filter(({ state }) => state === 'active');
      this.knownAt = now;
    }
    return this.known;
  }

  /** What is stored was checked when it was given. */
  wantsOf(stored: unknown): WebhookWants {
    const key = stored as object;
    let wants = this.wants.get(key);
    if (!wants) this.wants.set(key, (wants = wantsSchema.parse(stored)));
    return wants;
  }

  /** Puts events in line for webhooks; what an event was put in line for already changes nothing. */
  async put(found: ReadonlyMap<number, readonly { id: string; body: object }[]>): Promise<void> {
    if (found.size === 0) return;
    const waiting = await this.deliveries.waiting();
    const rows = [];
    for (const [webhook, events] of found) {
      const room = Math.max(0, MAX_WAITING - (waiting.get(webhook) ?? 0));
      for (const { id, body } of events.slice(0, room))
        rows.push({ channel: WEBHOOK_CHANNEL, key: `${webhook}:${id}`, target: String(webhook), body });
      const over = events.length - room;
      if (over <= 0) continue;
      this.dropped.inc(over);
      await this.webhooks.left(webhook, over);
    }
    await this.outbox.put(rows, this.clock.now());
  }
}
