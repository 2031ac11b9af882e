import type { Sql } from '../sql.js';

/** Serialises inventory writes, so that `change.seq` becomes visible in its own order and rules see a settled state. */
export const EDIT_LOCK = 1_338_075;

/** Writes down, in the transaction that makes it, that something of the inventory changed. */
export async function noteChange(sql: Sql, kind: string, key: string, at: number): Promise<void> {
  await sql('INSERT INTO change (kind, key, at) VALUES ($1, $2, $3)', [kind, key, at]);
}
