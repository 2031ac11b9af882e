import type { ClaimedDelivery, Delivery } from '../outbox/outbox.js';

/** Channel of the outbox that webhooks' deliveries are in; their target is the webhook's id. */
export const WEBHOOK_CHANNEL = 'webhook';

export interface NewWebhook {
  readonly name: string;
  readonly url: string;
  /** Kinds of event and filters, as the interface has them. */
  readonly wants: unknown;
  readonly state: 'active' | 'paused';
}

/** A receiver of events outside. Times are epoch ms. */
export interface Webhook extends Omit<NewWebhook, 'state'> {
  readonly id: number;
  readonly state: 'active' | 'paused' | 'disabled';
  readonly reason: string | null;
  readonly failingSince: number | null;
  readonly succeededAt: number | null;
  /** Events left out because too many waited. */
  readonly dropped: number;
  readonly createdAt: number;
  /** Sign with each of them: the newest, and the one before it while it is still good. */
  readonly secrets: readonly string[];
}

/** What a receiver said to one attempt. */
export interface WebhookAnswer {
  /** When it was asked, epoch ms. */
  readonly at: number;
  /** HTTP status; null when there was no answer. */
  readonly status: number | null;
  readonly tookMs: number;
  /** What went wrong, or null. */
  readonly error: string | null;
  /** Beginning of the answer's body. */
  readonly body: string;
}

export interface ClaimedWebhookDelivery extends ClaimedDelivery {
  readonly webhook: number;
}

export interface WebhookDelivery extends Delivery {
  readonly answer: WebhookAnswer | null;
}
