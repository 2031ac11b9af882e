import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import type { KpiItem, Period } from '@app/contracts';
import {
  activeMs,
  DOMAINS,
  FigureIndex,
  finishSeries,
  type FoundLineage,
  type KpiDefinition,
  type KpiStation,
  kpiStation,
  kpiStations,
  LineageReader,
  type MemberMethod,
  periodEnd,
  periodStart,
  SERIES_KPIS,
  seriesAreas,
  SeriesCell,
  type SeriesKpi,
  seriesLineage,
  SeriesReader,
} from '@app/kpi';
import { InventoryCache, placeStation } from '@app/registry';
import { TimeSeries } from '@app/time-series';
import { Problem } from '../http/problem.js';
import { Places } from '../inventory/places.js';
import { Definitions } from '../kpis/definitions.js';
import { KpiValues } from '../kpis/kpi-values.js';

/** Which value: one KPI member, area (or station) and period of a reporting set. */
export interface LineageOf {
  readonly kpi: string;
  readonly area: string;
  readonly period: Period;
  /** Any moment of the period, epoch ms. */
  readonly at: number;
  readonly reportingSet: string | undefined;
}

/** A value with all that went into it. */
export interface Traced {
  readonly definition: KpiDefinition;
  readonly item: KpiItem | null;
  readonly set: string;
  readonly from: number;
  readonly to: number;
  readonly stations: readonly KpiStation[];
  readonly lineage: FoundLineage;
}

/** Walks from a value down: definition, components, stations, windows, readings. */
@Injectable()
export class LineageService {
  private readonly reader: LineageReader;
  private readonly seriesReader: SeriesReader;

  constructor(
    series: TimeSeries,
    private readonly cache: InventoryCache,
    private readonly definitions: Definitions,
    private readonly places: Places,
    private readonly values: KpiValues,
    private readonly clock: Clock,
  ) {
    this.reader = new LineageReader(series);
    this.seriesReader = new SeriesReader(series);
  }

  /** Problem 400 for a family or a period it isn't served at, 404 for a KPI or area that there is none of. */
  async trace(asked: LineageOf): Promise<Traced> {
    this.definitions.requirePeriod(asked.kpi, asked.period);
    const from = periodStart(asked.period, asked.at);
    const series = SERIES_KPIS.find(({ kpi }) => kpi === asked.kpi);
    if (series !== undefined) return this.traceSeries(series, asked, from);
    const method = this.methodOf(asked.kpi, from);
    const domain = DOMAINS.get(method.domain);
    if (domain === undefined) throw new Problem(404, `${asked.kpi} has no components`);
    const set = this.places.set(asked.reportingSet);
    const to = periodEnd(asked.period, from);
    const definition =
      this.definitions.catalogue.definitionAt(asked.kpi, from) ?? this.definitions.get(asked.kpi);
    const { single, stations } = this.stations(asked.area, set, domain.id, from, to);
    const { kpi, area, period } = asked;
    const [item] = await this.values.history({
      kpi,
      area,
      period,
      reportingSet: set,
      from,
      to: from + 1,
      asOf: null,
    });
    const lineage = await this.reader.find({
      domain,
      method,
      stations,
      single,
      period,
      from,
      minCompleteness: definition.minCompleteness,
      now: this.clock.now(),
      methods: this.definitions.catalogue.methods,
      figures: new FigureIndex(this.cache.current(), this.definitions.catalogue.series).of(
        set,
        area,
        period,
        from,
      ),
    });
    return { definition, item: item ?? null, set, from, to, stations, lineage };
  }

  /** A socio-economic or crossed indicator: its inputs are published values and other KPIs, whose lineage goes on from there. */
  private async traceSeries(method: SeriesKpi, asked: LineageOf, from: number): Promise<Traced> {
    const { kpi, area: code, period } = asked;
    const set = this.places.set(asked.reportingSet);
    this.places.requireArea(code, set);
    const { catalogue } = this.definitions;
    const definition = catalogue.definitionAt(kpi, from) ?? this.definitions.get(kpi);
    const now = this.clock.now();
    const areas = seriesAreas(this.cache.current().areas, set, from);
    const area = areas.find((one) => one.code === code);
    if (area === undefined) throw new Problem(404, `${set} has no area ${code} then`);
    const sources = await this.seriesReader.sources(
      [method],
      { set, period, from, now },
      areas,
      catalogue.series,
    );
    const cell = (): SeriesCell => new SeriesCell(set, area, period, from, definition.parameters, sources);
    const [item] = await this.values.history({
      kpi,
      area: code,
      period,
      reportingSet: set,
      from,
      to: from + 1,
      asOf: null,
    });
    const recomputed = finishSeries(method, cell(), definition.minCompleteness).value;
    const lineage = { ...seriesLineage(method, cell()), recomputed, parts: [] };
    return { definition, item: item ?? null, set, from, to: periodEnd(period, from), stations: [], lineage };
  }

  private methodOf(kpi: string, at: number): MemberMethod {
    const members = this.definitions.catalogue.membersAt(kpi, at);
    const [method] = members;
    if (method === undefined) throw new Problem(404, `${kpi} is not made of measured components`);
    if (members.length > 1)
      throw new Problem(
        400,
        `id: ${kpi} is a family; name one of ${members.map((one) => one.kpi).join(', ')}`,
      );
    return method;
  }

  /** The stations that the evaluator takes for the area, as of the day on which the period begins. */
  private stations(area: string, set: string, domain: string, from: number, to: number) {
    const snapshot = this.cache.current();
    const isArea = this.places.areas(set).some((one) => one.code === area);
    const own = isArea ? null : kpiStation(snapshot, area);
    if (own !== null) return { single: true, stations: [own] };
    this.places.requireArea(area, set);
    const day = periodStart('day', from);
    const stations = kpiStations(snapshot).filter((station) => {
      if (domain !== 'data' && station.family !== domain) return false;
      if (!station.devices.some((device) => activeMs(device, from, to) > 0)) return false;
      const place = snapshot.stations.get(station.id);
      return (
        place !== undefined && placeStation(place, snapshot.areas, set, day)?.path.includes(area) === true
      );
    });
    return { single: false, stations };
  }
}
