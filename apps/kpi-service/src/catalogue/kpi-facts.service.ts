import { Injectable } from '@nestjs/common';
import { KpiCatalogue, type KpiDefinition } from '@app/kpi';
import { CatalogueRepository, IndicatorRepository } from '@app/registry';
import { MeasureCatalogue } from '@app/telemetry';
import { WindowLayout } from '@app/windows';

/** Definitions, tables and measures as they stand in the registry; read at start and after each change. */
@Injectable()
export class KpiFactsService {
  /** Grows with each reading. */
  version = 0;
  /** Every version, also of what isn't computed. */
  definitions: readonly KpiDefinition[] = [];
  private facts: KpiCatalogue | null = null;
  private fields = new Map<string, ReadonlySet<string>>();
  private measureCatalogue: MeasureCatalogue | null = null;

  constructor(
    private readonly repository: CatalogueRepository,
    private readonly indicators: IndicatorRepository,
  ) {}

  /** Reads everything anew; rejects when the registry has no measures yet. */
  async load(): Promise<void> {
    const measures = MeasureCatalogue.parse(await this.repository.measures());
    const [definitions, pcu, limits, noiseLimits, published] = await Promise.all([
      this.repository.kpiDefinitions(),
      this.repository.pcu(),
      this.repository.limits(),
      this.repository.noiseLimits(),
      this.indicators.values({ revisions: true }),
    ]);
    const fillEdges = measures.measure('waste.fill')?.edges ?? null;
    this.measureCatalogue = measures;
    this.fields = new Map(
      [...measures.families].map(([family, layout]) => [family, new Set(new WindowLayout(layout).fields)]),
    );
    this.version++;
    this.definitions = definitions;
    this.facts = new KpiCatalogue({ definitions, pcu, limits, noiseLimits, fillEdges, published });
  }

  get catalogue(): KpiCatalogue {
    if (this.facts === null) throw new Error('the KPI definitions have not been read yet');
    return this.facts;
  }

  get measures(): MeasureCatalogue {
    if (this.measureCatalogue === null) throw new Error('the measures have not been read yet');
    return this.measureCatalogue;
  }

  /** Of the fields asked for, those that the family's windows have. */
  windowFields(family: string, wanted: readonly string[]): string[] {
    const known = this.fields.get(family);
    return wanted.filter((field) => known?.has(field) === true);
  }
}
