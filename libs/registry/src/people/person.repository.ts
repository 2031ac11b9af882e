import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import type { StoredSecret } from '../inventory/new-inventory.js';
import { EDIT_LOCK, noteChange } from '../inventory/change-log.js';
import { Registry } from '../registry.js';
import { RegistryError } from '../registry.errors.js';
import type { Sql } from '../sql.js';
import { grantsOf, replaceGrants, type RoleGrant } from './grant.js';

/** Times are epoch ms. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** Lower case. */
  readonly email: string;
  /** Provider that vouched for them; null before the first sign-in. */
  readonly issuer: string | null;
  readonly blockedAt: number | null;
  readonly createdAt: number;
  readonly signedInAt: number | null;
  readonly grants: readonly RoleGrant[];
}

/** What an identity provider says of somebody. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  /** Only where the provider has verified it. */
  readonly email: string | null;
  /** Id of the person, where our own issuer vouches for them; null: another's word. */
  readonly person: string | null;
}

/** What the change log calls people, their keys and sessions. */
export const ACCESS_CHANGE = 'access';

const COLUMNS = `person.id, person.name, email, issuer, blocked_at AS "blockedAt", created_at AS "createdAt",
  signed_in_at AS "signedInAt", ${grantsOf('person.id')}`;

/** People who may sign in, and their roles. */
@Injectable()
export class PersonRepository {
  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {}

  list(): Promise<Person[]> {
    return this.registry.query<Person>(`SELECT ${COLUMNS} FROM person ORDER BY person.name, person.id`);
  }

  async find(id: string): Promise<Person | null> {
    const [row] = await this.registry.query<Person>(`SELECT ${COLUMNS} FROM person WHERE id = $1`, [id]);
    return row ?? null;
  }

  /** @throws RegistryError REGISTRY_CONFLICT when somebody has this e-mail address. */
  add(given: {
    readonly name: string;
    readonly email: string;
    readonly grants: readonly RoleGrant[];
    /** For the bundled issuer. */
    readonly secret: StoredSecret | null;
  }): Promise<Person> {
    const id = `p-${randomUUID()}`;
    const email = given.email.toLowerCase();
    return this.edit(id, async (sql, now) => {
      const secret = given.secret && [Buffer.from(given.secret.salt), Buffer.from(given.secret.hash)];
      const added = await sql(
        `INSERT INTO person (id, name, email, salt, hash, created_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (email) DO NOTHING RETURNING id`,
        [id, given.name.normalize('NFC'), email, ...(secret ?? [null, null]), now],
      );
      if (added.length === 0)
        throw new RegistryError('REGISTRY_CONFLICT', `email: somebody has ${email} already`);
      await replaceGrants(sql, id, given.grants, now);
    });
  }

  /** Gives a person other roles, blocks or unblocks them. Blocking ends their sessions. REGISTRY_NOT_FOUND. */
  change(
    id: string,
    to: { readonly grants?: readonly RoleGrant[]; readonly blocked?: boolean },
  ): Promise<Person> {
    return this.edit(id, async (sql, now) => {
      const [found] = await sql('SELECT id FROM person WHERE id = $1 FOR UPDATE', [id]);
      if (found === undefined) throw new RegistryError('REGISTRY_NOT_FOUND', `id: no person ${id}`);
      if (to.grants) await replaceGrants(sql, id, to.grants, now);
      if (to.blocked === undefined) return;
      await sql('UPDATE person SET blocked_at = $2 WHERE id = $1', [id, to.blocked ? now : null]);
      if (to.blocked)
        await sql('UPDATE session SET revoked_at = $2 WHERE person = $1 AND revoked_at IS NULL', [id, now]);
    });
  }

  /** A new secret for the bundled issuer; the old one stops working. REGISTRY_NOT_FOUND. */
  renewSecret(id: string, secret: StoredSecret): Promise<Person> {
    return this.edit(id, async (sql) => {
      const changed = await sql('UPDATE person SET salt = $2, hash = $3 WHERE id = $1 RETURNING id', [
        id,
        Buffer.from(secret.salt),
        Buffer.from(secret.hash),
      ]);
      if (changed.length === 0) throw new RegistryError('REGISTRY_NOT_FOUND', `id: no person ${id}`);
    });
  }

  /** Who has this address and a secret for the bundled issuer; null when nobody does or they are blocked. */
  async secretOf(
    email: string,
  ): Promise<(StoredSecret & { readonly id: string; readonly name: string }) | null> {
    const [row] = await this.registry.query<StoredSecret & { id: string; name: string }>(
      `SELECT id, name, salt, hash FROM person WHERE email = $1 AND hash IS NOT NULL AND blocked_at IS NULL`,
      [email.toLowerCase()],
    );
    return row ?? null;
  }

  /**
   * Whom a provider's word is about: known by issuer and subject, else, once, by an address that the provider has verified.
   * Our own issuer, whose address is as its host is called, knows people by their id. Null: nobody here, or blocked.
   */
  async recognise(identity: Identity): Promise<Person | null> {
    const { issuer, subject, email, person } = identity;
    const now = this.clock.now();
    const [found] = await this.registry.query<{ id: string }>(
      `UPDATE person SET issuer = coalesce(issuer, $1), subject = coalesce(subject, $2), signed_in_at = $4
       WHERE blocked_at IS NULL AND (id = $5 OR issuer = $1 AND subject = $2 OR issuer IS NULL AND email = $3)
         AND NOT (issuer IS NULL AND EXISTS (SELECT 1 FROM person WHERE issuer = $1 AND subject = $2))
       RETURNING id`,
      [issuer, subject, email?.toLowerCase() ?? null, now, person],
    );
    if (found === undefined) return null;
    this.registry.edited();
    return this.find(found.id);
  }

  private async edit(id: string, work: (sql: Sql, now: number) => Promise<void>): Promise<Person> {
    await this.registry.transaction(async (sql) => {
      await sql('SELECT pg_advisory_xact_lock($1)', [EDIT_LOCK]);
      const now = this.clock.now();
      await work(sql, now);
      await noteChange(sql, ACCESS_CHANGE, id, now);
    });
    this.registry.edited();
    const person = await this.find(id);
    if (person === null) throw new RegistryError('REGISTRY_UNAVAILABLE', 'the person was not written');
    return person;
  }
}
