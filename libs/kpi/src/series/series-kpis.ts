import type { Period } from '@app/contracts';
import { type MinCompleteness, qualityOf } from '../core/quality.js';
import type { MemberValue } from '../core/finish.js';
import type { Caveat, Reason } from '../core/reasons.js';
import { compensatedSum } from '../core/sum.js';
import { periodStart } from '../time/periods.js';
import {
  accidentsPerVkt,
  delayPerCapita,
  density,
  grdpPerCapita,
  labourProductivityGrowth,
  populationWeightedPm25,
  povertyRate,
  published,
  registeredInvestment,
  roadDeaths,
  urbanWater,
  vktPerGrdp,
} from './formulas.js';
import type { CrossedValue, SeriesCell, SeriesOutcome } from './series-cell.js';

/** Domain id of the KPIs that socio-economic series feed, in cells of work. */
export const SERIES_DOMAIN = 'indicators';

/** Periods at which published series have values. */
export const SERIES_PERIODS = ['month', 'quarter', 'year'] as const satisfies readonly Period[];

/** A KPI that a crossed indicator reads. */
export interface CrossedKpi {
  readonly kpi: string;
  /** Domain that computes it. */
  readonly domain: string;
  /** As it is at the indicator's period, or the sum of its months. */
  readonly over: 'period' | 'months';
}

/** A socio-economic or crossed indicator, as this library computes it. */
export interface SeriesKpi {
  readonly kpi: string;
  readonly method: string;
  readonly periods: readonly Period[];
  /** `province`: smaller areas have no such number. */
  readonly areas: 'province' | 'all';
  /** KPIs whose stored values it reads. */
  readonly crossed: readonly CrossedKpi[];
  readonly caveat?: Caveat;
  readonly compute: (cell: SeriesCell) => SeriesOutcome;
}

const VKT: CrossedKpi = { kpi: 'MOB-03', domain: 'traffic', over: 'months' };
const DELAY: CrossedKpi = { kpi: 'MOB-09.total', domain: 'traffic', over: 'months' };
const PM25: CrossedKpi = { kpi: 'ENV-04.pm25', domain: 'air', over: 'period' };

function kpi(
  id: string,
  method: string,
  periods: SeriesKpi['periods'],
  areas: SeriesKpi['areas'],
  compute: SeriesKpi['compute'],
  more: Partial<Pick<SeriesKpi, 'crossed' | 'caveat'>> = {},
): SeriesKpi {
  return { kpi: id, method: `series.${method}`, periods, areas, compute, crossed: [], ...more };
}

const ROADS = 'monitored_roads';

/** SOC-01…09, CRX-01…03, SAF-01 and SAF-02. */
export const SERIES_KPIS: readonly SeriesKpi[] = [
  kpi('SOC-01', 'published', ['quarter', 'year'], 'province', published('se.grdp.growth')),
  kpi('SOC-02', 'grdpPerCapita', ['year'], 'province', grdpPerCapita),
  kpi('SOC-03', 'labourProductivityGrowth', ['year'], 'province', labourProductivityGrowth),
  kpi('SOC-04', 'published', ['month', 'quarter', 'year'], 'province', published('se.iip')),
  kpi('SOC-05', 'registeredInvestment', ['month', 'year'], 'all', registeredInvestment),
  kpi('SOC-06', 'density', ['year'], 'all', density),
  kpi('SOC-07', 'published', ['year'], 'province', published('se.digital')),
  kpi('SOC-08', 'povertyRate', ['year'], 'all', povertyRate),
  kpi('SOC-09', 'urbanWater', ['year'], 'all', urbanWater),
  kpi('CRX-01', 'vktPerGrdp', ['quarter', 'year'], 'province', vktPerGrdp, { crossed: [VKT], caveat: ROADS }),
  kpi('CRX-02', 'populationWeightedPm25', ['year'], 'all', populationWeightedPm25, { crossed: [PM25] }),
  kpi('CRX-03', 'delayPerCapita', ['year'], 'all', delayPerCapita, { crossed: [DELAY], caveat: ROADS }),
  kpi('SAF-01', 'roadDeaths', ['year'], 'all', roadDeaths),
  kpi('SAF-02', 'accidentsPerVkt', ['quarter', 'year'], 'all', accidentsPerVkt, { crossed: [VKT] }),
];

/** Cells of crossed indicators that read a domain's KPIs of a period. */
export function crossedCells(
  domain: string,
  level: Period,
  from: number,
): { readonly period: Period; readonly from: number }[] {
  const periods = SERIES_KPIS.flatMap((one) =>
    one.crossed
      .filter((crossed) => crossed.domain === domain)
      .flatMap(({ over }) =>
        one.periods.filter((period) => (over === 'months' ? level === 'month' : level === period)),
      ),
  );
  return [...new Set(periods)].map((period) => ({ period, from: periodStart(period, from) }));
}

/**
 * A KPI's sum over the months of a period that have begun. Completeness is the months' mean, and 0 for a month without a value:
 * what was counted from July on is no year's sum.
 */
export function sumOfMonths(months: readonly (CrossedValue | null)[]): CrossedValue | null {
  const nums = months.flatMap((month) => month?.num ?? []);
  if (nums.length === 0) return null;
  const num = compensatedSum(nums);
  const completeness = compensatedSum(months.map((month) => month?.completeness ?? 0)) / months.length;
  return { value: num, num, completeness };
}

/**
 * A socio-economic or crossed indicator's value. A source is one number that the formula asked for: published, computed or of
 * the registry. With nothing known at all it is insufficient with `no_data`, never zero; a value that rests on anything but
 * official numbers says `not_official`.
 */
export function finishSeries(method: SeriesKpi, cell: SeriesCell, min: MinCompleteness): MemberValue {
  const outcome = method.compute(cell);
  const expected = cell.inputs.length;
  const reporting = cell.inputs.filter((input) => input.value !== null).length;
  const completeness = Math.min(1, outcome.completeness ?? (expected === 0 ? 0 : reporting / expected));
  const quality = outcome.value === null ? 'insufficient' : qualityOf(completeness, min);
  return {
    kpi: method.kpi,
    value: quality === 'insufficient' ? null : outcome.value,
    num: outcome.num,
    den: outcome.den,
    quality,
    completeness,
    reporting,
    expected,
    place: null,
    reason: reasonOf(outcome, quality === 'insufficient', cell),
  };
}

function reasonOf(outcome: SeriesOutcome, isInsufficient: boolean, cell: SeriesCell): Reason | null {
  if (isInsufficient) return outcome.value === null ? (outcome.reason ?? 'no_data') : null;
  if (outcome.reason !== undefined) return outcome.reason;
  const isOfficial = cell.inputs.every(({ status }) => status === null || status === 'official');
  return isOfficial ? null : 'not_official';
}
