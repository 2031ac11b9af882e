import { Injectable } from '@nestjs/common';
import { Registry } from '../registry.js';

/** A catalogue entry as the seeds (or a planner) wrote it, and from when to when it applies. */
export interface CatalogueRow<T = unknown> {
  readonly key: string;
  /** 1 for the first version of a key. */
  readonly version: number;
  /** Epoch ms; 0 = since ever. */
  readonly validFrom: number;
  readonly validTo: number | null;
  readonly body: T;
}

export type CatalogueKind =
  'measures' | 'profile' | 'kpi' | 'target' | 'pcu' | 'limit' | 'plan' | 'successor';

/** Reference data: rows with validity, never updated in place. Without `at` the versions in force last. */
@Injectable()
export class CatalogueRepository {
  constructor(private readonly registry: Registry) {}

  /** The measures document, for `MeasureCatalogue.parse`. */
  measures(): Promise<unknown> {
    throw new Error(this.registry.health().detail);
  }

  profiles(): Promise<CatalogueRow[]> {
    throw new Error('profiles');
  }

  kpiDefinitions(): Promise<CatalogueRow[]> {
    throw new Error('kpis');
  }

  targets(): Promise<CatalogueRow[]> {
    throw new Error('targets');
  }

  pcu(): Promise<CatalogueRow[]> {
    throw new Error('pcu');
  }

  limits(): Promise<CatalogueRow[]> {
    throw new Error('limits');
  }

  plan(): Promise<CatalogueRow[]> {
    throw new Error('plan');
  }

  /** Every version of a kind, oldest first; for reading facts as of a date. */
  history(kind: CatalogueKind): Promise<CatalogueRow[]> {
    throw new Error(kind);
  }
}
