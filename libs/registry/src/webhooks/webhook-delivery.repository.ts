import { Injectable } from '@nestjs/common';
import { Registry } from '../registry.js';
import { RegistryError } from '../registry.errors.js';
import {
  type ClaimedWebhookDelivery,
  WEBHOOK_CHANNEL,
  type WebhookAnswer,
  type WebhookDelivery,
} from './webhook.js';

/** How long what is done is kept: longer than ❹ keeps an event, so that its key refuses a repeat. */
const KEPT_MS = 3 * 86_400_000;

const COLUMNS = `id, key, target, body, attempts, made_at AS "madeAt", state, due_at AS "dueAt", error,
  done_at AS "doneAt", answer`;

/** How a claim shares out: nobody gets more than so many at once, those in `full` none. */
export interface FairShare {
  readonly perWebhook: number;
  readonly full: readonly number[];
}

/** Webhooks' rows of the outbox: what is particular to receivers who may be slow, and whose answers people want to see. */
@Injectable()
export class WebhookDeliveryRepository {
  constructor(private readonly registry: Registry) {}

  /** As OutboxRepository's claim, with a fair share for each webhook in service. */
  claim(
    owner: string,
    now: number,
    limit: number,
    leaseMs: number,
    share: FairShare,
  ): Promise<ClaimedWebhookDelivery[]> {
    return this.registry.query<ClaimedWebhookDelivery>(
      `WITH due AS (
         SELECT o.id FROM webhook w CROSS JOIN LATERAL (
           SELECT id, due_at FROM outbox
           WHERE channel = $1 AND target = w.id::text AND state = 'waiting' AND due_at <= $3
             AND (leased_until IS NULL OR leased_until <= $3)
           ORDER BY due_at, id LIMIT $6 FOR UPDATE SKIP LOCKED
         ) o WHERE w.state = 'active' AND NOT w.id = ANY($7::bigint[]) ORDER BY o.due_at LIMIT $4
       ), leased AS (
         UPDATE outbox o SET owner = $2, leased_until = $3::bigint + $5::bigint, attempts = attempts + 1
         FROM due WHERE o.id = due.id
         RETURNING o.id, o.key, o.target, o.body, o.attempts, o.due_at, o.made_at AS "madeAt"
       ) SELECT id, key, target, target::bigint AS webhook, body, attempts, "madeAt" FROM leased ORDER BY due_at, id`,
      [WEBHOOK_CHANNEL, owner, now, limit, leaseMs, share.perWebhook, share.full],
    );
  }

  /** Keeps what the receiver said to the newest attempt. */
  async answered(id: number, answer: WebhookAnswer): Promise<void> {
    await this.registry.query('UPDATE outbox SET answer = $2::jsonb WHERE id = $1', [
      id,
      JSON.stringify(answer),
    ]);
  }

  /** Deliveries of a webhook, newest first; older than `before` (an id) where that is given. */
  list(
    webhook: number,
    q: { readonly state: string | null; readonly before: number | null; readonly limit: number },
  ): Promise<WebhookDelivery[]> {
    return this.registry.query<WebhookDelivery>(
      `SELECT ${COLUMNS} FROM outbox WHERE channel = $1 AND target = $2 AND ($3::text IS NULL OR state = $3)
         AND ($4::bigint IS NULL OR id < $4) ORDER BY id DESC LIMIT $5`,
      [WEBHOOK_CHANNEL, String(webhook), q.state, q.before, q.limit],
    );
  }

  /** Puts a delivery that is done, or was given up, in line again. @throws RegistryError where there is none */
  async again(webhook: number, id: number, now: number): Promise<WebhookDelivery> {
    const [row] = await this.registry.query<WebhookDelivery>(
      `UPDATE outbox SET state = 'waiting', due_at = $4, made_at = $4, attempts = 0, error = NULL, done_at = NULL
       WHERE channel = $1 AND target = $2 AND id = $3 AND state <> 'waiting' RETURNING ${COLUMNS}`,
      [WEBHOOK_CHANNEL, String(webhook), id, now],
    );
    if (row) return row;
    const [waiting] = await this.registry.query(
      'SELECT id FROM outbox WHERE channel = $1 AND target = $2 AND id = $3',
      [WEBHOOK_CHANNEL, String(webhook), id],
    );
    if (waiting)
      throw new RegistryError('REGISTRY_CONFLICT', `delivery: ${id} waits to be delivered already`);
    throw new RegistryError('REGISTRY_NOT_FOUND', `delivery: webhook ${webhook} has none ${id}`);
  }

  /** How many wait, by webhook; one that nothing waits for is absent. */
  async waiting(): Promise<ReadonlyMap<number, number>> {
    const rows = await this.registry.query<{ webhook: number; n: number }>(
      `SELECT target::bigint AS webhook, count(*) AS n FROM outbox WHERE channel = $1 AND state = 'waiting'
       GROUP BY target`,
      [WEBHOOK_CHANNEL],
    );
    return new Map(rows.map(({ webhook, n }) => [webhook, n]));
  }

  /** Deletes what was done, or given up, days ago. */
  async prune(now: number): Promise<void> {
    await this.registry.query('DELETE FROM outbox WHERE channel = $1 AND done_at < $2', [
      WEBHOOK_CHANNEL,
      now - KEPT_MS,
    ]);
  }
}
