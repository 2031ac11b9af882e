import { Injectable } from '@nestjs/common';
import type { Period } from '@app/contracts';
import {
  finalityOf,
  finishSeries,
  type KpiCell,
  periodEnd,
  SERIES_DOMAIN,
  SERIES_KPIS,
  type SeriesArea,
  seriesAreas,
  SeriesCell,
  type SeriesKpi,
  SeriesReader,
  type SeriesSources,
} from '@app/kpi';
import { InventoryCache, type WorkKey } from '@app/registry';
import { TimeSeries } from '@app/time-series';
import { KpiFactsService } from '../catalogue/kpi-facts.service.js';
import { type Evaluation, spanKey } from './cell-store.js';

/** Evaluates socio-economic and crossed indicators of one period from published series and stored KPI values. */
@Injectable()
export class SeriesEvaluator {
  private readonly reader: SeriesReader;

  constructor(
    series: TimeSeries,
    private readonly facts: KpiFactsService,
    private readonly cache: InventoryCache,
  ) {
    this.reader = new SeriesReader(series);
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
      const areas = seriesAreas(this.cache.current().areas, id, from);
      const sources = await this.reader.sources(
        served,
        { set: id, period, from, now },
        areas,
        catalogue.series,
      );
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
}
