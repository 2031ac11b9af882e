import { Injectable } from '@nestjs/common';
import { formatLocal, parseInstant } from '@app/kpi';
import { type Indicator, IndicatorRepository, type IndicatorValue } from '@app/registry';
import { yearOf } from '../../scorecards/targets.js';
import type { ReportRow } from './annual-report.schema.js';
import type { Span } from './to-date.js';

const TREND_YEARS = 6;

/** Part II, the socio-economic series beside the KPIs: yearly values as published, gaps left open. */
@Injectable()
export class SeriesRows {
  constructor(private readonly repository: IndicatorRepository) {}

  /** Series that are published for areas of this level. */
  async rows(area: string, level: string, set: string, span: Span): Promise<ReportRow[]> {
    const [series, values] = await Promise.all([
      this.repository.indicators(),
      this.repository.values({ area, set, revisions: true }),
    ]);
    const year = yearOf(span.from);
    return series
      .filter(({ levels, periods }) => levels.some((one) => one === level) && periods.includes('year'))
      .map((one) =>
        rowOf(
          one,
          values.filter((value) => value.indicator === one.id && value.period === 'year'),
          year,
        ),
      );
  }
}

function rowOf(series: Indicator, all: readonly IndicatorValue[], year: number): ReportRow {
  // Revisions ascend: the newest that is no plan stands.
  const standing = new Map(
    all.filter((value) => value.status !== 'plan').map((value) => [Number(value.from.slice(0, 4)), value]),
  );
  const own = standing.get(year);
  const first = year - TREND_YEARS + 1;
  const plans = all.filter((value) => value.status === 'plan' && Number(value.from.slice(0, 4)) === year);
  return {
    id: series.id,
    kind: 'indicator',
    nameVi: series.nameVi,
    unit: series.unit,
    precision: decimalsOf([...standing.values()]),
    value: own?.value ?? null,
    lo: own?.lo ?? null,
    hi: own?.hi ?? null,
    previous: standing.get(year - 1)?.value ?? null,
    targets: plans.map((plan) => ({
      id: `${series.id}-plan`,
      text: planText(plan),
      source: plan.source,
      status: own === undefined ? ('no_data' as const) : ('open' as const),
      distance: null,
    })),
    trend: {
      period: 'year',
      from: formatLocal(parseInstant(`${first}-01-01`) ?? 0),
      values: Array.from({ length: TREND_YEARS }, (_, i) => standing.get(first + i)?.value ?? null),
    },
    quality: null,
    finality: null,
    completeness: null,
    sources: null,
    place: null,
    status: own?.status ?? null,
    source: own?.source ?? null,
    publishedAt: own?.publishedAt ?? null,
    reason: own === undefined ? 'no_data' : null,
    restatements:
      own === undefined || own.revision < 2
        ? []
        : [{ period: 'year', from: own.from, revision: own.revision, reason: own.note }],
  };
}

/** As many decimals as the published values have. */
function decimalsOf(values: readonly IndicatorValue[]): number {
  return Math.max(0, ...values.map(({ value }) => String(value ?? '').split('.')[1]?.length ?? 0));
}

function planText({ value, lo, hi }: IndicatorValue): string {
  const text = (one: number): string => String(one).replace('.', ',');
  if (value !== null) return text(value);
  if (lo !== null && hi !== null) return `${text(lo)}–${text(hi)}`;
  return lo !== null ? `> ${text(lo)}` : `< ${text(hi ?? 0)}`;
}
