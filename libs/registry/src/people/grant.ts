import type { Sql } from '../sql.js';

/** A role, everywhere (`area` null) or in one area and what lies in it. */
export interface RoleGrant {
  readonly role: string;
  readonly area: string | null;
}

/** Grants as a JSON column of a query over holders whose id is `<column>`. */
export function grantsOf(column: string): string {
  return `coalesce((SELECT json_agg(json_build_object('role', role, 'area', area) ORDER BY role, area)
    FROM role_grant WHERE holder = ${column}), '[]'::json) AS grants`;
}

/** Gives a holder these roles and no others. */
export async function replaceGrants(
  sql: Sql,
  holder: string,
  grants: readonly RoleGrant[],
  now: number,
): Promise<void> {
  await sql('DELETE FROM role_grant WHERE holder = $1', [holder]);
  for (const { role, area } of grants) {
    await sql('INSERT INTO role_grant (holder, role, area, given_at) VALUES ($1, $2, $3, $4)', [
      holder,
      role,
      area,
      now,
    ]);
  }
}
