import type { Credential } from '../model.js';
import type { Sql } from '../sql.js';
import type { StoredSecret } from './new-inventory.js';

/** Adds a credential to those of its principal, without an end. */
export async function insertCredential(
  sql: Sql,
  { id, principal, kind }: Pick<Credential, 'id' | 'principal' | 'kind'>,
  { salt, hash }: StoredSecret,
  now: number,
): Promise<void> {
  await sql(
    'INSERT INTO credential (id, principal, kind, salt, hash, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [id, principal, kind, Buffer.from(salt), Buffer.from(hash), now],
  );
}
