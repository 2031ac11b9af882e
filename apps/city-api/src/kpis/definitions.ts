import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Clock } from '@app/config';
import type { Period } from '@app/contracts';
import { KpiCatalogue, type KpiDefinition } from '@app/kpi';
import { type Logger, Logs } from '@app/observability';
import { CatalogueRepository, IndicatorRepository, InventoryCache } from '@app/registry';
import { Measures } from '../catalogue/measures.js';
import { Problem } from '../http/problem.js';

/** KPI definitions by version and date, read again whenever the registry changes. */
@Injectable()
export class Definitions implements OnModuleInit, OnModuleDestroy {
  /** Every version by id, newest first. */
  private byId = new Map<string, readonly KpiDefinition[]>();
  private dated: KpiCatalogue | null = null;
  private stop: () => void = () => undefined;
  private readonly log: Logger;

  constructor(
    private readonly repository: CatalogueRepository,
    private readonly indicators: IndicatorRepository,
    private readonly measures: Measures,
    private readonly cache: InventoryCache,
    private readonly clock: Clock,
    logs: Logs,
  ) {
    this.log = logs.for('definitions');
  }

  async onModuleInit(): Promise<void> {
    await this.read();
    this.stop = this.cache.onChange(() => {
      this.read().catch((error: unknown) => this.log.warn({ err: error }, 'reading the definitions failed'));
    });
  }

  onModuleDestroy(): void {
    this.stop();
  }

  /** Of each KPI the definition that was in force at `at`; one that never was is shown by its newest version. */
  all(at: number = this.clock.now()): readonly KpiDefinition[] {
    return [...this.byId.keys()].flatMap((id) => this.inForce(id, at) ?? []);
  }

  /** All versions of a definition, newest first; empty when there is none. */
  versions(id: string): readonly KpiDefinition[] {
    return this.byId.get(id) ?? [];
  }

  /** Definitions, tables and limits by date, as the methods read them. */
  get catalogue(): KpiCatalogue {
    if (!this.dated) throw new Error('the definitions are read when the module starts');
    return this.dated;
  }

  /** Definition of a KPI or of the family that a member belongs to, in force at `at`; undefined when there is none. */
  find(kpi: string, at: number = this.clock.now()): KpiDefinition | undefined {
    const definition = this.inForce(familyOf(kpi), at);
    if (!definition) return undefined;
    const member = memberOf(kpi);
    return member === null || definition.members.some((one) => one.id === member) ? definition : undefined;
  }

  /** As `find`; Problem 404 when there is none. */
  get(kpi: string, at?: number): KpiDefinition {
    const definition = this.find(kpi, at);
    if (!definition) throw new Problem(404, `no KPI ${kpi}; see /api/v1/kpis`);
    return definition;
  }

  /** Members that a KPI stands for: itself, or all that its family has had. */
  members(kpi: string): readonly string[] {
    const { id } = this.get(kpi);
    if (memberOf(kpi) !== null) return [kpi];
    const known = this.served(id).flatMap(({ members }) =>
      members.length === 0 ? [id] : members.map((member) => `${id}.${member.id}`),
    );
    return known.length === 0 ? [id] : [...new Set(known)];
  }

  /** Unit of a KPI or member. */
  unitOf(kpi: string): string {
    const definition = this.find(kpi);
    const member = definition?.members.find((one) => one.id === memberOf(kpi));
    return member?.unit ?? definition?.unit ?? '';
  }

  /** Names of a KPI, or of a member with its family's before it. */
  namesOf(kpi: string): { readonly vi: string; readonly en: string } {
    const definition = this.find(kpi);
    if (!definition) return { vi: kpi, en: kpi };
    const member = definition.members.find((one) => one.id === memberOf(kpi));
    const { vi, en } = definition.names;
    return member ? { vi: `${vi}: ${member.names.vi}`, en: `${en}: ${member.names.en}` } : { vi, en };
  }

  /** Problem 400 when no version of the KPI is served at the period, 404 when it isn't computed yet. */
  requirePeriod(kpi: string, period: Period): void {
    const { id } = this.get(kpi);
    const served = this.served(id);
    if (served.length === 0) throw new Problem(404, `${id} is planned and not computed yet`);
    const periods = new Set(served.flatMap((one) => one.periods));
    if (!periods.has(period)) throw new Problem(400, `period: ${id} is served at ${[...periods].join(', ')}`);
  }

  /** Reads what the registry holds now. */
  async refresh(): Promise<void> {
    await this.read();
  }

  private served(id: string): readonly KpiDefinition[] {
    return this.versions(id).filter((one) => one.status === 'computed');
  }

  private inForce(id: string, at: number): KpiDefinition | undefined {
    const versions = this.versions(id);
    return (
      this.catalogue.definitionAt(id, at) ?? versions.find((one) => one.status !== 'shadow') ?? versions[0]
    );
  }

  private async read(): Promise<void> {
    const [definitions, pcu, limits, noiseLimits, published] = await Promise.all([
      this.repository.kpiDefinitions(),
      this.repository.pcu(),
      this.repository.limits(),
      this.repository.noiseLimits(),
      this.indicators.values({ revisions: true }),
    ]);
    const fillEdges = (await this.measures.load()).measure('waste.fill')?.edges ?? null;
    this.dated = new KpiCatalogue({ definitions, pcu, limits, noiseLimits, fillEdges, published });
    const byId = new Map<string, readonly KpiDefinition[]>();
    for (const one of definitions.toSorted((a, b) => b.version - a.version)) {
      byId.set(one.id, [...(byId.get(one.id) ?? []), one]);
    }
    // In the order in which they were made.
    this.byId = new Map(definitions.map(({ id }) => [id, byId.get(id) ?? []]));
  }
}

function familyOf(kpi: string): string {
  const dot = kpi.indexOf('.');
  return dot < 0 ? kpi : kpi.slice(0, dot);
}

function memberOf(kpi: string): string | null {
  const dot = kpi.indexOf('.');
  return dot < 0 ? null : kpi.slice(dot + 1);
}
