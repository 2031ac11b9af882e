import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { EDIT_LOCK, noteChange } from '../inventory/change-log.js';
import { Registry } from '../registry.js';
import type { Indicator, IndicatorValue } from '../seed/indicators.schema.js';
import type { Sql } from '../sql.js';
import { type NewIndicatorValue, publication, type PublicationOutcome } from './indicator-publication.js';

export interface IndicatorQuery {
  readonly indicator?: string | undefined;
  readonly set?: string | undefined;
  readonly area?: string | undefined;
  /** Also superseded revisions; default only the newest of each. */
  readonly revisions?: boolean | undefined;
  /** As it was known here at this time, epoch ms. */
  readonly asOf?: number | undefined;
}

/** How an import is to be done. */
export interface EditOptions {
  /** Only tell what would happen. */
  readonly dryRun: boolean;
  /** Epoch ms. */
  readonly now: number;
}

/** Socio-economic series: numbers with status, source and revision, never filled in. */
@Injectable()
export class IndicatorRepository {
  constructor(private readonly registry: Registry) {}

  async indicators(): Promise<Indicator[]> {
    const rows = await this.registry.query<{ body: Indicator }>(
      'SELECT body FROM indicator ORDER BY position, id',
    );
    return rows.map((row) => row.body);
  }

  /**
   * By indicator, area and time, the newest observed and the newest planned number of each period; `revision` is the
   * registry's, which counts every other publication.
   */
  async values(query: IndicatorQuery = {}): Promise<IndicatorValue[]> {
    const rows = await this.registry.query<{ body: IndicatorValue; revision: number }>(
      `SELECT body, revision FROM indicator_value v
       WHERE ($1::text IS NULL OR indicator = $1) AND ($2::text IS NULL OR set = $2) AND ($3::text IS NULL OR area = $3)
         AND ($5::bigint IS NULL OR imported_at <= $5)
         AND ($4::boolean OR NOT EXISTS (SELECT 1 FROM indicator_value n WHERE n.indicator = v.indicator
           AND n.set = v.set AND n.area = v.area AND n.period = v.period AND n.revision > v.revision
           AND (n.status = 'plan') = (v.status = 'plan') AND ($5::bigint IS NULL OR n.imported_at <= $5)))
       ORDER BY indicator, set, area, body->>'from', period, revision`,
      [
        query.indicator ?? null,
        query.set ?? null,
        query.area ?? null,
        query.revisions ?? false,
        query.asOf ?? null,
      ],
    );
    return rows.map(({ body, revision }) => ({ ...body, revision }));
  }

  /** When the newest of a series' values came here, epoch ms; null while it has none. */
  async importedAt(indicator: string): Promise<number | null> {
    const [row] = await this.registry.query<{ at: string | number | null }>(
      'SELECT max(imported_at) AS at FROM indicator_value WHERE indicator = $1',
      [indicator],
    );
    return row?.at === undefined || row.at === null ? null : Number(row.at);
  }

  /** Publishes values, all of them or none; what each row came to, in the order given. */
  async publish(
    rows: readonly NewIndicatorValue[],
    { dryRun, now }: EditOptions,
  ): Promise<readonly PublicationOutcome[]> {
    return this.edit(async (sql) => {
      const stored = await sql<{ body: IndicatorValue; revision: number }>(
        'SELECT body, revision FROM indicator_value WHERE indicator = ANY($1::text[])',
        [[...new Set(rows.map((row) => row.indicator))]],
      );
      const { outcomes, store } = publication(
        stored.map(({ body, revision }) => ({ ...body, revision })),
        rows,
      );
      if (dryRun || store.length === 0) return outcomes;
      const records = store.map(({ period, revision, body }) => {
        const { indicator, set, area, value, status } = body;
        const digest = digestOf(body);
        return { indicator, set, area, period, revision, value, status, digest, body };
      });
      await sql(
        `INSERT INTO indicator_value (indicator, set, area, period, revision, value, status, digest, body, imported_at)
         SELECT indicator, set, area, period, revision, value, status, digest, body, $2::bigint
         FROM jsonb_to_recordset($1::jsonb) AS v(indicator text, set text, area text, period text, revision int,
           value double precision, status text, digest text, body jsonb)`,
        [JSON.stringify(records), now],
      );
      for (const id of new Set(records.map((row) => row.indicator)))
        await noteChange(sql, 'indicator', id, now);
      return outcomes;
    });
  }

  /** Adds or describes series anew, all of them or none; what each row came to, in the order given. */
  async describe(
    rows: readonly Indicator[],
    { dryRun, now }: EditOptions,
  ): Promise<readonly PublicationOutcome[]> {
    return this.edit(async (sql) => {
      const stored = await sql<{ id: string; position: number; body: Indicator }>(
        'SELECT id, position, body FROM indicator',
      );
      const known = new Map(stored.map(({ id, body }) => [id, digestOf(sorted(body))]));
      const outcomes = rows.map((row): PublicationOutcome => {
        const before = known.get(row.id);
        if (before === undefined) return 'added';
        return before === digestOf(sorted(row)) ? 'unchanged' : 'revised';
      });
      if (dryRun) return outcomes;
      const last = Math.max(0, ...stored.map(({ position }) => position));
      for (const [i, row] of rows.entries()) {
        if (outcomes[i] === 'unchanged') continue;
        await sql(
          `INSERT INTO indicator (id, position, body) VALUES ($1, $2, $3)
           ON CONFLICT (id) DO UPDATE SET body = EXCLUDED.body`,
          [row.id, last + 1 + i, JSON.stringify(row)],
        );
        await noteChange(sql, 'indicator', row.id, now);
      }
      return outcomes;
    });
  }

  private async edit<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const result = await this.registry.transaction(async (sql) => {
      await sql('SELECT pg_advisory_xact_lock($1)', [EDIT_LOCK]);
      return work(sql);
    });
    this.registry.edited();
    return result;
  }
}

function sorted(body: Indicator): unknown {
  return Object.entries(body).sort(([a], [b]) => (a < b ? -1 : 1));
}

function digestOf(body: unknown): string {
  return createHash('sha256').update(JSON.stringify(body)).digest('hex');
}
