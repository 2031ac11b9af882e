import { randomUUID } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@app/config';
import type { Logger } from '@app/observability';
import {
  type ClaimedWebhookDelivery,
  OutboxRepository,
  WebhookDeliveryRepository,
  WebhookRepository,
} from '@app/registry';
import { pauseMs } from './sending/pause.js';
import type { Answered } from './sending/send.js';
import { TIMEOUT_MS, WebhookSender } from './sending/webhook-sender.js';
import { AT_ONCE, WebhookTools } from './webhook-tools.js';

const POLL_MS = 500;
const PRUNE_MS = 600_000;
/** Of one webhook's attempts under way at once: a slow receiver leaves room for the others. */
const PER_WEBHOOK = 4;
/** Longer than an attempt, so that no other instance makes the same one meanwhile. */
const LEASE_MS = 3 * TIMEOUT_MS;
const DAY_MS = 86_400_000;
/** A delivery is given up when it is this old, a webhook when nothing got through for so long. */
const GIVE_UP_MS = DAY_MS;
const DISABLE_MS = 3 * DAY_MS;
const GONE = 410;

/** Delivers what waits for webhooks, from any number of instances; each delivery is leased to one of them at a time. */
@Injectable()
export class WebhookDispatcher implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly owner = randomUUID();
  private readonly log: Logger;
  private readonly attempts;
  private readonly seconds;
  private readonly busy = new Map<number, number>();
  private readonly running = new Set<Promise<void>>();
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | null = null;
  private claiming: Promise<void> | null = null;
  private prunedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly webhooks: WebhookRepository,
    private readonly outbox: OutboxRepository,
    private readonly sender: WebhookSender,
    private readonly clock: Clock,
    tools: WebhookTools,
  ) {
    this.log = tools.log;
    this.attempts = tools.attempts;
    this.seconds = tools.seconds;
    tools.inFlight(() => this.running.size);
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.wake(), POLL_MS);
  }

  /** Ends attempts under way; they are made again when their lease runs out. */
  async onModuleDestroy(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.stopping.abort();
    await this.claiming;
    await Promise.all(this.running);
  }

  /** Begins what is due; called by a timer, when something was put in line, and when an attempt has ended. */
  wake(): void {
    if (this.claiming !== null || this.stopping.signal.aborted) return;
    this.claiming = this.begin()
      .catch((error: unknown) => this.log.warn({ err: error }, 'looking for deliveries; trying again'))
      .finally(() => (this.claiming = null));
  }

  private async begin(): Promise<void> {
    const now = this.clock.now();
    if (now - this.prunedAt >= PRUNE_MS) {
      this.prunedAt = now;
      await this.deliveries.prune(now);
    }
    const room = AT_ONCE - this.running.size;
    if (room <= 0) return;
    const full = [...this.busy].flatMap(([webhook, n]) => (n >= PER_WEBHOOK ? [webhook] : []));
    const claimed = await this.deliveries.claim(this.owner, now, room, LEASE_MS, {
      perWebhook: PER_WEBHOOK,
      full,
    });
    for (const delivery of claimed) this.start(delivery);
  }

  private start(delivery: ClaimedWebhookDelivery): void {
    const { webhook } = delivery;
    this.busy.set(webhook, (this.busy.get(webhook) ?? 0) + 1);
    const attempt = this.attempt(delivery)
      .catch((error: unknown) => this.log.warn({ err: error, key: delivery.key }, 'an attempt failed here'))
      .finally(() => {
        this.running.delete(attempt);
        const left = (this.busy.get(webhook) ?? 1) - 1;
        if (left === 0) this.busy.delete(webhook);
        else this.busy.set(webhook, left);
        this.wake();
      });
    this.running.add(attempt);
  }

  private async attempt(delivery: ClaimedWebhookDelivery): Promise<void> {
    const webhook = await this.webhooks.get(delivery.webhook);
    const answer = await this.sender.attempt(webhook, delivery.key, delivery.body, this.stopping.signal);
    // The attempt counts, but nobody knows what became of it.
    if (this.stopping.signal.aborted) return;
    this.seconds.observe(answer.tookMs / 1_000);
    const { retryAfterMs: _, ...kept } = answer;
    await this.deliveries.answered(delivery.id, kept);
    if (answer.error === null) await this.succeeded(delivery);
    else await this.failed(delivery, answer, answer.error);
  }

  private async succeeded(delivery: ClaimedWebhookDelivery): Promise<void> {
    await this.outbox.sent(delivery.id, this.owner, this.clock.now());
    await this.webhooks.succeeded(delivery.webhook);
    this.attempts.inc({ result: 'sent' });
  }

  private async failed(delivery: ClaimedWebhookDelivery, answer: Answered, error: string): Promise<void> {
    const { id, webhook, attempts, madeAt, key } = delivery;
    const now = this.clock.now();
    const isLast = answer.status === GONE || now - madeAt >= GIVE_UP_MS;
    if (isLast) await this.outbox.failed(id, this.owner, now, error);
    else {
      const pause = pauseMs(attempts, Math.random(), answer.retryAfterMs);
      await this.outbox.again(id, this.owner, now + pause, error);
    }
    this.attempts.inc({ result: isLast ? 'failed' : 'again' });
    const since = await this.webhooks.failed(webhook);
    const why =
      answer.status === GONE
        ? 'the receiver says that it is gone (HTTP 410)'
        : now - since >= DISABLE_MS
          ? `nothing got through for ${Math.floor((now - since) / DAY_MS)} days; the last: ${error}`
          : null;
    if (why === null) return;
    this.log.warn({ webhook, key, why }, 'a webhook is disabled');
    await this.webhooks.disable(webhook, why);
  }
}
