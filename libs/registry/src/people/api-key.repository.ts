import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { EDIT_LOCK, noteChange } from '../inventory/change-log.js';
import type { StoredSecret } from '../inventory/new-inventory.js';
import { Registry } from '../registry.js';
import { RegistryError } from '../registry.errors.js';
import { grantsOf, replaceGrants, type RoleGrant } from './grant.js';
import { ACCESS_CHANGE } from './person.repository.js';

/** Times are epoch ms. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  readonly grants: readonly RoleGrant[];
}

export interface NewApiKey {
  readonly id: string;
  readonly name: string;
  readonly expiresAt: number | null;
  readonly grants: readonly RoleGrant[];
  readonly secret: StoredSecret;
}

const COLUMNS = `api_key.id, name, created_at AS "createdAt", expires_at AS "expiresAt", revoked_at AS "revokedAt",
  ${grantsOf('api_key.id')}`;

/** Keys of services. */
@Injectable()
export class ApiKeyRepository {
  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {}

  list(): Promise<ApiKey[]> {
    return this.registry.query<ApiKey>(`SELECT ${COLUMNS} FROM api_key ORDER BY created_at, api_key.id`);
  }

  async find(id: string): Promise<(ApiKey & StoredSecret) | null> {
    const [row] = await this.registry.query<ApiKey & StoredSecret>(
      `SELECT ${COLUMNS}, salt, hash FROM api_key WHERE id = $1`,
      [id],
    );
    return row ?? null;
  }

  async add(given: NewApiKey): Promise<void> {
    await this.registry.transaction(async (sql) => {
      const now = this.clock.now();
      await sql(
        'INSERT INTO api_key (id, name, salt, hash, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)',
        [
          given.id,
          given.name.normalize('NFC'),
          Buffer.from(given.secret.salt),
          Buffer.from(given.secret.hash),
          now,
          given.expiresAt,
        ],
      );
      await replaceGrants(sql, given.id, given.grants, now);
    });
    this.registry.edited();
  }

  /** It stops working within about a second everywhere. REGISTRY_NOT_FOUND when there is none in force. */
  async revoke(id: string): Promise<void> {
    await this.registry.transaction(async (sql) => {
      await sql('SELECT pg_advisory_xact_lock($1)', [EDIT_LOCK]);
      const now = this.clock.now();
      const rows = await sql(
        'UPDATE api_key SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING id',
        [id, now],
      );
      if (rows.length === 0) throw new RegistryError('REGISTRY_NOT_FOUND', `id: no key ${id} is in force`);
      await noteChange(sql, ACCESS_CHANGE, id, now);
    });
    this.registry.edited();
  }
}
