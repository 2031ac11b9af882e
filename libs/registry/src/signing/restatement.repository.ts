import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { EDIT_LOCK, noteChange } from '../inventory/change-log.js';
import { Registry } from '../registry.js';
import { RegistryError } from '../registry.errors.js';
import { markWork, WORK_COLUMNS } from '../work/work.sql.js';
import type { ProposedCell, Restatement } from './signing.js';

const COLUMNS = `r.id, r.signature, r.state, r.proposed_at AS "proposedAt", r.decided_by AS "decidedBy",
  r.decided_at AS "decidedAt", r.decision, (SELECT count(*) FROM restatement_cell c WHERE c.restatement = r.id) AS cells`;
/** An accepted value is worked out once every service has seen the change. */
const APPLY_AFTER_MS = 1500;

/** Proposals to change values of signed periods: one a signature is open at a time. [DESIGN 2.5] */
@Injectable()
export class RestatementRepository {
  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {}

  /** Adds cells to the open proposals of their signatures; one that was refused with the same value isn't asked again. */
  async propose(cells: readonly ProposedCell[]): Promise<void> {
    if (cells.length === 0) return;
    const now = this.clock.now();
    await this.registry.transaction(async (sql) => {
      for (const signature of new Set(cells.map((cell) => cell.signature))) {
        const own = cells.filter((cell) => cell.signature === signature);
        await sql('SELECT 1 FROM signature WHERE id = $1 FOR UPDATE', [signature]);
        const refused = await sql<{ cell: string; digest: string }>(
          `SELECT c.cell, c.digest FROM restatement_cell c JOIN restatement r ON r.id = c.restatement
           WHERE r.signature = $1 AND r.state = 'refused' AND c.cell = ANY($2::text[])`,
          [signature, own.map(({ cell }) => cell)],
        );
        const known = new Set(refused.map(({ cell, digest }) => `${cell}~${digest}`));
        const news = own.filter(({ cell, digest }) => !known.has(`${cell}~${digest}`));
        if (news.length === 0) continue;
        const [open] = await sql<{ id: number }>(
          `WITH open AS (SELECT id FROM restatement WHERE signature = $1 AND state = 'proposed'),
             made AS (INSERT INTO restatement (signature, state, proposed_at)
               SELECT $1, 'proposed', $2 WHERE NOT EXISTS (SELECT 1 FROM open) RETURNING id)
           SELECT id FROM open UNION ALL SELECT id FROM made`,
          [signature, now],
        );
        await sql(
          `INSERT INTO restatement_cell (restatement, cell, digest, reason, before, after, domain, level, unit_from, at)
           SELECT $1, cell, digest, reason, before, after, domain, level, "unitFrom", $3
           FROM jsonb_to_recordset($2::jsonb) AS c(cell text, digest text, reason text, before jsonb, after jsonb,
             domain text, level text, "unitFrom" bigint)
           ON CONFLICT (restatement, cell) DO UPDATE SET digest = EXCLUDED.digest, reason = EXCLUDED.reason,
             after = EXCLUDED.after, at = EXCLUDED.at`,
          [open?.id, JSON.stringify(news), now],
        );
      }
    });
  }

  /** Of these cells, those whose value (`cell~digest`) somebody has accepted. */
  async accepted(cells: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.registry.query<{ cell: string; digest: string }>(
      `SELECT c.cell, c.digest FROM restatement_cell c JOIN restatement r ON r.id = c.restatement
       WHERE r.state = 'accepted' AND c.cell = ANY($1::text[])`,
      [cells],
    );
    return new Set(rows.map(({ cell, digest }) => `${cell}~${digest}`));
  }

  /** Takes cells that are again what was signed out of open proposals; a proposal without cells is withdrawn. */
  async settled(cells: readonly string[]): Promise<void> {
    await this.registry.query(
      `WITH gone AS (
         DELETE FROM restatement_cell c USING restatement r
         WHERE r.id = c.restatement AND r.state = 'proposed' AND c.cell = ANY($1::text[])
         RETURNING c.restatement
       ) UPDATE restatement r SET state = 'withdrawn' WHERE r.id IN (SELECT restatement FROM gone)
         AND (SELECT count(*) FROM gone g WHERE g.restatement = r.id) =
             (SELECT count(*) FROM restatement_cell c WHERE c.restatement = r.id)`,
      [cells],
    );
  }

  /** Newest first. */
  list(): Promise<Restatement[]> {
    return this.registry.query<Restatement>(`SELECT ${COLUMNS} FROM restatement r ORDER BY r.id DESC`);
  }

  /** @throws RegistryError REGISTRY_NOT_FOUND */
  async get(id: number): Promise<Restatement> {
    const [row] = await this.registry.query<Restatement>(
      `SELECT ${COLUMNS} FROM restatement r WHERE r.id = $1`,
      [id],
    );
    if (row === undefined) throw new RegistryError('REGISTRY_NOT_FOUND', `id: no restatement ${id}`);
    return row;
  }

  /** The values in question, by cell. */
  async cells(id: number): Promise<ProposedCell[]> {
    const { signature } = await this.get(id);
    const rows = await this.registry.query<Omit<ProposedCell, 'signature'>>(
      `SELECT cell, digest, reason, before, after, domain, level, unit_from AS "unitFrom" FROM restatement_cell
       WHERE restatement = $1 ORDER BY cell`,
      [id],
    );
    return rows.map((row) => ({ ...row, signature }));
  }

  /**
   * Accepts (its values are then worked out and stored as revisions) or refuses.
   * @throws RegistryError REGISTRY_NOT_FOUND; REGISTRY_CONFLICT when it is decided already
   */
  async decide(
    id: number,
    state: 'accepted' | 'refused',
    by: string,
    decision: string,
  ): Promise<Restatement> {
    const now = this.clock.now();
    const known = await this.get(id);
    const work = state === 'accepted' ? await this.cells(id) : [];
    await this.registry.transaction(async (sql) => {
      await sql('SELECT pg_advisory_xact_lock($1)', [EDIT_LOCK]);
      const rows = await sql(
        `UPDATE restatement SET state = $2, decided_by = $3, decided_at = $4, decision = $5
         WHERE id = $1 AND state = 'proposed' RETURNING 1`,
        [id, state, by, now, decision],
      );
      if (rows.length === 0)
        throw new RegistryError('REGISTRY_CONFLICT', `id: restatement ${id} is ${known.state} already`);
      const keys = work.map(({ domain, level, unitFrom: from }) => {
        return { domain, level, from, dueAt: now + APPLY_AFTER_MS, cause: 'restatement' };
      });
      await sql(markWork(`jsonb_to_recordset($1::jsonb) AS ${WORK_COLUMNS}`), [JSON.stringify(keys)]);
      await noteChange(sql, 'restatement', String(id), now);
    });
    this.registry.edited();
    return this.get(id);
  }
}
