import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import type { Credential } from '../model.js';
import { Registry } from '../registry.js';
import { RegistryError } from '../registry.errors.js';
import type { Sql } from '../sql.js';
import { EDIT_LOCK, noteChange } from './change-log.js';
import { insertCredential } from './credential.sql.js';
import type { StoredSecret } from './new-inventory.js';

type Kind = Credential['kind'];

/** More at once than any rotation needs; each is looked at when somebody signs in. */
const MOST_IN_FORCE = 10;
/** How long one that is over is still listed. */
const LISTED_MS = 400 * 86_400_000;

const COLUMNS = `id, principal, kind, salt, hash, created_at AS "createdAt", expires_at AS "expiresAt",
  revoked_at AS "revokedAt"`;

/** Stored secrets of devices and gateways. Every service hears of a change within about a second. */
@Injectable()
export class CredentialRepository {
  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {}

  /** Those of some principals that are not revoked; one may be over by its time. The newest first. */
  of(principals: readonly string[]): Promise<Credential[]> {
    return this.registry.query<Credential>(
      `SELECT ${COLUMNS} FROM credential WHERE principal = ANY($1) AND revoked_at IS NULL
       ORDER BY created_at DESC, id`,
      [principals],
    );
  }

  /** All of a principal, the newest first: also what was revoked or is over. */
  history(principal: string): Promise<Credential[]> {
    return this.registry.query<Credential>(
      `SELECT ${COLUMNS} FROM credential WHERE principal = $1 ORDER BY created_at DESC, id`,
      [principal],
    );
  }

  /** Gives a registered device or gateway a new secret; the ones before stop working at once and are forgotten. */
  async put(principal: string, kind: Kind, secret: StoredSecret): Promise<void> {
    await this.putAll([{ principal, kind, secret }]);
  }

  /** As `put` for many, in one transaction: all of them or none. */
  async putAll(given: readonly { principal: string; kind: Kind; secret: StoredSecret }[]): Promise<void> {
    await this.edit(async (sql, now) => {
      for (const { principal, kind, secret } of given) {
        await requirePrincipal(sql, principal, kind);
        await sql('DELETE FROM credential WHERE principal = $1', [principal]);
        await insertCredential(sql, { id: randomUUID(), principal, kind }, secret, now);
        await noteChange(sql, 'credential', principal, now);
      }
    });
  }

  /**
   * Gives a principal one more secret; those before it work for `overlapMs` more, or until they would have ended anyway.
   * @returns the new one's id, and until when the others work (epoch ms)
   */
  async rotate(
    principal: string,
    kind: Kind,
    secret: StoredSecret,
    overlapMs: number,
  ): Promise<{ readonly id: string; readonly othersUntil: number }> {
    const id = randomUUID();
    return this.edit(async (sql, now) => {
      await requirePrincipal(sql, principal, kind);
      const until = now + overlapMs;
      const others = await sql(
        `UPDATE credential SET expires_at = least(coalesce(expires_at, $2::bigint), $2::bigint)
         WHERE principal = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $3::bigint)
         RETURNING id`,
        [principal, until, now],
      );
      if (others.length >= MOST_IN_FORCE)
        throw new RegistryError(
          'REGISTRY_CONFLICT',
          `id: ${principal} has ${others.length} credentials in force; revoke some first`,
        );
      await insertCredential(sql, { id, principal, kind }, secret, now);
      await sql(
        'DELETE FROM credential WHERE principal = $1 AND least(expires_at, revoked_at) < $2::bigint',
        [principal, now - LISTED_MS],
      );
      await noteChange(sql, 'credential', principal, now);
      return { id, othersUntil: until };
    });
  }

  /** Revokes one credential, or all of them. REGISTRY_NOT_FOUND where none is in force. */
  async revoke(principal: string, kind: Kind, id: string | null): Promise<void> {
    await this.edit(async (sql, now) => {
      const rows = await sql(
        `UPDATE credential SET revoked_at = $4 WHERE principal = $1 AND kind = $2 AND (id = $3 OR $3::text IS NULL)
           AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $4::bigint) RETURNING id`,
        [principal, kind, id, now],
      );
      if (rows.length === 0)
        throw new RegistryError(
          'REGISTRY_NOT_FOUND',
          `id: ${kind} ${principal} has no ${id === null ? 'credential' : `credential ${id}`} in force`,
        );
      await noteChange(sql, 'credential', principal, now);
    });
  }

  private async edit<T>(work: (sql: Sql, now: number) => Promise<T>): Promise<T> {
    const result = await this.registry.transaction(async (sql) => {
      await sql('SELECT pg_advisory_xact_lock($1)', [EDIT_LOCK]);
      return work(sql, this.clock.now());
    });
    this.registry.edited();
    return result;
  }
}

async function requirePrincipal(sql: Sql, principal: string, kind: Kind): Promise<void> {
  const rows = await sql(`SELECT 1 FROM ${kind === 'device' ? 'device' : 'gateway'} WHERE id = $1`, [
    principal,
  ]);
  if (rows.length === 0)
    throw new RegistryError('REGISTRY_NOT_FOUND', `id: no ${kind} ${principal} is registered`);
}
