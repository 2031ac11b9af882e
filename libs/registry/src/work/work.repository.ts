import { Injectable } from '@nestjs/common';
import { Registry } from '../registry.js';
import { FREE, markWork, PAST, PAST_ORDER, WORK_COLUMNS } from './work.sql.js';

/** A cell to evaluate: all KPIs of a domain over one period. */
export interface WorkKey {
  readonly domain: string;
  readonly level: 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';
  /** Start of the period, epoch ms. */
  readonly from: number;
  /** Not handed out before, epoch ms. */
  readonly dueAt: number;
  /** W3C traceparent of a traced reading that made the cell dirty. */
  readonly trace?: string | null;
  /** What made the cell dirty, where that is no reading: the reason of the revisions that come of it. */
  readonly cause?: WorkCause | null;
  /** Recalculation whose piece of work this is. */
  readonly recalculation?: number | null;
}

export type WorkCause = 'exclusion' | 'recalculation' | 'restatement' | 'registry' | 'publication';

/** A mark as it was when it was handed out. */
export type ClaimedWork = WorkKey & { readonly seq: number };

/** How many cells are leased at once at most. */
export interface ClaimLimits {
  /** Of cells that run, or ended within the last quarter of an hour. */
  readonly recent: number;
  /** Of the others: history. */
  readonly past: number;
}

/** Dirty cells with leases: a cell has one evaluator among any number of instances. [DESIGN 3] */
@Injectable()
export class WorkRepository {
  constructor(private readonly registry: Registry) {}

  /**
   * Marks cells dirty. A cell has one mark: a repeat gives it a new seq and the earlier of both due times, or, while it
   * is being evaluated, takes it away from its evaluator with its own due time.
   */
  async add(keys: readonly WorkKey[]): Promise<void> {
    if (keys.length === 0) return;
    await this.registry.query(markWork(`jsonb_to_recordset($1::jsonb) AS ${WORK_COLUMNS}`), [
      JSON.stringify(keys),
    ]);
  }

  /**
   * Leases due cells to `owner` until `now + leaseMs`: running and recent ones, earliest due first, and past ones by the
   * minute in which they fell due; those of one minute by day and domain, so that what is evaluated on one read is leased
   * together. A trace is handed out once: what marks the cell again may bring another.
   */
  claim(owner: string, now: number, limits: ClaimLimits, leaseMs: number): Promise<ClaimedWork[]> {
    return this.registry.query<ClaimedWork>(
      `WITH recent AS (
         SELECT domain, level, from_time, trace FROM work WHERE ${FREE} AND NOT ${PAST}
         ORDER BY due_at, from_time, domain, level LIMIT $3 FOR UPDATE SKIP LOCKED
       ), past AS (
         SELECT domain, level, from_time, trace FROM work WHERE ${FREE} AND ${PAST}
         ORDER BY ${PAST_ORDER} LIMIT $4 FOR UPDATE SKIP LOCKED
       ), due AS (SELECT * FROM recent UNION ALL SELECT * FROM past), leased AS (
         UPDATE work w SET owner = $1, leased_until = $2::bigint + $5::bigint, trace = NULL FROM due
         WHERE w.domain = due.domain AND w.level = due.level AND w.from_time = due.from_time
         RETURNING w.domain, w.level, w.from_time, w.due_at, w.seq, due.trace, w.cause, w.recalculation
       )
       SELECT domain, level, from_time AS "from", due_at AS "dueAt", seq, trace, cause, recalculation FROM leased
       ORDER BY due_at, from_time, domain, level`,
      [owner, now, limits.recent, limits.past, leaseMs],
    );
  }

  /** Clears marks that are still the ones handed out; one that was marked again meanwhile stays. */
  async done(rows: readonly Pick<ClaimedWork, 'domain' | 'level' | 'from' | 'seq'>[]): Promise<void> {
    if (rows.length === 0) return;
    await this.registry.query(
      `DELETE FROM work w USING jsonb_to_recordset($1::jsonb) AS d(domain text, level text, "from" bigint, seq bigint)
       WHERE w.domain = d.domain AND w.level = d.level AND w.from_time = d."from" AND w.seq = d.seq`,
      [JSON.stringify(rows)],
    );
  }

  /** Marks that are due and that nobody has leased. */
  async due(now: number): Promise<number> {
    const [row] = await this.registry.query<{ n: number }>(
      'SELECT count(*) AS n FROM work WHERE due_at <= $1 AND (leased_until IS NULL OR leased_until <= $1)',
      [now],
    );
    return row?.n ?? 0;
  }

  /** Marks that wait or are leased, due or not. */
  async depth(): Promise<number> {
    const [row] = await this.registry.query<{ n: number }>('SELECT count(*) AS n FROM work');
    return row?.n ?? 0;
  }
}
