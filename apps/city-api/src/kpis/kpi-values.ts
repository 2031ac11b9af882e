import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { type KpiItem, type Period, kpiItemSchema } from '@app/contracts';
import { KpiReader, type ReadContext, cellKey, kpiStation } from '@app/kpi';
import { InventoryCache, RevisionRepository, type RevisionRow } from '@app/registry';
import { TimeSeries } from '@app/time-series';
import { Problem } from '../http/problem.js';
import { Places } from '../inventory/places.js';
import { asSigned } from '../periods/signed-items.js';
import { Definitions } from './definitions.js';

const MAX_CELLS = 200_000;
const CELLS_AT_ONCE = 1000;

export interface HistoryQuery {
  /** KPI, family or member. */
  readonly kpi: string;
  /** Area code or station id. */
  readonly area: string;
  readonly period: Period;
  readonly reportingSet?: string | undefined;
  readonly from: number;
  readonly to: number;
  /** Epoch ms; null: as it stands now. */
  readonly asOf: number | null;
}

interface AreasQuery {
  /** Members. */
  readonly kpis: readonly string[];
  readonly areas: readonly string[];
  readonly period: Period;
  readonly set: string;
  /** Periods that start in [from, to). */
  readonly from: number;
  readonly to: number;
}

/** Reads KPI values: of areas as stored, of stations by the same methods. */
@Injectable()
export class KpiValues {
  private readonly reader: KpiReader;

  constructor(
    series: TimeSeries,
    private readonly cache: InventoryCache,
    private readonly definitions: Definitions,
    private readonly places: Places,
    private readonly revisions: RevisionRepository,
    private readonly clock: Clock,
  ) {
    this.reader = new KpiReader(series);
  }

  /** Items by KPI and time. Problem 404 for an area that is neither an area of the set nor a station. */
  async history(query: HistoryQuery): Promise<readonly KpiItem[]> {
    const set = this.places.set(query.reportingSet);
    const context = this.context();
    const station = kpiStation(this.cache.current(), query.area);
    const isArea = this.places.areas(set).some((area) => area.code === query.area);
    if (station && !isArea) {
      if (query.asOf !== null) {
        throw new Problem(400, 'asOf: values of a station are computed on reading and keep no history');
      }
      const { kpi, period, from, to } = query;
      return this.signed(await this.reader.stationItems(station, { kpi, period, from, to, set }, context));
    }
    this.places.requireArea(query.area, set);
    const items = await this.reader.items(
      {
        kpis: this.definitions.members(query.kpi),
        areas: [query.area],
        period: query.period,
        set,
        from: query.from,
        to: query.to,
        limit: MAX_CELLS,
      },
      context,
    );
    return query.asOf === null ? this.signed(items) : this.asOf(items, query.asOf);
  }

  /** Items of several members in one area of a set, by KPI and time. */
  async several({
    area,
    ...query
  }: Omit<AreasQuery, 'areas'> & { readonly area: string }): Promise<readonly KpiItem[]> {
    return this.inAreas({ ...query, areas: [area] });
  }

  /** Items of several members in several areas of a set, by KPI, area and time. */
  async inAreas(query: AreasQuery): Promise<readonly KpiItem[]> {
    if (query.kpis.length === 0 || query.areas.length === 0) return [];
    return this.signed(await this.reader.items({ ...query, limit: MAX_CELLS }, this.context()));
  }

  /** Newest items of every area of the active sets at a period, from its last few periods; for filling what is then kept live. */
  async recent(period: Period, from: number, to: number): Promise<readonly KpiItem[]> {
    const served = this.definitions
      .all()
      .filter((one) => one.status === 'computed' && one.periods.includes(period))
      .flatMap((one) => this.definitions.members(one.id));
    if (served.length === 0) return [];
    const sets = this.cache.current().sets.filter((set) => set.status === 'active');
    const found = await Promise.all(
      sets.map(({ id: set }) => {
        const areas = this.places.areas(set).map((area) => area.code);
        return this.reader.items(
          { kpis: served, areas, period, set, from, to, limit: MAX_CELLS },
          this.context(),
        );
      }),
    );
    return found.flat();
  }

  /**
   * Values as they stood at a time: a revised one as its revision of then, any other if it was computed by then.
   * Provisional values are overwritten, so that a period that was not final then is left out.
   */
  private async asOf(items: readonly KpiItem[], at: number): Promise<readonly KpiItem[]> {
    const revised = items.filter((item) => item.revision > 0).map(keyOf);
    const standing = new Map<string, RevisionRow>();
    for (let i = 0; i < revised.length; i += CELLS_AT_ONCE) {
      const rows = await this.revisions.standing(revised.slice(i, i + CELLS_AT_ONCE), at);
      for (const [key, row] of rows) standing.set(key, row);
    }
    return items.flatMap((item) => {
      if (Date.parse(item.computedAt) <= at) return [item];
      const row = standing.get(keyOf(item));
      return row ? [kpiItemSchema.parse(row.body)] : [];
    });
  }

  private signed(items: readonly KpiItem[]): readonly KpiItem[] {
    return asSigned(items, this.cache.current().signed);
  }

  private context(): ReadContext {
    const snapshot = this.cache.current();
    const byNo = new Map([...snapshot.stations.values()].map((station) => [station.no, station.id]));
    return {
      now: this.clock.now(),
      registryRevision: snapshot.revision,
      methods: this.definitions.catalogue.methods,
      membersAt: (kpi, at) => this.definitions.catalogue.membersAt(kpi, at),
      definitionAt: (family, at) => this.definitions.catalogue.definitionAt(family, at),
      unitOf: (kpi) => this.definitions.unitOf(kpi),
      stationOf: (no) => byNo.get(no) ?? null,
    };
  }
}

function keyOf(item: KpiItem): string {
  const { kpi, area, period, from, reportingSet } = item;
  return cellKey({ kpi, area, period, from: Date.parse(from), set: reportingSet });
}
