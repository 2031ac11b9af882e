import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { EDIT_LOCK, noteChange } from '../inventory/change-log.js';
import { Registry } from '../registry.js';
import { RegistryError } from '../registry.errors.js';
import type { Sql } from '../sql.js';

/** How far a task is, in a unit's own words and figures. */
interface TaskReport {
  readonly status: 'not_started' | 'in_progress' | 'done' | 'delayed' | 'stopped';
  /** 0–100. */
  readonly percent: number;
  readonly evidence: string;
  readonly obstacles: string | null;
  /** Why it differs from the checked one before it; null for a first report. */
  readonly reason: string | null;
}

export interface NewPlanUpdate extends TaskReport {
  readonly task: string;
  readonly year: number;
  /** Id of the reporting unit. */
  readonly unit: string;
  readonly by: string;
}

/** One revision. Times are epoch ms. */
export interface PlanUpdate extends NewPlanUpdate {
  readonly id: number;
  readonly revision: number;
  readonly state: 'draft' | 'signed' | 'checked' | 'refused';
  readonly at: number;
  readonly signedBy: string | null;
  readonly signedAt: number | null;
  readonly checkedBy: string | null;
  readonly checkedAt: number | null;
  readonly refusal: string | null;
}

interface Row extends Omit<PlanUpdate, keyof TaskReport> {
  readonly body: TaskReport;
}

const COLUMNS = `id, task, year, unit, revision, state, body, made_by AS by, made_at AS at, signed_by AS "signedBy",
  signed_at AS "signedAt", checked_by AS "checkedBy", checked_at AS "checkedAt", refusal`;

/**
 * What units report of the decision's tasks. A revision is signed by one person and checked by another; from then on it is
 * frozen, and a change is a further revision with its reason, which counts only once it is checked itself.
 */
@Injectable()
export class PlanUpdateRepository {
  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {}

  /** Revisions by task, unit, year and age. */
  async list(q: {
    task?: string | undefined;
    year?: number | undefined;
    unit?: string | undefined;
  }): Promise<PlanUpdate[]> {
    const rows = await this.registry.query<Row>(
      `SELECT ${COLUMNS} FROM plan_update WHERE ($1::text IS NULL OR task = $1) AND ($2::int IS NULL OR year = $2)
         AND ($3::text IS NULL OR unit = $3) ORDER BY string_to_array(task, '.')::int[], unit, year, revision`,
      [q.task ?? null, q.year ?? null, q.unit ?? null],
    );
    return rows.map(fromRow);
  }

  /**
   * The next revision, a draft; one that was still open is superseded by it.
   * @throws RegistryError REGISTRY_INVALID when a checked one stands and no reason for the change is given
   */
  async add(update: NewPlanUpdate): Promise<PlanUpdate> {
    const { task, year, unit, by, ...body } = update;
    return this.edit(task, async (sql, now) => {
      const [before] = await sql<{ checked: boolean }>(
        `SELECT bool_or(state = 'checked') AS checked FROM plan_update WHERE task = $1 AND year = $2 AND unit = $3`,
        [task, year, unit],
      );
      if (before?.checked === true && body.reason === null) {
        throw new RegistryError('REGISTRY_INVALID', 'reason: needed, since a checked report is restated');
      }
      await sql(
        `UPDATE plan_update SET state = 'refused', refusal = 'superseded' WHERE task = $1 AND year = $2 AND unit = $3
           AND state IN ('draft', 'signed')`,
        [task, year, unit],
      );
      return sql<Row>(
        `INSERT INTO plan_update (task, year, unit, revision, state, body, made_by, made_at)
         SELECT $1, $2::int, $3, coalesce(max(revision), 0) + 1, 'draft', $4::jsonb, $5, $6::bigint
         FROM plan_update WHERE task = $1 AND year = $2::int AND unit = $3 RETURNING ${COLUMNS}`,
        [task, year, unit, JSON.stringify(body), by, now],
      );
    });
  }

  /** A draft is signed by who answers for it. @throws RegistryError when it is none */
  sign(id: number, by: string): Promise<PlanUpdate> {
    return this.step(id, 'draft', (sql, now) =>
      sql<Row>(
        `UPDATE plan_update SET state = 'signed', signed_by = $2, signed_at = $3 WHERE id = $1 RETURNING ${COLUMNS}`,
        [id, by, now],
      ),
    );
  }

  /** A signed one is checked by another person: accepted with `refusal` null, else refused for that reason. */
  check(id: number, by: string, refusal: string | null): Promise<PlanUpdate> {
    return this.step(id, 'signed', (sql, now, found) => {
      if (found.signedBy?.toLocaleLowerCase('vi') === by.toLocaleLowerCase('vi')) {
        throw new RegistryError('REGISTRY_CONFLICT', `by: ${by} signed it; another person checks it`);
      }
      return sql<Row>(
        `UPDATE plan_update SET state = $4, checked_by = $2, checked_at = $3, refusal = $5 WHERE id = $1
         RETURNING ${COLUMNS}`,
        [id, by, now, refusal === null ? 'checked' : 'refused', refusal],
      );
    });
  }

  private async step(
    id: number,
    from: PlanUpdate['state'],
    work: (sql: Sql, now: number, found: Row) => Promise<Row[]>,
  ): Promise<PlanUpdate> {
    return this.edit(String(id), async (sql, now) => {
      const [found] = await sql<Row>(`SELECT ${COLUMNS} FROM plan_update WHERE id = $1`, [id]);
      if (found === undefined) throw new RegistryError('REGISTRY_NOT_FOUND', `id: no update ${id}`);
      if (found.state !== from) {
        throw new RegistryError('REGISTRY_CONFLICT', `id: update ${id} is ${found.state}, not ${from}`);
      }
      return work(sql, now, found);
    });
  }

  private async edit(key: string, work: (sql: Sql, now: number) => Promise<Row[]>): Promise<PlanUpdate> {
    const row = await this.registry.transaction(async (sql) => {
      await sql('SELECT pg_advisory_xact_lock($1)', [EDIT_LOCK]);
      const now = this.clock.now();
      const [changed] = await work(sql, now);
      await noteChange(sql, 'planUpdate', key, now);
      return changed;
    });
    this.registry.edited();
    if (row === undefined) throw new RegistryError('REGISTRY_UNAVAILABLE', 'the update was not written');
    return fromRow(row);
  }
}

function fromRow({ body, ...row }: Row): PlanUpdate {
  return { ...row, ...body };
}
