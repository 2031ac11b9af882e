import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import {
  type AreaFigures,
  AreaTotals,
  DAY_MS,
  dayComponents,
  DayVectors,
  type Domain,
  DOMAINS,
  FigureIndex,
  finishMember,
  foldTime,
  KpiReader,
  kpiStations,
  type MemberMethod,
  type MemberValue,
  periodsBetween,
  periodStart,
  SeriesIndex,
  type StationVector,
} from '@app/kpi';
import { IndicatorRepository, InventoryCache } from '@app/registry';
import { TimeSeries } from '@app/time-series';
import { Places } from '../../inventory/places.js';
import { Definitions } from '../../kpis/definitions.js';

/** Days of a year, both ends local midnights; final: the whole of it. */
export interface Span {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly isFinal: boolean;
}

interface DomainVectors {
  readonly domain: Domain;
  /** Sorted by station id. */
  readonly stations: readonly StationVector[];
  readonly days: DayVectors | null;
}

/** Formulas whose components add up over any span. */
const ADDITIVE = new Set(['ratio', 'sum', 'percentile']);

/**
 * KPIs of part of a year: the methods of years over what is stored of the months and days until then. Also, for a whole year
 * too, those that no definition serves by the year and whose components add up.
 */
@Injectable()
export class ToDate {
  private readonly reader: KpiReader;

  constructor(
    series: TimeSeries,
    private readonly definitions: Definitions,
    private readonly places: Places,
    private readonly cache: InventoryCache,
    private readonly indicators: IndicatorRepository,
    private readonly clock: Clock,
  ) {
    this.reader = new KpiReader(series);
  }

  /** Reads the vectors of the span once; the reply evaluates one area after the other. */
  async load(span: Span): Promise<(area: string, set: string) => ReadonlyMap<string, MemberValue>> {
    const loaded: DomainVectors[] = [];
    for (const domain of DOMAINS.values()) loaded.push(await this.vectors(domain, span));
    const published = new SeriesIndex(await this.indicators.values({ revisions: true }));
    const figures = new FigureIndex(this.cache.current(), published);
    return (area, set) => {
      const inside = new Set(this.places.stationsIn(area, set).map((station) => station.id));
      const known = figures.of(set, area, 'year', span.from);
      const values = loaded.flatMap((one) => this.finish(one, inside, known, span));
      return new Map(values.map((value) => [value.kpi, value]));
    };
  }

  private async vectors(domain: Domain, { from, to, isFinal }: Span): Promise<DomainVectors> {
    const month = periodStart('month', to);
    const months = await this.reader.components(domain, 'month', [], from, month);
    const days = await this.reader.components(domain, 'day', [], month, to);
    const byStation = new Map<string, Map<number, Float64Array>>();
    for (const { station, from: start, vector } of [...months, ...days]) {
      const own = byStation.get(station) ?? new Map<number, Float64Array>();
      byStation.set(station, own.set(start, vector));
    }
    const starts = [...periodsBetween('month', from, month), ...periodsBetween('day', month, to)];
    const span = { level: 'year' as const, from, to, now: this.clock.now() };
    const stations = kpiStations(this.cache.current()).flatMap(({ id, no }) => {
      const children = starts.map((start) => byStation.get(id)?.get(start) ?? null);
      const vector = foldTime(domain, children, span, this.definitions.catalogue.methods);
      return vector === null ? [] : [{ station: id, no, vector }];
    });
    return { domain, stations, days: isFinal ? null : await this.days(domain, from, to) };
  }

  /** Station-days for the reducers that need them. */
  private async days(domain: Domain, from: number, to: number): Promise<DayVectors | null> {
    const components = dayComponents(this.definitions.catalogue.servedAt(domain.id, 'year', from), 'year');
    if (components.length === 0) return null;
    const byDay = new Map<number, Map<string, Float64Array>>();
    for (const row of await this.reader.components(domain, 'day', [], from, to, components)) {
      const day = byDay.get(row.from) ?? new Map<string, Float64Array>();
      byDay.set(row.from, day.set(row.station, row.vector));
    }
    return new DayVectors(components, byDay, 'components');
  }

  private finish(
    { domain, stations, days }: DomainVectors,
    inside: ReadonlySet<string>,
    figures: AreaFigures,
    span: Span,
  ): MemberValue[] {
    const own = stations.filter(({ station }) => inside.has(station));
    if (own.length === 0) return [];
    const totals = new AreaTotals(own, domain.components.length, false, days, figures);
    return this.members(domain, span).flatMap((member) => {
      const definition = this.definitions.catalogue.definitionAt(member.family, span.from);
      return definition === null ? [] : (finishMember(member, totals, definition.minCompleteness) ?? []);
    });
  }

  /** Members whose value of the span is worked out here; a whole year's is stored where it is served. */
  private members(domain: Domain, { from, isFinal }: Span): MemberMethod[] {
    const at = (period: 'day' | 'month' | 'year'): readonly MemberMethod[] =>
      this.definitions.catalogue.servedAt(domain.id, period, from).filter(({ only }) => only !== 'station');
    const yearly = at('year');
    const stored = new Set(yearly.map(({ kpi }) => kpi));
    const shorter = [...at('month'), ...at('day')].filter(
      ({ kpi, formula }) => !stored.has(kpi) && ADDITIVE.has(formula.kind),
    );
    return [...(isFinal ? [] : yearly), ...new Map(shorter.map((member) => [member.kpi, member])).values()];
  }
}

/** Local midnight of a calendar date a year earlier; 29 February becomes the 28th. */
export function aYearEarlier(at: number): number {
  const date = new Date(at + 7 * 3_600_000);
  const [year, month, day] = [date.getUTCFullYear() - 1, date.getUTCMonth(), date.getUTCDate()];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(day, last)) - 7 * 3_600_000;
}

/** Local date of the last day before `to`. */
export const lastDay = (to: number): string =>
  new Date(to - DAY_MS + 7 * 3_600_000).toISOString().slice(0, 10);
