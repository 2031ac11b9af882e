import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import type { AreaFact, NewAreaFact } from '../model.js';
import { Registry } from '../registry.js';
import { RegistryError } from '../registry.errors.js';
import type { Sql } from '../sql.js';
import { AREA_FACT_COLUMNS, insertFacts, readAreaFacts } from './area-fact.sql.js';
import type { PublicationOutcome } from '../catalogue/indicator-publication.js';
import { EDIT_LOCK, noteChange } from './change-log.js';

const KEY = /^[a-z][a-z0-9_]{0,39}$/;

/** Figures about areas: rows with validity and source, never updated in place. */
@Injectable()
export class AreaFactRepository {
  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {}

  /**
   * Records figures, all or none, and tells what became of each. One that repeats what is recorded changes nothing; another
   * value, end or source for the same `validFrom` is its next revision. A dry run tells what would become of them.
   * Throws RegistryError naming the row (`facts.3.area`) that is wrong.
   */
  async record(
    facts: readonly NewAreaFact[],
    by: string,
    { dryRun = false }: { readonly dryRun?: boolean } = {},
  ): Promise<readonly PublicationOutcome[]> {
    const now = this.clock.now();
    const outcomes = await this.registry.transaction(async (sql) => {
      await sql('SELECT pg_advisory_xact_lock($1)', [EDIT_LOCK]);
      await checkFacts(sql, facts);
      const known = new Map((await readAreaFacts(sql)).map((fact) => [rowOf(fact), fact]));
      const found = facts.map((fact) => outcomeOf(fact, known.get(rowOf(fact))));
      if (dryRun) return found;
      const rows = await insertFacts(sql, facts, by, now);
      for (const { set, area, key } of rows) await noteChange(sql, 'areaFact', `${set}/${area}/${key}`, now);
      return found;
    });
    if (!dryRun && outcomes.some((one) => one !== 'unchanged')) this.registry.edited();
    return outcomes;
  }

  /** Every revision, oldest first, of one area or key, or of all. */
  history(query: {
    readonly set: string;
    readonly area?: string | undefined;
    readonly key?: string | undefined;
  }): Promise<AreaFact[]> {
    return this.registry.query<AreaFact>(
      `SELECT ${AREA_FACT_COLUMNS} FROM area_fact
       WHERE set = $1 AND ($2::text IS NULL OR area = $2) AND ($3::text IS NULL OR key = $3)
       ORDER BY area, key, valid_from, revision`,
      [query.set, query.area ?? null, query.key ?? null],
    );
  }
}

function rowOf({ set, area, key, validFrom }: NewAreaFact): string {
  return [set, area, key, validFrom].join('|');
}

function outcomeOf(fact: NewAreaFact, known: AreaFact | undefined): PublicationOutcome {
  if (known === undefined) return 'added';
  const isSame =
    known.value === fact.value &&
    known.validTo === fact.validTo &&
    known.source === fact.source &&
    known.virtual === fact.virtual;
  return isSame ? 'unchanged' : 'revised';
}

async function checkFacts(sql: Sql, facts: readonly NewAreaFact[]): Promise<void> {
  const areas = await sql<{ set: string; code: string }>('SELECT DISTINCT set, code FROM area');
  const known = new Set(areas.map(({ set, code }) => `${set}/${code}`));
  const seen = new Set<string>();
  facts.forEach((fact, i) => {
    const refuse = (field: string, allowed: string): never => {
      throw new RegistryError('REGISTRY_INVALID', `facts.${i}.${field}: ${allowed}`);
    };
    if (!known.has(`${fact.set}/${fact.area}`)) refuse('area', `no area ${fact.area} in set ${fact.set}`);
    if (!KEY.test(fact.key)) refuse('key', 'begins with a-z, goes on with a-z 0-9 _, at most 40 characters');
    if (fact.value !== null && !(Number.isFinite(fact.value) && fact.value >= 0))
      refuse('value', '0 or more, or null');
    if (fact.validTo !== null && fact.validTo <= fact.validFrom) refuse('validTo', 'later than validFrom');
    if (seen.has(rowOf(fact))) refuse('validFrom', `${fact.key} of ${fact.area} stands twice for this day`);
    seen.add(rowOf(fact));
    if (fact.source.trim() === '') refuse('source', 'the document that the figure is from');
  });
}
