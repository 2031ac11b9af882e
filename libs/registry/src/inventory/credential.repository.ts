import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import type { Credential } from '../model.js';
import { Registry } from '../registry.js';
import { RegistryError } from '../registry.errors.js';
import { EDIT_LOCK, noteChange } from './change-log.js';
import type { StoredSecret } from './new-inventory.js';

type CredentialRow = Omit<Credential, 'salt' | 'hash'> & { readonly salt: Buffer; readonly hash: Buffer };

/** Stored secrets of devices and gateways. */
@Injectable()
export class CredentialRepository {
  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {}

  async find(principal: string): Promise<Credential | null> {
    const [row] = await this.registry.query<CredentialRow>(
      'SELECT principal, kind, salt, hash, revoked_at AS "revokedAt" FROM credential WHERE principal = $1',
      [principal],
    );
    return row ?? null;
  }

  /** Gives a registered device or gateway a new secret; the old one stops working. */
  async put(principal: string, kind: Credential['kind'], secret: StoredSecret): Promise<void> {
    await this.putAll([{ principal, kind, secret }]);
  }

  /** As `put` for many, in one transaction: all of them or none. */
  async putAll(
    given: readonly { principal: string; kind: Credential['kind']; secret: StoredSecret }[],
  ): Promise<void> {
    const now = this.clock.now();
    await this.change(
      given.map(({ principal, kind, secret }) => ({
        principal,
        text: `INSERT INTO credential (principal, kind, salt, hash, created_at, revoked_at)
         SELECT id, $2, $3, $4, $5, NULL FROM ${kind === 'device' ? 'device' : 'gateway'} WHERE id = $1
         ON CONFLICT (principal) DO UPDATE SET kind = EXCLUDED.kind, salt = EXCLUDED.salt, hash = EXCLUDED.hash,
           created_at = EXCLUDED.created_at, revoked_at = NULL RETURNING principal`,
        parameters: [principal, kind, Buffer.from(secret.salt), Buffer.from(secret.hash), now],
      })),
    );
  }

  /** Every service ends the principal's sessions within about a second. */
  async revoke(principal: string, at: number): Promise<void> {
    const text = 'UPDATE credential SET revoked_at = $2 WHERE principal = $1 RETURNING principal';
    await this.change([{ principal, text, parameters: [principal, at] }]);
  }

  private async change(
    edits: readonly { principal: string; text: string; parameters: readonly unknown[] }[],
  ): Promise<void> {
    await this.registry.transaction(async (sql) => {
      await sql('SELECT pg_advisory_xact_lock($1)', [EDIT_LOCK]);
      for (const { principal, text, parameters } of edits) {
        const rows = await sql(text, parameters);
        if (rows.length === 0)
          throw new RegistryError('REGISTRY_NOT_FOUND', `id: no device or gateway ${principal}`);
        await noteChange(sql, 'credential', principal, this.clock.now());
      }
    });
    this.registry.edited();
  }
}
