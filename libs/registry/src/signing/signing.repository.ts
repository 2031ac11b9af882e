import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { EDIT_LOCK, noteChange } from '../inventory/change-log.js';
import { Registry } from '../registry.js';
import { RegistryError } from '../registry.errors.js';
import type { Sql } from '../sql.js';
import type { Signature, SignedSpan } from './signing.js';

const COLUMNS = `id, set, area, period, from_time AS "from", to_time AS "to", signed_by AS "signedBy",
  signed_at AS "signedAt", note, checked_by AS "checkedBy", checked_at AS "checkedAt"`;

/** Periods signed by one person and checked by another. [DESIGN 2.5] */
@Injectable()
export class SigningRepository {
  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {}

  /** Signing again before the check replaces the signature. @throws RegistryError REGISTRY_CONFLICT once it is checked. */
  async sign(span: SignedSpan, by: string, note: string): Promise<Signature> {
    const { set, area, period, from, to } = span;
    return this.edit(span, async (sql, now) => {
      const [row] = await sql<Signature>(
        `INSERT INTO signature AS s (set, area, period, from_time, to_time, signed_by, signed_at, note)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT ON CONSTRAINT signature_period_key DO UPDATE
           SET signed_by = EXCLUDED.signed_by, signed_at = EXCLUDED.signed_at, note = EXCLUDED.note
           WHERE s.checked_at IS NULL
         RETURNING ${COLUMNS}`,
        [set, area, period, from, to, by, now, note],
      );
      if (row === undefined) throw conflict('period: it is signed and checked already');
      return row;
    });
  }

  /**
   * Freezes what was signed.
   * @throws RegistryError REGISTRY_NOT_FOUND unless it is signed; REGISTRY_CONFLICT when it is checked already, when the
   * same person signed it, or while its values are being worked out
   */
  async check(span: SignedSpan, by: string): Promise<Signature> {
    const { set, area, period, from, to } = span;
    return this.edit(span, async (sql, now) => {
      const [found] = await sql<Signature>(
        `SELECT ${COLUMNS} FROM signature WHERE set = $1 AND area = $2 AND period = $3 AND from_time = $4`,
        [set, area, period, from],
      );
      if (found === undefined)
        throw new RegistryError('REGISTRY_NOT_FOUND', 'period: nobody has signed it yet');
      if (found.checkedAt !== null) throw conflict('period: it is checked already');
      if (sameName(found.signedBy, by))
        throw conflict('by: who signed it can’t check it; another person must');
      const [busy] = await sql<{ n: number }>(
        `SELECT count(*) AS n FROM work WHERE from_time >= $1 AND from_time < $2 AND level IN ('hour', 'day')`,
        [from, to],
      );
      if ((busy?.n ?? 0) > 0) throw conflict('period: its values are being worked out; try again in a while');
      const [row] = await sql<Signature>(
        `UPDATE signature SET checked_by = $2, checked_at = $3 WHERE id = $1 RETURNING ${COLUMNS}`,
        [found.id, by, now],
      );
      return row ?? found;
    });
  }

  /** By time, then area. */
  list(): Promise<Signature[]> {
    return this.registry.query<Signature>(
      `SELECT ${COLUMNS} FROM signature ORDER BY set, from_time, to_time, area`,
    );
  }

  /** Checked signatures that touch [from, to), the first made first. */
  covering(from: number, to: number): Promise<Signature[]> {
    return this.registry.query<Signature>(
      `SELECT ${COLUMNS} FROM signature WHERE checked_at IS NOT NULL AND from_time < $2 AND to_time > $1 ORDER BY id`,
      [from, to],
    );
  }

  private async edit(
    { set, area, period, from }: SignedSpan,
    work: (sql: Sql, now: number) => Promise<Signature>,
  ): Promise<Signature> {
    const now = this.clock.now();
    const row = await this.registry.transaction(async (sql) => {
      await sql('SELECT pg_advisory_xact_lock($1)', [EDIT_LOCK]);
      const result = await work(sql, now);
      await noteChange(sql, 'signature', `${set}|${area}|${period}|${from}`, now);
      return result;
    });
    this.registry.edited();
    return row;
  }
}

function sameName(a: string, b: string): boolean {
  const plain = (name: string): string => name.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
  return plain(a) === plain(b);
}

function conflict(message: string): RegistryError {
  return new RegistryError('REGISTRY_CONFLICT', message);
}
