import type { Sql } from '../sql.js';
import type { NewDelivery } from './outbox.js';

/** Puts deliveries in the transaction of `sql`; those whose key their channel has already are left out. */
export async function putOutbox(sql: Sql, deliveries: readonly NewDelivery[], now: number): Promise<void> {
  if (deliveries.length === 0) return;
  await sql(
    `INSERT INTO outbox (channel, key, target, body, state, due_at, attempts, made_at)
     SELECT channel, key, target, body, 'waiting', coalesce("dueAt", $2::bigint), 0, $2::bigint
     FROM jsonb_to_recordset($1::jsonb) AS d(channel text, key text, target text, body jsonb, "dueAt" bigint)
     ON CONFLICT (channel, key) DO NOTHING`,
    [JSON.stringify(deliveries), now],
  );
}
