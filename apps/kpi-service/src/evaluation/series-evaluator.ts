import { Injectable } from '@nestjs/common';
import type { Period } from '@app/contracts';
import {
  type CrossedKpi,
  finalityOf,
  finishSeries,
  type KpiCell,
  KpiReader,
  periodEnd,
  periodsBetween,
  SERIES_DOMAIN,
  SERIES_KPIS,
  type SeriesArea,
  SeriesCell,
  type SeriesKpi,
  type SeriesSources,
  sumOfMonths,
} from '@app/kpi';
import { type Area, InventoryCache, type WorkKey } from '@app/registry';
import { TimeSeries } from '@app/time-series';
import { KpiFactsService } from '../catalogue/kpi-facts.service.js';
import { type Evaluation, spanKey } from './cell-store.js';

/** Evaluates socio-economic and crossed indicators of one period from published series and stored KPI values. */
@Injectable()
export class SeriesEvaluator {
  private readonly reader: KpiReader;

  constructor(
    series: TimeSeries,
    private readonly facts: KpiFactsService,
    private readonly cache: InventoryCache,
  ) {
    this.reader = new KpiReader(series);
  }

  /** Works out the period's values of all areas of the active sets; stores nothing. */
  async evaluate(period: WorkKey['level'], from: number, now: number): Promise<Evaluation> {
    const { catalogue } = this.facts;
    const served = SERIES_KPIS.filter(
      ({ kpi, periods }) =>
        periods.includes(period) && catalogue.periodsAt(kpi, from)?.includes(period) === true,
    );
    const cells: KpiCell[] = [];
    for (const { id } of this.cache.current().sets.filter((set) => set.status === 'active')) {
      const areas = areasOf(this.cache.current().areas, id, from);
      const sources = await this.sources(served, { set: id, period, from, now }, areas);
      for (const method of served) {
        for (const area of areas) {
          const cell = this.cellOf(method, { set: id, area, period, from, now }, sources);
          if (cell !== null) cells.push(cell);
        }
      }
    }
    return {
      unit: { domain: SERIES_DOMAIN, level: period, from, to: periodEnd(period, from) },
      cells,
      spans: new Set([spanKey(period, from)]),
      rows: null,
      follow: [],
      settle: () => undefined,
    };
  }

  private cellOf(
    method: SeriesKpi,
    at: { set: string; area: SeriesArea; period: Period; from: number; now: number },
    sources: SeriesSources,
  ): KpiCell | null {
    const { set, area, period, from, now } = at;
    const definition = this.facts.catalogue.definitionAt(method.kpi, from);
    if (definition === null || (method.areas === 'province' && area.level !== 'province')) return null;
    const inputs = new SeriesCell(set, area, period, from, definition.parameters, sources);
    const value = finishSeries(method, inputs, definition.minCompleteness);
    // A year without a number says so; of a shorter period nobody may ever publish one.
    if (period !== 'year' && value.reporting === 0) return null;
    return {
      ...value,
      area: area.code,
      period,
      set,
      from,
      finality: finalityOf(periodEnd(period, from), now),
      definition: definition.version,
      registryRevision: this.cache.current().revision,
      revision: 0,
      computedAt: now,
    };
  }

  private async sources(
    served: readonly SeriesKpi[],
    at: { set: string; period: Period; from: number; now: number },
    areas: readonly SeriesArea[],
  ): Promise<SeriesSources> {
    const crossed = served.flatMap((method) => method.crossed);
    const months = await this.stored(crossed, 'months', { ...at, period: 'month' }, areas, at.period);
    const same = await this.stored(crossed, 'period', at, areas, at.period);
    const begun = periodsBetween('month', at.from, Math.min(periodEnd(at.period, at.from), at.now));
    const overMonths = new Set(crossed.filter(({ over }) => over === 'months').map(({ kpi }) => kpi));
    return {
      series: this.facts.catalogue.series,
      crossed: (kpi, area) =>
        overMonths.has(kpi)
          ? sumOfMonths(begun.map((month) => months.get(`${kpi}|${area}|${month}`) ?? null))
          : (same.get(`${kpi}|${area}|${at.from}`) ?? null),
    };
  }

  /** Stored values by KPI, area and start, of the periods that start in the one asked for. */
  private async stored(
    crossed: readonly CrossedKpi[],
    over: CrossedKpi['over'],
    { set, period, from }: { set: string; period: Period; from: number },
    areas: readonly SeriesArea[],
    within: Period,
  ): Promise<ReadonlyMap<string, KpiCell>> {
    const kpis = [...new Set(crossed.filter((one) => one.over === over).map(({ kpi }) => kpi))];
    if (kpis.length === 0 || areas.length === 0) return new Map();
    const codes = areas.map(({ code }) => code);
    const cells = await this.reader.cells({
      kpis,
      areas: codes,
      period,
      set,
      from,
      to: periodEnd(within, from),
    });
    return new Map(cells.map((cell) => [`${cell.kpi}|${cell.area}|${cell.from}`, cell]));
  }
}

/** Areas of a set as they stood at a moment, with their children. */
function areasOf(all: readonly Area[], set: string, at: number): SeriesArea[] {
  const own = all.filter(
    (area) => area.set === set && area.validFrom <= at && (area.validTo === null || at < area.validTo),
  );
  const build = ({ code, level, areaKm2 }: Area): SeriesArea => ({
    code,
    level,
    areaKm2,
    children: own.filter((child) => child.parent === code).map(build),
  });
  return own.map(build);
}
