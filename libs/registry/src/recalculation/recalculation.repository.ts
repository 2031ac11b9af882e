import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { Registry } from '../registry.js';
import { RegistryError } from '../registry.errors.js';
import type { WorkKey } from '../work/work.repository.js';
import { markWork, WORK_COLUMNS } from '../work/work.sql.js';
import type { Difference, NewRecalculation, Recalculation } from './recalculation.js';

const COLUMNS = `r.id, r.from_time AS "from", r.to_time AS "to", r.scope, r.dry_run AS "dryRun", r.made_by AS by,
  r.reason, r.made_at AS at, r.state, r.total, r.handed, r.changed, r.revisions, r.ended_at AS "endedAt", r.detail,
  r.handed - (SELECT count(*) FROM work w WHERE w.recalculation = r.id) AS done`;

/** Recalculations: what was asked for, how far it is; the pieces themselves are rows of the work table. */
@Injectable()
export class RecalculationRepository {
  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {}

  async create(given: NewRecalculation): Promise<Recalculation> {
    const { from, to, scope, dryRun, by, reason, total } = given;
    const [row] = await this.registry.query<{ id: number }>(
      `INSERT INTO recalculation (from_time, to_time, scope, dry_run, made_by, reason, made_at, state, total, handed,
         changed, revisions) VALUES ($1, $2, $3, $4, $5, $6, $7, 'running', $8, 0, 0, 0) RETURNING id`,
      [from, to, JSON.stringify(scope), dryRun, by, reason, this.clock.now(), total],
    );
    this.registry.edited();
    return this.get(row?.id ?? 0);
  }

  /** @throws RegistryError REGISTRY_NOT_FOUND */
  async get(id: number): Promise<Recalculation> {
    const [row] = await this.registry.query<Recalculation>(
      `SELECT ${COLUMNS} FROM recalculation r WHERE r.id = $1`,
      [id],
    );
    if (row === undefined) throw new RegistryError('REGISTRY_NOT_FOUND', `id: no recalculation ${id}`);
    return row;
  }

  /** Newest first. */
  list(): Promise<Recalculation[]> {
    return this.registry.query<Recalculation>(`SELECT ${COLUMNS} FROM recalculation r ORDER BY r.id DESC`);
  }

  /** Those that run, oldest first. */
  running(): Promise<Recalculation[]> {
    return this.registry.query<Recalculation>(
      `SELECT ${COLUMNS} FROM recalculation r WHERE r.state = 'running' ORDER BY r.id`,
    );
  }

  /**
   * Gives the work table the pieces after the first `handed`. False when somebody else has, or it doesn't run any more:
   * then nothing is marked.
   */
  async hand(id: number, handed: number, work: readonly WorkKey[]): Promise<boolean> {
    const [own] = await this.registry.query<{ n: number }>(
      `WITH own AS (
         UPDATE recalculation SET handed = $2::bigint + $3::bigint
         WHERE id = $1 AND handed = $2 AND state = 'running' RETURNING 1
       ), marked AS (${markWork(`own, jsonb_to_recordset($4::jsonb) AS ${WORK_COLUMNS}`)})
       SELECT count(*) AS n FROM own`,
      [id, handed, work.length, JSON.stringify(work)],
    );
    return own?.n === 1;
  }

  /** Adds to what it has brought about. */
  async count(id: number, found: { readonly changed: number; readonly revisions: number }): Promise<void> {
    await this.registry.query(
      'UPDATE recalculation SET changed = changed + $2, revisions = revisions + $3 WHERE id = $1',
      [id, found.changed, found.revisions],
    );
  }

  /** Leases a dry run to `owner` until `now + leaseMs`; false when somebody has it or it doesn't run any more. */
  async lease(id: number, owner: string, now: number, leaseMs: number): Promise<boolean> {
    const rows = await this.registry.query(
      `UPDATE recalculation SET owner = $2, leased_until = $3::bigint + $4::bigint
       WHERE id = $1 AND state = 'running' AND (owner = $2 OR leased_until IS NULL OR leased_until <= $3) RETURNING 1`,
      [id, owner, now, leaseMs],
    );
    return rows.length > 0;
  }

  /** Begins a dry run anew: nothing of it is stored but its differences. */
  async restart(id: number): Promise<void> {
    await this.registry.transaction(async (sql) => {
      await sql('DELETE FROM recalculation_difference WHERE recalculation = $1', [id]);
      await sql('UPDATE recalculation SET handed = 0, changed = 0 WHERE id = $1', [id]);
    });
  }

  /** Records what a dry run has found since; `differences` are as many as are kept. */
  async found(id: number, done: number, changed: number, differences: readonly Difference[]): Promise<void> {
    await this.registry.query(
      `WITH listed AS (
         INSERT INTO recalculation_difference (recalculation, cell, before, after)
         SELECT $1, cell, before, after FROM jsonb_to_recordset($4::jsonb) AS d(cell text, before jsonb, after jsonb)
         ON CONFLICT (recalculation, cell) DO UPDATE SET after = EXCLUDED.after RETURNING 1
       ) UPDATE recalculation SET handed = $2, changed = changed + $3 WHERE id = $1`,
      [id, done, changed, JSON.stringify(differences)],
    );
  }

  /** What a dry run found to differ, by cell. */
  async differences(id: number): Promise<Difference[]> {
    await this.get(id);
    return this.registry.query<Difference>(
      'SELECT cell, before, after FROM recalculation_difference WHERE recalculation = $1 ORDER BY cell',
      [id],
    );
  }

  /** @throws RegistryError REGISTRY_CONFLICT when it isn't in one of the states `from`. */
  async turn(
    id: number,
    from: readonly Recalculation['state'][],
    to: Recalculation['state'],
    detail: string | null = null,
  ): Promise<Recalculation> {
    const ended = to === 'done' || to === 'failed' ? this.clock.now() : null;
    const rows = await this.registry.query(
      `UPDATE recalculation SET state = $3, ended_at = $4, detail = $5 WHERE id = $1 AND state = ANY($2::text[])
       RETURNING 1`,
      [id, from, to, ended, detail],
    );
    const now = await this.get(id);
    if (rows.length === 0)
      throw new RegistryError('REGISTRY_CONFLICT', `id: recalculation ${id} is ${now.state}`);
    return now;
  }
}
