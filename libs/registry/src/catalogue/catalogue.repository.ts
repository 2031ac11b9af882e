import { Injectable } from '@nestjs/common';
import type { KpiDefinition, Limit, PcuTable } from '@app/kpi';
import type { Profile } from '../model.js';
import { Registry } from '../registry.js';
import type { NoiseLimit, Target } from '../seed/catalogue.schema.js';
import type { Plan } from '../seed/plan.schema.js';
import type { SeedSuccessor } from '../seed/seeds.js';
import type { CatalogueKind, CatalogueRow } from './catalogue-row.js';

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

  private async current<T>(kind: CatalogueKind): Promise<T[]> {
    const rows = await this.registry.query<{ body: T }>(
      'SELECT body FROM catalogue_row WHERE kind = $1 AND valid_to IS NULL ORDER BY position, key',
      [kind],
    );
    return rows.map((row) => row.body);
  }
}
