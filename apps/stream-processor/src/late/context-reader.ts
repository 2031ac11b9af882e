import type { SeriesRows, TimeSeries } from '@app/time-series';
import { METER_CARRY_MS, type WindowLayout } from '@app/windows';
import { leadOf } from '../series/carry.js';
import { Point } from '../series/point.js';
import { PointList } from '../series/point-list.js';
import type { Series } from '../series/series.js';
import type { Cluster } from './context-plan.js';

/** Future readings reach at most minutes ahead of their arrival; a day covers what clocks may differ. */
const AHEAD_MS = 86_400_000;
/** Rows that a read may bring before it is refused as too many. */
const ROW_LIMIT = 1_000_000;

/** Stored points of a series around the running cycle's readings. */
export interface Context {
  readonly list: PointList;
  /** Newest reading of each meter before the list. */
  readonly lead: readonly Point[];
}

/** Reads stored points back, one query for many series. */
export class ContextReader {
  constructor(private readonly series: TimeSeries) {}

  /** @param isBounded refuse to read more than a million rows (TIMESERIES_TOO_MANY_ROWS) */
  async read(cluster: Cluster, now: number, isBounded: boolean): Promise<ReadonlyMap<Series, Context>> {
    const wanted = new Map(cluster.needs.map(({ series }) => [keyOf(series), series]));
    const first = cluster.needs[0]?.series;
    if (first === undefined) return new Map();
    const query = { bucket: 'raw', measurement: cluster.family, where: devicesOf(cluster) } as const;
    const rows = await this.series.read({
      ...query,
      from: cluster.from,
      to: Math.min(cluster.to, now + AHEAD_MS),
      ...(isBounded && { limit: ROW_LIMIT }),
    });
    const points = toPoints(rows, first.layout, wanted);
    const leads = new Map<Series, Point[]>();
    for (const { def } of first.layout.meters) {
      const notBefore = cluster.from - METER_CARRY_MS;
      const older = { ...query, before: cluster.from, notBefore, field: def.column };
      const found = toPoints(await this.series.newestBefore(older), first.layout, wanted);
      for (const [series, list] of found) leads.set(series, [...(leads.get(series) ?? []), ...list]);
    }
    const contexts = new Map<Series, Context>();
    for (const { series } of cluster.needs) {
      const lead = (leads.get(series) ?? []).sort((a, b) => a.time - b.time);
      contexts.set(series, {
        list: new PointList(points.get(series) ?? []),
        lead: leadOf(series.layout, lead, []),
      });
    }
    return contexts;
  }
}

const keyOf = (series: Series): string => `${series.device}|${series.lane}|${series.direction}`;

function devicesOf(cluster: Cluster): { device: string[] } {
  return { device: [...new Set(cluster.needs.map(({ series }) => series.device))] };
}

/** Rows as points by series; rows of series that nobody asked for are left out. */
function toPoints(
  rows: SeriesRows,
  layout: WindowLayout,
  wanted: ReadonlyMap<string, Series>,
): Map<Series, Point[]> {
  const found = new Map<Series, Point[]>();
  const columns = layout.layout.measures.map((measure) => rows.fields[measure.column]);
  const { device = [], lane = [], direction = [] } = rows.tags;
  const [periods, arrivals, tms] = ['_period', '_arrival', '_tms'].map((name) => rows.fields[name]);
  let previous = '';
  let series: Series | undefined;
  for (let i = 0; i < rows.length; i++) {
    const key = `${device[i]}|${lane[i]}|${direction[i]}`;
    if (key !== previous) {
      previous = key;
      series = wanted.get(key);
      if (series !== undefined && !found.has(series)) found.set(series, []);
    }
    if (series === undefined) continue;
    const values = new Float64Array(columns.length);
    for (let slot = 0; slot < columns.length; slot++) values[slot] = columns[slot]?.[i] ?? NaN;
    const time = rows.times[i] ?? NaN;
    const periodS = periods?.[i] ?? 0;
    const end = time + periodS * 1000;
    found.get(series)?.push(new Point(time, end, periodS, arrivals?.[i] ?? end, values, tms?.[i] === 1));
  }
  return found;
}
