import type { Period } from '@app/contracts';
import { periodEnd, periodsBetween } from '../time/periods.js';
import type { SeriesArea, SeriesSources } from '../series/series-cell.js';
import type { SeriesFacts } from '../series/series-facts.js';
import { type CrossedKpi, type SeriesKpi, sumOfMonths } from '../series/series-kpis.js';
import type { KpiCell } from './cell.js';
import { KpiReader, type SeriesSource } from './kpi-reader.js';

/** An area of the registry, as far as socio-economic formulas read it. */
interface DatedArea extends Omit<SeriesArea, 'children'> {
  readonly set: string;
  readonly parent: string | null;
  readonly validFrom: number;
  readonly validTo: number | null;
}

/** Reads what socio-economic and crossed indicators rest on: published series, and other KPIs as stored. */
export class SeriesReader {
  private readonly reader: KpiReader;

  constructor(series: SeriesSource) {
    this.reader = new KpiReader(series);
  }

  /** Where formulas find the numbers of one period and set, of these areas and of their children among them. */
  async sources(
    served: readonly SeriesKpi[],
    at: { set: string; period: Period; from: number; now: number },
    areas: readonly SeriesArea[],
    series: SeriesFacts,
  ): Promise<SeriesSources> {
    const crossed = served.flatMap((method) => method.crossed);
    const months = await this.stored(crossed, 'months', { ...at, period: 'month' }, areas, at.period);
    const same = await this.stored(crossed, 'period', at, areas, at.period);
    const begun = periodsBetween('month', at.from, Math.min(periodEnd(at.period, at.from), at.now));
    const overMonths = new Set(crossed.filter(({ over }) => over === 'months').map(({ kpi }) => kpi));
    return {
      series,
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
export function seriesAreas(all: readonly DatedArea[], set: string, at: number): SeriesArea[] {
  const own = all.filter(
    (area) => area.set === set && area.validFrom <= at && (area.validTo === null || at < area.validTo),
  );
  const build = ({ code, level, areaKm2 }: DatedArea): SeriesArea => ({
    code,
    level,
    areaKm2,
    children: own.filter((child) => child.parent === code).map(build),
  });
  return own.map(build);
}
