import { RegistryError } from '../registry.errors.js';
import type { Sql } from '../sql.js';

/** Devices and gateways share one space of names: both are who a credential says. */
export async function refuseTakenPrincipal(sql: Sql, id: string): Promise<void> {
  const rows = await sql(
    'SELECT 1 FROM credential WHERE principal = $1 UNION ALL SELECT 1 FROM gateway WHERE id = $1',
    [id],
  );
  if (rows.length > 0) throw taken('principal', id);
}

/** The refusal of a name that something has. */
export function taken(what: string, id: string): RegistryError {
  return new RegistryError('REGISTRY_CONFLICT', `id: a ${what} ${id} is registered already`);
}
