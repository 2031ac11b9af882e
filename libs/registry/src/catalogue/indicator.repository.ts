import { Injectable } from '@nestjs/common';
import { Registry } from '../registry.js';
import type { Indicator, IndicatorValue } from '../seed/indicators.schema.js';

export interface IndicatorQuery {
  readonly indicator?: string | undefined;
  readonly set?: string | undefined;
  readonly area?: string | undefined;
  /** Also superseded revisions; default only the newest of each. */
  readonly revisions?: boolean | undefined;
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

  /** By indicator, area and time; `revision` is the registry's, which counts every other publication. */
  async values(query: IndicatorQuery = {}): Promise<IndicatorValue[]> {
    const rows = await this.registry.query<{ body: IndicatorValue; revision: number }>(
      `SELECT body, revision FROM indicator_value v
       WHERE ($1::text IS NULL OR indicator = $1) AND ($2::text IS NULL OR set = $2) AND ($3::text IS NULL OR area = $3)
         AND ($4::boolean OR NOT EXISTS (SELECT 1 FROM indicator_value n WHERE n.indicator = v.indicator
           AND n.set = v.set AND n.area = v.area AND n.period = v.period AND n.revision > v.revision))
       ORDER BY indicator, set, area, body->>'from', period, revision`,
      [query.indicator ?? null, query.set ?? null, query.area ?? null, query.revisions ?? false],
    );
    return rows.map(({ body, revision }) => ({ ...body, revision }));
  }
}
