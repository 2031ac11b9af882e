import { Injectable } from '@nestjs/common';
import { Registry } from '../registry.js';
import type { ClaimedDelivery, Delivery, NewDelivery } from './outbox.js';
import { putOutbox } from './outbox.sql.js';

const DAY_MS = 86_400_000;
/** How long what is done is kept, so that its key still refuses a repeat. */
const KEPT_MS = 40 * DAY_MS;

/**
 * The outbox: what is to be told to the outside is a row, written in the transaction that it tells of (`putOutbox`, with
 * that transaction's `sql`) or by itself (`put`). `OutboxLoop` of `@app/outbox` delivers the rows of one channel, from any
 * number of instances: a row is leased to one of them at a time, tried again with growing pauses and given up after so many
 * attempts. A lease that has run out may be taken by another one, so a channel must end an attempt before its lease does,
 * and give what it sends a name made of `key`, by which the receiver can tell a repeat.
 */
@Injectable()
export class OutboxRepository {
  constructor(private readonly registry: Registry) {}

  /** Puts deliveries in a transaction of their own; those whose key is there already are left out. */
  async put(deliveries: readonly NewDelivery[], now: number): Promise<void> {
    await putOutbox((text, given) => this.registry.query(text, given), deliveries, now);
  }

  /** Leases up to `limit` due deliveries of a channel, those due first, to `owner` until `now + leaseMs`. */
  claim(
    channel: string,
    owner: string,
    now: number,
    limit: number,
    leaseMs: number,
  ): Promise<ClaimedDelivery[]> {
    return this.registry.query<ClaimedDelivery>(
      `WITH due AS (
         SELECT id FROM outbox WHERE channel = $1 AND state = 'waiting' AND due_at <= $3
           AND (leased_until IS NULL OR leased_until <= $3)
         ORDER BY due_at, id LIMIT $4 FOR UPDATE SKIP LOCKED
       ), leased AS (
         UPDATE outbox o SET owner = $2, leased_until = $3::bigint + $5::bigint, attempts = attempts + 1
         FROM due WHERE o.id = due.id
         RETURNING o.id, o.key, o.target, o.body, o.attempts, o.due_at, o.made_at AS "madeAt"
       ) SELECT id, key, target, body, attempts, "madeAt" FROM leased ORDER BY due_at, id`,
      [channel, owner, now, limit, leaseMs],
    );
  }

  /** Delivered. False when the lease was lost meanwhile. */
  sent(id: number, owner: string, now: number): Promise<boolean> {
    return this.end(`state = 'sent', done_at = $3, error = NULL`, id, owner, [now]);
  }

  /** To be tried again at `dueAt`. */
  again(id: number, owner: string, dueAt: number, error: string): Promise<boolean> {
    return this.end('due_at = $3, error = $4', id, owner, [dueAt, error]);
  }

  /** Given up. */
  failed(id: number, owner: string, now: number, error: string): Promise<boolean> {
    return this.end(`state = 'failed', done_at = $3, error = $4`, id, owner, [now, error]);
  }

  /** Deliveries to a target (of all when null), newest first; for lists and tests. */
  list(channel: string, target: string | null, limit: number): Promise<Delivery[]> {
    return this.registry.query<Delivery>(
      `SELECT id, key, target, body, attempts, made_at AS "madeAt", state, due_at AS "dueAt", error, done_at AS "doneAt"
       FROM outbox WHERE channel = $1 AND ($2::text IS NULL OR target = $2) ORDER BY id DESC LIMIT $3`,
      [channel, target, limit],
    );
  }

  /** How many deliveries of a channel wait. */
  async waiting(channel: string): Promise<number> {
    const [row] = await this.registry.query<{ n: number }>(
      `SELECT count(*) AS n FROM outbox WHERE channel = $1 AND state = 'waiting'`,
      [channel],
    );
    return row?.n ?? 0;
  }

  /** Deletes what was delivered or given up long ago. */
  async prune(now: number): Promise<void> {
    await this.registry.query('DELETE FROM outbox WHERE done_at < $1', [now - KEPT_MS]);
  }

  private async end(set: string, id: number, owner: string, more: readonly unknown[]): Promise<boolean> {
    const rows = await this.registry.query(
      `UPDATE outbox SET ${set}, owner = NULL, leased_until = NULL
       WHERE id = $1 AND owner = $2 AND state = 'waiting' RETURNING id`,
      [id, owner, ...more],
    );
    return rows.length === 1;
  }
}
