import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { KpiDefinition, Limit, PcuTable } from '@app/kpi';
import { EDIT_LOCK, noteChange } from '../inventory/change-log.js';
import type { Profile } from '../model.js';
import { Registry } from '../registry.js';
import { RegistryError } from '../registry.errors.js';
import type { NoiseLimit, Target } from '../seed/catalogue.schema.js';
import type { Plan } from '../seed/plan.schema.js';
import type { SeedSuccessor } from '../seed/seeds.js';
import type { CatalogueKind, CatalogueRow } from './catalogue-row.js';

/** Where entries that somebody added stand: after those of the seeds. */
const USER_POSITION = 1_000_000;

/** Reference data: versions with validity, never updated in place. Each call gives the versions in force. */
@Injectable()
export class CatalogueRepository {
  constructor(private readonly registry: Registry) {}

  /** The measures document, for `MeasureCatalogue.parse`; null before any seeds were imported. */
  async measures(): Promise<unknown> {
    return (await this.current<unknown>('measures'))[0] ?? null;
  }

  profiles(): Promise<Profile[]> {
    return this.current('profile');
  }

  /** All versions of all definitions that the seeds list, targets joined. */
  kpiDefinitions(): Promise<KpiDefinition[]> {
    return this.current('kpi');
  }

  targets(): Promise<Target[]> {
    return this.current('target');
  }

  pcu(): Promise<PcuTable[]> {
    return this.current('pcu');
  }

  limits(): Promise<Limit[]> {
    return this.current('limit');
  }

  noiseLimits(): Promise<NoiseLimit[]> {
    return this.current('noiseLimit');
  }

  successors(): Promise<SeedSuccessor[]> {
    return this.current('successor');
  }

  /** The decision's tasks and goals; null before any seeds were imported. */
  async plan(): Promise<Plan | null> {
    return (await this.current<Plan>('plan'))[0] ?? null;
  }

  /** Every version of a kind, oldest first; for reading as of a date. */
  history<T = unknown>(kind: CatalogueKind): Promise<CatalogueRow<T>[]> {
    return this.registry.query<CatalogueRow<T>>(
      `SELECT key, version, valid_from AS "validFrom", valid_to AS "validTo", body FROM catalogue_row
       WHERE kind = $1 ORDER BY position, key, version`,
      [kind],
    );
  }

  /**
   * Adds a version of a KPI definition that somebody made here; seeds leave it alone. Versions count up by one, and none
   * is ever changed: from its `validFrom` on the newest one is in force. RegistryError CONFLICT names the next number.
   */
  async addKpiDefinition(definition: KpiDefinition, by: string, now: number): Promise<void> {
    const key = `${definition.id}/${definition.version}`;
    const body = JSON.stringify(definition);
    await this.registry.transaction(async (sql) => {
      await sql('SELECT pg_advisory_xact_lock($1)', [EDIT_LOCK]);
      const [newest] = await sql<{ version: number | null }>(
        `SELECT max((body->>'version')::int) AS version FROM catalogue_row
         WHERE kind = 'kpi' AND valid_to IS NULL AND body->>'id' = $1`,
        [definition.id],
      );
      const next = (newest?.version ?? 0) + 1;
      if (definition.version !== next)
        throw new RegistryError('REGISTRY_CONFLICT', `version: the next one of ${definition.id} is ${next}`);
      await sql(
        `INSERT INTO catalogue_row (kind, key, version, valid_from, valid_to, origin, digest, position, body, by)
         VALUES ('kpi', $1, (SELECT coalesce(max(version), 0) + 1 FROM catalogue_row WHERE kind = 'kpi' AND key = $1),
           $2, NULL, 'user', $3, $4, $5::jsonb, $6)`,
        [key, now, createHash('sha256').update(body).digest('hex'), USER_POSITION, body, by],
      );
      await noteChange(sql, 'kpi', key, now);
    });
    this.registry.edited();
  }

  private async current<T>(kind: CatalogueKind): Promise<T[]> {
    const rows = await this.registry.query<{ body: T }>(
      'SELECT body FROM catalogue_row WHERE kind = $1 AND valid_to IS NULL ORDER BY position, key',
      [kind],
    );
    return rows.map((row) => row.body);
  }
}
