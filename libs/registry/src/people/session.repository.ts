import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { EDIT_LOCK, noteChange } from '../inventory/change-log.js';
import { Registry } from '../registry.js';
import { ACCESS_CHANGE } from './person.repository.js';

/** What is kept of a session's two tokens. Times are epoch ms. */
export interface SessionTokens {
  readonly salt: Uint8Array;
  readonly accessHash: Uint8Array;
  readonly accessUntil: number;
  readonly refreshHash: Uint8Array;
  readonly refreshUntil: number;
  /** Unsalted SHA-256 of the refresh token before these; null at the beginning. */
  readonly spentHash: Uint8Array | null;
}

export interface Session extends SessionTokens {
  readonly id: string;
  readonly person: string;
  readonly refreshedAt: number;
  /** No refresh goes beyond it. */
  readonly endsAt: number;
  /** The browser's or program's own words about itself. */
  readonly agent: string;
  readonly createdAt: number;
  readonly revokedAt: number | null;
}

const COLUMNS = `id, person, salt, access_hash AS "accessHash", access_until AS "accessUntil",
  refresh_hash AS "refreshHash", spent_hash AS "spentHash", refreshed_at AS "refreshedAt",
  refresh_until AS "refreshUntil", ends_at AS "endsAt", agent, created_at AS "createdAt", revoked_at AS "revokedAt"`;

/** Sign-ins of people. */
@Injectable()
export class SessionRepository {
  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {}

  async find(id: string): Promise<Session | null> {
    const [row] = await this.registry.query<Session>(`SELECT ${COLUMNS} FROM session WHERE id = $1`, [id]);
    return row ?? null;
  }

  /** A person's sessions that are not over, newest first. */
  open(person: string): Promise<Session[]> {
    return this.registry.query<Session>(
      `SELECT ${COLUMNS} FROM session WHERE person = $1 AND revoked_at IS NULL AND refresh_until > $2 AND ends_at > $2
       ORDER BY created_at DESC`,
      [person, this.clock.now()],
    );
  }

  /** Forgets all that were over before `before`; returns how many. */
  async prune(before: number): Promise<number> {
    const [row] = await this.registry.query<{ n: number }>(
      `WITH gone AS (DELETE FROM session WHERE least(ends_at, refresh_until) < $1 RETURNING 1)
       SELECT count(*) AS n FROM gone`,
      [before],
    );
    return row?.n ?? 0;
  }

  /** Begins one, and forgets those of this person that have been over for a while. */
  async add(given: Pick<Session, 'id' | 'person' | 'agent' | 'endsAt'> & SessionTokens): Promise<void> {
    const now = this.clock.now();
    await this.registry.transaction(async (sql) => {
      await sql('DELETE FROM session WHERE person = $1 AND (ends_at < $2 OR refresh_until < $2)', [
        given.person,
        now,
      ]);
      await sql(
        `INSERT INTO session (id, person, salt, access_hash, access_until, refresh_hash, refreshed_at, refresh_until,
           ends_at, agent, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $7)`,
        [
          given.id,
          given.person,
          Buffer.from(given.salt),
          Buffer.from(given.accessHash),
          given.accessUntil,
          Buffer.from(given.refreshHash),
          now,
          given.refreshUntil,
          given.endsAt,
          given.agent,
        ],
      );
    });
  }

  /** Replaces both tokens. False when the refresh token was replaced by another call first. */
  async rotate(id: string, spent: Uint8Array, next: SessionTokens): Promise<boolean> {
    const rows = await this.registry.query(
      `UPDATE session SET salt = $3, access_hash = $4, access_until = $5, refresh_hash = $6, refresh_until = $7,
         spent_hash = $8, refreshed_at = $9
       WHERE id = $1 AND refresh_hash = $2 AND revoked_at IS NULL RETURNING id`,
      [
        id,
        Buffer.from(spent),
        Buffer.from(next.salt),
        Buffer.from(next.accessHash),
        next.accessUntil,
        Buffer.from(next.refreshHash),
        next.refreshUntil,
        next.spentHash && Buffer.from(next.spentHash),
        this.clock.now(),
      ],
    );
    return rows.length > 0;
  }

  /** Ends a session, or all of a person; everywhere within about a second. */
  async revoke(which: { readonly id: string } | { readonly person: string }): Promise<void> {
    const [column, value] = 'id' in which ? (['id', which.id] as const) : (['person', which.person] as const);
    await this.registry.transaction(async (sql) => {
      await sql('SELECT pg_advisory_xact_lock($1)', [EDIT_LOCK]);
      const now = this.clock.now();
      await sql(`UPDATE session SET revoked_at = $2 WHERE ${column} = $1 AND revoked_at IS NULL`, [
        value,
        now,
      ]);
      await noteChange(sql, ACCESS_CHANGE, value, now);
    });
    this.registry.edited();
  }
}
