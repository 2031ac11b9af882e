import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { Registry } from '../registry.js';
import { RegistryError } from '../registry.errors.js';
import { type NewWebhook, type Webhook, WEBHOOK_CHANNEL } from './webhook.js';

const MOST = 100;
/** How long the secret before signs too. */
const OLD_SECRET_MS = 86_400_000;
/** Keeps two people from adding the hundred-and-first at once. */
const ADD_LOCK = 7_240_019;

const columns = (now: string): string =>
  `id, name, url, wants, state, reason, failing_since AS "failingSince", succeeded_at AS "succeededAt", dropped,
   created_at AS "createdAt", CASE WHEN old_until > ${now} THEN jsonb_build_array(secret, old_secret)
     ELSE jsonb_build_array(secret) END AS secrets`;

/** Who is told of events outside. */
@Injectable()
export class WebhookRepository {
  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {}

  list(): Promise<Webhook[]> {
    return this.registry.query<Webhook>(`SELECT ${columns('$1::bigint')} FROM webhook ORDER BY id`, [
      this.clock.now(),
    ]);
  }

  /** @throws RegistryError REGISTRY_NOT_FOUND */
  async get(id: number): Promise<Webhook> {
    const [found] = await this.registry.query<Webhook>(
      `SELECT ${columns('$2::bigint')} FROM webhook WHERE id = $1`,
      [id, this.clock.now()],
    );
    return orThrow(found, id);
  }

  /** @throws RegistryError REGISTRY_CONFLICT where there are a hundred already */
  async add(given: NewWebhook, secret: string): Promise<Webhook> {
    const added = await this.registry.transaction(async (sql) => {
      await sql('SELECT pg_advisory_xact_lock($1)', [ADD_LOCK]);
      const [row] = await sql<Webhook>(
        `INSERT INTO webhook (name, url, wants, secret, state, dropped, created_at)
         SELECT $1, $2, $3::jsonb, $4, $5, 0, $6::bigint WHERE (SELECT count(*) FROM webhook) < ${MOST}
         RETURNING ${columns('$6::bigint')}`,
        [given.name, given.url, JSON.stringify(given.wants), secret, given.state, this.clock.now()],
      );
      return row;
    });
    if (added === undefined)
      throw new RegistryError('REGISTRY_CONFLICT', `there are ${MOST} webhooks already; remove one first`);
    this.registry.edited();
    return added;
  }

  /** Changes it; a disabled one is in service again, as if it had not failed. */
  async change(id: number, given: NewWebhook): Promise<Webhook> {
    const [row] = await this.registry.query<Webhook>(
      `UPDATE webhook SET name = $2, url = $3, wants = $4::jsonb, state = $5, reason = NULL, failing_since = NULL
       WHERE id = $1 RETURNING ${columns('$6::bigint')}`,
      [id, given.name, given.url, JSON.stringify(given.wants), given.state, this.clock.now()],
    );
    this.registry.edited();
    return orThrow(row, id);
  }

  /** Gives it another secret; the one before signs too for a day. */
  async renew(id: number, secret: string): Promise<Webhook> {
    const now = this.clock.now();
    const [row] = await this.registry.query<Webhook>(
      `UPDATE webhook SET old_secret = secret, old_until = $3, secret = $2 WHERE id = $1
       RETURNING ${columns('$4::bigint')}`,
      [id, secret, now + OLD_SECRET_MS, now],
    );
    this.registry.edited();
    return orThrow(row, id);
  }

  /** Removes it with its deliveries. */
  async remove(id: number): Promise<void> {
    const removed = await this.registry.transaction(async (sql) => {
      await sql('DELETE FROM outbox WHERE channel = $1 AND target = $2', [WEBHOOK_CHANNEL, String(id)]);
      const [row] = await sql('DELETE FROM webhook WHERE id = $1 RETURNING id', [id]);
      return row;
    });
    orThrow(removed, id);
    this.registry.edited();
  }

  /** A delivery got through. */
  async succeeded(id: number): Promise<void> {
    await this.registry.query('UPDATE webhook SET failing_since = NULL, succeeded_at = $2 WHERE id = $1', [
      id,
      this.clock.now(),
    ]);
  }

  /** A delivery failed; resolves to the time since when none got through. */
  async failed(id: number): Promise<number> {
    const now = this.clock.now();
    const [row] = await this.registry.query<{ since: number }>(
      `UPDATE webhook SET failing_since = coalesce(failing_since, $2) WHERE id = $1
       RETURNING failing_since AS since`,
      [id, now],
    );
    return row?.since ?? now;
  }

  /** Takes it out of service, and gives up what waits for it. */
  async disable(id: number, reason: string): Promise<void> {
    await this.registry.transaction(async (sql) => {
      await sql(`UPDATE webhook SET state = 'disabled', reason = $2 WHERE id = $1 AND state <> 'disabled'`, [
        id,
        reason,
      ]);
      await sql(
        `UPDATE outbox SET state = 'failed', done_at = $3, error = 'the webhook was disabled', owner = NULL,
           leased_until = NULL WHERE channel = $1 AND target = $2 AND state = 'waiting'`,
        [WEBHOOK_CHANNEL, String(id), this.clock.now()],
      );
    });
    this.registry.edited();
  }

  /** Counts events that were left out because too many waited. */
  async left(id: number, events: number): Promise<void> {
    await this.registry.query('UPDATE webhook SET dropped = dropped + $2 WHERE id = $1', [id, events]);
  }
}

function orThrow<T>(row: T | undefined, id: number): T {
  if (row === undefined) throw new RegistryError('REGISTRY_NOT_FOUND', `id: no webhook ${id}`);
  return row;
}
