import type { KpiItem, Period } from '@app/contracts';
import { DOMAINS } from '../catalogue.js';
import { AreaTotals } from '../core/area-totals.js';
import { dayComponents, DayVectors } from '../core/day-vectors.js';
import { finishMember, type MemberValue } from '../core/finish.js';
import { foldTime } from '../core/fold.js';
import type { Domain, MemberMethod, MethodContext } from '../core/method.js';
import { finalityOf, type MinCompleteness } from '../core/quality.js';
import type { KpiStation } from '../core/station.js';
import { type WindowColumns, WindowIndex } from '../core/window-index.js';
import { stationHours } from '../core/windows.js';
import { HOUR_MS } from '../time/civil.js';
import { childrenOf, periodEnd, periodsBetween, periodStart } from '../time/periods.js';
import { WINDOW_MS } from '@app/contracts';
import { type ItemNames, type KpiCell, kpiItemFromCell } from './cell.js';
import { cellFromRow, COMPONENT, type ComponentLevel, componentsFromRows, KPI_VALUE } from './rows.js';

/** The reading half of the time series, as far as KPIs need it. */
export interface SeriesSource {
  read(query: {
    readonly bucket: 'windows' | 'kpi';
    readonly measurement: string;
    readonly where?: Readonly<Record<string, readonly string[]>>;
    readonly from: number;
    readonly to: number;
    readonly fields?: readonly string[];
    readonly limit?: number;
  }): Promise<WindowColumns & { readonly measurement: string }>;
}

/** Definitions, facts and names at the moment of reading. */
export interface ReadContext extends ItemNames {
  readonly now: number;
  readonly registryRevision: number;
  readonly methods: MethodContext;
  /** What computes a KPI, or the members of its family, at a period that starts at `at`. */
  membersAt(kpi: string, at: number): readonly MemberMethod[];
  /** The definition that is in force then. */
  definitionAt(
    family: string,
    at: number,
  ): { readonly version: number; readonly minCompleteness: MinCompleteness } | null;
}

export interface KpiQuery {
  /** KPI members, e.g. `MOB-14.car`. */
  readonly kpis: readonly string[];
  readonly areas: readonly string[];
  readonly period: Period;
  readonly set: string;
  /** Periods that start in [from, to). */
  readonly from: number;
  readonly to: number;
  readonly limit?: number;
}

/** Window fields of a domain; waste's depend on the catalogue's histogram. */
export function windowFields(domain: Domain, context: MethodContext): readonly string[] {
  if (domain.id !== 'waste') return domain.fields;
  return [...domain.fields, ...Array.from({ length: context.fillBuckets }, (_, i) => `fill_h${i}`)];
}

/** Reads KPI values of areas as stored, and of single stations by the same methods from their components. */
export class KpiReader {
  constructor(private readonly series: SeriesSource) {}

  /** Stored cells, ordered by KPI, area and time. */
  async cells(query: KpiQuery): Promise<KpiCell[]> {
    const rows = await this.series.read({
      bucket: 'kpi',
      measurement: KPI_VALUE,
      where: { kpi: query.kpis, area: query.areas, period: [query.period], set: [query.set] },
      from: query.from,
      to: query.to,
      ...(query.limit === undefined ? {} : { limit: query.limit }),
    });
    return Array.from({ length: rows.length }, (_, i) => cellFromRow(rows, i));
  }

  async items(query: KpiQuery, names: ItemNames): Promise<KpiItem[]> {
    return (await this.cells(query)).map((cell) => kpiItemFromCell(cell, names));
  }

  /**
   * Values of one station: computed on reading, revision 0. `kpi` may be a family; periods that start in
   * [from, to). Time 5min and 15min come from windows, longer periods from stored components.
   */
  async stationItems(
    station: KpiStation,
    query: { kpi: string; period: Period; from: number; to: number; set: string },
    context: ReadContext,
  ): Promise<KpiItem[]> {
    const methodsAt = (from: number): MemberMethod[] =>
      context
        .membersAt(query.kpi, from)
        .filter((method) => method.periods.includes(query.period) && method.only !== 'area');
    const methods = periodsBetween(query.period, query.from, query.to).flatMap(methodsAt);
    const domain = DOMAINS.get(methods[0]?.domain ?? '');
    if (domain === undefined || (domain.id !== 'data' && domain.id !== station.family)) return [];
    const vectors = await this.stationVectors(station, domain, query, context);
    const daysOf = await this.stationDays(station, domain, dayComponents(methods, query.period), query);
    const items: KpiItem[] = [];
    for (const [from, vector] of vectors) {
      for (const method of methodsAt(from)) {
        const definition = context.definitionAt(method.family, from);
        const value =
          definition && evaluateStation(method, station, vector, definition.minCompleteness, daysOf(from));
        if (value) items.push(stationItem(value, station, from, query, definition.version, context));
      }
    }
    return items;
  }

  private async stationVectors(
    station: KpiStation,
    domain: Domain,
    query: { period: Period; from: number; to: number },
    context: ReadContext,
  ): Promise<Map<number, Float64Array>> {
    const starts = periodsBetween(query.period, query.from, query.to);
    const found = new Map<number, Float64Array>();
    const first = starts[0];
    const last = starts.at(-1);
    if (first === undefined || last === undefined) return found;
    if (query.period === '5min' || query.period === '15min') {
      return this.shortVectors(station, domain, query.period, first, periodEnd(query.period, last), context);
    }
    const { period } = query;
    const level = LEVEL_OF[period];
    const rows = await this.components(domain, level, [station.id], first, periodEnd(query.period, last));
    const byStart = new Map(rows.map((row) => [row.from, row.vector]));
    for (const from of starts) {
      const vector =
        period === 'hour' || level === period
          ? byStart.get(from)
          : folded(domain, period, from, byStart, context);
      if (vector !== undefined && vector !== null) found.set(from, vector);
    }
    return found;
  }

  /** Stored station vectors of a domain; with `only`, vectors of these components in their order. */
  async components(
    domain: Domain,
    level: ComponentLevel,
    stations: readonly string[],
    from: number,
    to: number,
    only: readonly number[] = domain.components.map((_, i) => i),
  ) {
    const rows = await this.series.read({
      bucket: 'kpi',
      measurement: COMPONENT,
      where: { family: [domain.id], level: [level], ...(stations.length > 0 ? { station: stations } : {}) },
      from,
      to,
      fields: only.map((i) => `c${i}`),
    });
    return componentsFromRows(rows, only);
  }

  /** The station's days inside each period, for reducers; read once for all periods asked for. */
  private async stationDays(
    station: KpiStation,
    domain: Domain,
    components: readonly number[],
    query: { period: Period; from: number; to: number },
  ): Promise<(from: number) => DayVectors | null> {
    const starts = periodsBetween(query.period, query.from, query.to);
    const [first, last] = [starts[0], starts.at(-1)];
    if (components.length === 0 || first === undefined || last === undefined) return () => null;
    const to = periodEnd(query.period, last);
    const rows = await this.components(domain, 'day', [station.id], first, to, components);
    return (from) => {
      const end = periodEnd(query.period, from);
      const inside = rows.filter((row) => row.from >= from && row.from < end);
      const days = new Map(inside.map((row) => [row.from, new Map([[row.station, row.vector]])]));
      return new DayVectors(components, days, 'components');
    };
  }

  private async shortVectors(
    station: KpiStation,
    domain: Domain,
    period: '5min' | '15min',
    from: number,
    to: number,
    context: ReadContext,
  ): Promise<Map<number, Float64Array>> {
    const found = new Map<number, Float64Array>();
    const columns = await this.series.read({
      bucket: 'windows',
      measurement: station.family,
      where: { device: station.devices.map((device) => device.id) },
      from,
      to,
      fields: windowFields(domain, context.methods),
    });
    const width = period === '5min' ? 1 : 3;
    const firstHour = periodStart('hour', from);
    const index = new WindowIndex(columns, firstHour, (periodEnd('hour', to - 1) - firstHour) / WINDOW_MS);
    for (let hour = firstHour; hour < to; hour += HOUR_MS) {
      const [one] = stationHours([station], index, hour, context.now);
      if (one === undefined) continue;
      for (let w = 0; w < 12; w += width) {
        const start = hour + w * WINDOW_MS;
        const vector =
          start < from || start >= to ? null : domain.compute(one, w, w + width, context.methods);
        if (vector !== null) found.set(start, vector);
      }
    }
    return found;
  }
}

/** Level of the stored vectors that a period's are made of. */
export const LEVEL_OF: Readonly<Record<Exclude<Period, '5min' | '15min'>, ComponentLevel>> = {
  hour: 'hour',
  day: 'day',
  week: 'day',
  month: 'month',
  quarter: 'month',
  year: 'month',
};

/** A station's vector of a period from its stored children. */
export function folded(
  domain: Domain,
  period: Exclude<Period, '5min' | '15min' | 'hour'>,
  from: number,
  byStart: ReadonlyMap<number, Float64Array>,
  context: Pick<ReadContext, 'now' | 'methods'>,
): Float64Array | null {
  const children = childrenOf(period, from).flatMap((child) => byStart.get(child) ?? []);
  const span = { level: period, from, to: periodEnd(period, from), now: context.now };
  return foldTime(domain, children, span, context.methods);
}

/** One station's own value from its vector of a period: the area method, with the station as the only one. */
export function evaluateStation(
  method: MemberMethod,
  station: Pick<KpiStation, 'id' | 'no'>,
  vector: Float64Array,
  min: MinCompleteness,
  days: DayVectors | null = null,
): MemberValue | null {
  const totals = new AreaTotals([{ station: station.id, no: station.no, vector }], vector.length, true, days);
  return finishMember(method, totals, min);
}

function stationItem(
  value: MemberValue,
  station: KpiStation,
  from: number,
  query: { period: Period; set: string },
  definition: number,
  context: ReadContext,
): KpiItem {
  const cell: KpiCell = {
    ...value,
    area: station.id,
    period: query.period,
    set: query.set,
    from,
    finality: finalityOf(periodEnd(query.period, from), context.now),
    definition,
    registryRevision: context.registryRevision,
    revision: 0,
    computedAt: context.now,
  };
  return kpiItemFromCell(cell, context, 'station');
}
