import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { KPI_VALUE, type KpiDefinition, parseInstant, periodEnd } from '@app/kpi';
import { type Indicator, IndicatorRepository, type IndicatorValue, InventoryCache } from '@app/registry';
import { TimeSeries } from '@app/time-series';
import { Problem } from '../../http/problem.js';
import { Places } from '../../inventory/places.js';
import { Definitions } from '../../kpis/definitions.js';
import { type Dataset, kpiDataset, seriesDataset } from './dataset.js';
import { publishedValues } from './published-values.js';
import { type FileSpan, finishedSpans, isFinished, periodsIn, spanAt } from './spans.js';

/** How long the list may be older than what it lists. */
const FRESH_MS = 60_000;
const SINCE = Date.UTC(2000, 0, 1);

/** What is published: KPIs that are computed, and series that have numbers. */
@Injectable()
export class OpenDatasets {
  private kept: { readonly at: number; readonly list: Promise<readonly Dataset[]> } | null = null;

  constructor(
    private readonly definitions: Definitions,
    private readonly indicators: IndicatorRepository,
    private readonly series: TimeSeries,
    private readonly places: Places,
    private readonly cache: InventoryCache,
    private readonly clock: Clock,
  ) {}

  /** KPIs in the catalogue's order, then series. */
  list(): Promise<readonly Dataset[]> {
    const now = this.clock.now();
    if (this.kept !== null && now - this.kept.at < FRESH_MS) return this.kept.list;
    const list = this.read(now);
    this.kept = { at: now, list };
    list.catch(() => (this.kept = null));
    return list;
  }

  /** Problem 404 when there is none of that name. */
  async get(id: string): Promise<Dataset> {
    const found = (await this.list()).find((dataset) => dataset.id === id);
    if (!found) throw new Problem(404, `no open dataset ${id}; see /open-data`);
    return found;
  }

  private async read(now: number): Promise<readonly Dataset[]> {
    const [series, values, firsts] = await Promise.all([
      this.indicators.indicators(),
      this.indicators.values({ revisions: true }),
      this.firsts(now),
    ]);
    const stations = [...this.cache.current().stations.values()];
    const simulated = new Set(stations.flatMap(({ virtual, kind }) => (virtual ? [kind] : [])));
    const kpis = this.definitions
      .all()
      .filter(({ status, rollup }) => status === 'computed' && rollup !== 'station-only')
      .map((one) => kpiDataset(one, { series, simulated, files: filesOf(one, firsts, now) }));
    const published = publishedValues(values, now);
    const own = series.map((one) => seriesDataset(one, seriesFiles(one, published, now)));
    return [...kpis, ...own.filter(({ files }) => files.length > 0)];
  }

  /** Start of the oldest value by family and period, of the areas that no other contains. */
  private async firsts(now: number): Promise<ReadonlyMap<string, number>> {
    const set = this.places.set(undefined);
    const area = this.places.areas(set).flatMap(({ code, parent }) => (parent === null ? [code] : []));
    const rows = await this.series.oldestFrom({
      bucket: 'kpi',
      measurement: KPI_VALUE,
      where: { area, set: [set] },
      from: SINCE,
      to: now,
    });
    const firsts = new Map<string, number>();
    for (let row = 0; row < rows.length; row++) {
      const key = keyOf(rows.tags['kpi']?.[row]?.split('.')[0] ?? '', rows.tags['period']?.[row] ?? '');
      firsts.set(key, Math.min(firsts.get(key) ?? Infinity, rows.times[row] ?? Infinity));
    }
    return firsts;
  }
}

const keyOf = (family: string, period: string): string => `${family}|${period}`;

function filesOf(
  { id, periods }: KpiDefinition,
  firsts: ReadonlyMap<string, number>,
  now: number,
): FileSpan[] {
  return (['month', 'year'] as const).flatMap((kind) => {
    // A value stands in the file in which its period ends.
    const ends = periodsIn(kind, periods).flatMap((period) => {
      const first = firsts.get(keyOf(id, period));
      return first === undefined ? [] : periodEnd(period, first) - 1;
    });
    return ends.length === 0 ? [] : finishedSpans(kind, Math.min(...ends), now);
  });
}

/** A series has files only of months and years that something was published of. */
function seriesFiles({ id }: Indicator, values: readonly IndicatorValue[], now: number): FileSpan[] {
  const spans = new Map<string, FileSpan>();
  for (const value of values) {
    if (value.indicator !== id) continue;
    const end = periodEnd(value.period, parseInstant(value.from) ?? 0);
    const span = spanAt(value.period === 'year' ? 'year' : 'month', end - 1);
    if (isFinished(span, now)) spans.set(span.name, span);
  }
  return [...spans.values()].sort((a, b) => b.to - a.to);
}
