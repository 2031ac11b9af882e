import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Period } from '@app/contracts';
import { KpiCatalogue, type KpiDefinition } from '@app/kpi';
import { type Logger, Logs } from '@app/observability';
import { CatalogueRepository, InventoryCache } from '@app/registry';
import { Measures } from '../catalogue/measures.js';
import { Problem } from '../http/problem.js';

/** KPI definitions in force, read again whenever the registry changes. */
@Injectable()
export class Definitions implements OnModuleInit, OnModuleDestroy {
  private byId = new Map<string, KpiDefinition>();
  private dated: KpiCatalogue | null = null;
  private stop: () => void = () => undefined;
  private readonly log: Logger;

  constructor(
    private readonly repository: CatalogueRepository,
    private readonly measures: Measures,
    private readonly cache: InventoryCache,
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

  all(): readonly KpiDefinition[] {
    return [...this.byId.values()];
  }

  /** Definitions, tables and limits by date, as the methods read them. */
  get catalogue(): KpiCatalogue {
    if (!this.dated) throw new Error('the definitions are read when the module starts');
    return this.dated;
  }

  /** Definition of a KPI or of the family that a member belongs to; undefined when there is none. */
  find(kpi: string): KpiDefinition | undefined {
    const definition = this.byId.get(familyOf(kpi));
    if (!definition) return undefined;
    const member = memberOf(kpi);
    return member === null || definition.members.some((one) => one.id === member) ? definition : undefined;
  }

  /** As `find`; Problem 404 when there is none. */
  get(kpi: string): KpiDefinition {
    const definition = this.find(kpi);
    if (!definition) throw new Problem(404, `no KPI ${kpi}; see /api/v1/kpis`);
    return definition;
  }

  /** Members that a KPI stands for: itself, or all of its family. */
  members(kpi: string): readonly string[] {
    const definition = this.get(kpi);
    if (memberOf(kpi) !== null || definition.members.length === 0) return [kpi];
    return definition.members.map((member) => `${definition.id}.${member.id}`);
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

  /** Problem 400 when the KPI isn't served at the period, 404 when it isn't computed yet. */
  requirePeriod(kpi: string, period: Period): void {
    const definition = this.get(kpi);
    if (definition.status !== 'computed')
      throw new Problem(404, `${definition.id} is planned and not computed yet`);
    if (!definition.periods.includes(period)) {
      throw new Problem(400, `period: ${definition.id} is served at ${definition.periods.join(', ')}`);
    }
  }

  private async read(): Promise<void> {
    const [definitions, pcu, limits] = await Promise.all([
      this.repository.kpiDefinitions(),
      this.repository.pcu(),
      this.repository.limits(),
    ]);
    const fillEdges = (await this.measures.load()).measure('waste.fill')?.edges ?? null;
    this.dated = new KpiCatalogue({ definitions, pcu, limits, fillEdges });
    const newest = new Map<string, KpiDefinition>();
    for (const definition of definitions) {
      const known = newest.get(definition.id);
      if (!known || known.version < definition.version) newest.set(definition.id, definition);
    }
    this.byId = newest;
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
