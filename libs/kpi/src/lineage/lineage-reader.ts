import { type Period, WINDOW_MS } from '@app/contracts';
import { type AreaFigures, NO_FIGURES } from '../core/area-figures.js';
import { AreaTotals } from '../core/area-totals.js';
import { DayVectors } from '../core/day-vectors.js';
import { finishMember } from '../core/finish.js';
import { foldTime } from '../core/fold.js';
import type { Domain, MemberMethod, MethodContext } from '../core/method.js';
import type { MinCompleteness } from '../core/quality.js';
import type { KpiStation } from '../core/station.js';
import { stationHours } from '../core/windows.js';
import { KpiReader, type SeriesSource, windowFields } from '../item/kpi-reader.js';
import { periodEnd, periodStart } from '../time/periods.js';
import { type Lineage, lineageOf, type StationPart } from './lineage.js';

/** The value whose lineage is asked for: of the stations given, sorted by id. */
export interface LineageQuery {
  readonly domain: Domain;
  readonly method: MemberMethod;
  readonly stations: readonly KpiStation[];
  /** True for a station's own value. */
  readonly single: boolean;
  readonly period: Period;
  /** Start of the period, epoch ms. */
  readonly from: number;
  readonly minCompleteness: MinCompleteness;
  readonly now: number;
  readonly methods: MethodContext;
  /** What is known of the area in the period. */
  readonly figures?: AreaFigures;
}

export interface FoundLineage extends Lineage {
  /** What the stored inputs come to now; null: insufficient, or nothing is due yet. */
  readonly recomputed: number | null;
  /** The vectors behind it: of the shorter periods that it adds up. */
  readonly parts: readonly StationPart[];
}

/** The level whose stored vectors a period is the sum of. */
const PARTS_OF = {
  hour: 'hour',
  day: 'day',
  week: 'day',
  month: 'day',
  quarter: 'month',
  year: 'month',
} as const;

/** Finds what a value was made of, in the stored components; of 5 and 15 minutes in the windows. */
export class LineageReader {
  private readonly reader: KpiReader;

  constructor(private readonly series: SeriesSource) {
    this.reader = new KpiReader(series);
  }

  async find(query: LineageQuery): Promise<FoundLineage> {
    const { domain, method, stations, single, period, from } = query;
    const to = periodEnd(period, from);
    const ids = stations.map(({ id }) => id);
    const parts =
      period === '5min' || period === '15min'
        ? await this.short(query, to)
        : ids.length === 0
          ? []
          : await this.reader.components(domain, PARTS_OF[period], ids, from, to);
    const vectors = stations.flatMap((station) => {
      const own = parts.filter((part) => part.station === station.id).toSorted((a, b) => a.from - b.from);
      const vector = folded(query, own, to);
      return vector === null ? [] : [{ station: station.id, no: station.no, vector }];
    });
    const days = await this.days(query, ids, to);
    const totals = new AreaTotals(
      vectors,
      domain.components.length,
      single,
      days,
      query.figures ?? NO_FIGURES,
    );
    const value = finishMember(method, totals, query.minCompleteness);
    const lineage = lineageOf(domain, method, totals, parts, from);
    return { ...lineage, recomputed: value?.value ?? null, parts };
  }

  private async days(query: LineageQuery, stations: readonly string[], to: number) {
    const { domain, method, from } = query;
    if (method.formula.kind !== 'overDays' || stations.length === 0) return null;
    const { components } = method.formula;
    const rows = await this.reader.components(domain, 'day', stations, from, to, components);
    const days = new Map<number, Map<string, Float64Array>>();
    for (const { station, from: day, vector } of rows) {
      days.set(day, (days.get(day) ?? new Map<string, Float64Array>()).set(station, vector));
    }
    return new DayVectors(components, days, 'components');
  }

  private async short(query: LineageQuery, to: number): Promise<StationPart[]> {
    const { domain, stations, from, methods, now } = query;
    const hour = periodStart('hour', from);
    const [first, last] = [(from - hour) / WINDOW_MS, (to - hour) / WINDOW_MS];
    const parts: StationPart[] = [];
    for (const family of new Set(stations.map((station) => station.family))) {
      const own = stations.filter((station) => station.family === family);
      const device = own.flatMap(({ devices }) => devices.map(({ id }) => id));
      const fields = windowFields(domain, methods);
      const where = { device };
      const columns = await this.series.read({
        bucket: 'windows',
        measurement: family,
        where,
        from,
        to,
        ...(domain.id === family ? { fields } : {}),
      });
      for (const one of stationHours(own, columns, hour, now)) {
        const vector = domain.compute(one, first, last, methods);
        if (vector !== null) parts.push({ station: one.station.id, from, vector });
      }
    }
    return parts;
  }
}

/** One station's vector of the period, as the evaluator has it. */
function folded(query: LineageQuery, own: readonly StationPart[], to: number): Float64Array | null {
  const { domain, period, from, now, methods } = query;
  const [only] = own;
  if (only === undefined) return null;
  if (period === '5min' || period === '15min' || period === 'hour' || period === 'day') return only.vector;
  const vectors = own.map(({ vector }) => vector);
  return foldTime(domain, vectors, { level: period, from, to, now }, methods);
}
