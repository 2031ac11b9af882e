import { Injectable } from '@nestjs/common';
import type { KpiItem } from '@app/contracts';
import {
  formatLocal,
  type KpiDefinition,
  type MemberValue,
  parseInstant,
  periodStart,
  score,
} from '@app/kpi';
import { InventoryCache } from '@app/registry';
import { Definitions } from '../../kpis/definitions.js';
import { KpiValues } from '../../kpis/kpi-values.js';
import type { ScoreItem } from '../../scorecards/scorecard.schemas.js';
import { ScorecardService } from '../../scorecards/scorecard.service.js';
import { yearOf } from '../../scorecards/targets.js';
import type { ReportRow, Restatement } from './annual-report.schema.js';
import { targetSource, targetText } from './target-text.js';
import type { Span } from './to-date.js';

/** Years of a trend where a KPI has no months. */
const TREND_YEARS = 6;

/** Values that are worked out for the span, of this year and of the one before; the others are stored. */
export interface PartYear {
  readonly now: ReadonlyMap<string, MemberValue>;
  readonly before: ReadonlyMap<string, MemberValue>;
}

/** What a row shows of its number. */
type Basis = Pick<
  ReportRow,
  'value' | 'quality' | 'finality' | 'completeness' | 'sources' | 'place' | 'reason'
>;

const NOTHING: Basis = {
  value: null,
  quality: null,
  finality: null,
  completeness: null,
  sources: null,
  place: null,
  reason: 'no_data',
};

/** Part II, the KPIs: each with target, value, the year before, trend, completeness and restatements. */
@Injectable()
export class KpiRows {
  constructor(
    private readonly definitions: Definitions,
    private readonly values: KpiValues,
    private readonly scorecards: ScorecardService,
    private readonly cache: InventoryCache,
  ) {}

  async rows(area: string, set: string, span: Span, part: PartYear): Promise<ReportRow[]> {
    const served = this.definitions.all();
    const kpis = served.flatMap(({ id }) => this.definitions.members(id));
    const first = parseInstant(`${yearOf(span.from) - TREND_YEARS + 1}-01-01`) ?? span.from;
    const query = { kpis, area, set };
    const years = grouped(await this.values.several({ ...query, period: 'year', from: first, to: span.to }));
    const months = grouped(
      await this.values.several({ ...query, period: 'month', from: span.from, to: span.to }),
    );
    const scores = await this.scorecards.scores({ area, set, period: 'year', from: span.from }, 'every KPI');
    return served.flatMap((definition) =>
      this.definitions.members(definition.id).map((kpi) => {
        const own = { years: years.get(kpi) ?? [], months: months.get(kpi) ?? [] };
        return this.row(
          kpi,
          definition,
          own,
          scores.filter((one) => one.kpi === kpi),
          span,
          part,
        );
      }),
    );
  }

  private row(
    kpi: string,
    definition: KpiDefinition,
    own: { years: readonly KpiItem[]; months: readonly KpiItem[] },
    scores: readonly ScoreItem[],
    span: Span,
    part: PartYear,
  ): ReportRow {
    const basis = this.basis(kpi, own.years, span, part);
    const last = parseInstant(`${yearOf(span.from) - 1}-01-01`);
    const year = own.years.find((item) => Date.parse(item.from) === last);
    return {
      id: kpi,
      kind: 'kpi',
      nameVi: this.definitions.namesOf(kpi).vi,
      unit: this.definitions.unitOf(kpi),
      precision:
        definition.members.find((one) => kpi.endsWith(`.${one.id}`))?.precision ?? definition.precision,
      lo: null,
      hi: null,
      previous: part.now.has(kpi) ? (part.before.get(kpi)?.value ?? null) : (year?.value ?? null),
      targets: scores.map((one) => targetOf(one, basis.value, span.isFinal)),
      trend: trendOf(own, definition, span),
      status: null,
      source: null,
      publishedAt: null,
      restatements: [
        ...own.years.filter((item) => Date.parse(item.from) === span.from),
        ...own.months,
      ].flatMap(restatementOf),
      ...basis,
    };
  }

  /** What is worked out for the span; else the stored year. */
  private basis(kpi: string, years: readonly KpiItem[], span: Span, part: PartYear): Basis {
    const value = part.now.get(kpi);
    if (value !== undefined) {
      const { quality, completeness, reporting, expected, reason } = value;
      const place = value.place === null ? null : this.stationOf(value.place);
      const sources = { reporting, expected };
      return {
        value: value.value,
        quality,
        completeness,
        reason,
        place,
        sources,
        finality: span.isFinal ? 'final' : 'provisional',
      };
    }
    const item = years.find((one) => Date.parse(one.from) === span.from);
    if (item === undefined) {
      const { status, periods } = this.definitions.get(kpi);
      const reason = periods.includes('year') || periods.includes('month') ? 'no_data' : 'no_year';
      return { ...NOTHING, reason: status === 'planned' ? 'planned' : reason };
    }
    const { quality, finality, completeness, sources, place, reason } = item;
    return {
      value: item.value,
      quality,
      finality,
      completeness,
      sources,
      place,
      reason: item.value === null ? reason : null,
    };
  }

  private stationOf(no: number): string | null {
    for (const station of this.cache.current().stations.values()) if (station.no === no) return station.id;
    return null;
  }
}

function grouped(items: readonly KpiItem[]): ReadonlyMap<string, readonly KpiItem[]> {
  const found = new Map<string, KpiItem[]>();
  for (const item of items) {
    const own = found.get(item.kpi) ?? [];
    found.set(item.kpi, own);
    own.push(item);
  }
  return found;
}

/** The target with its state; before the year's end nothing is missed yet. */
function targetOf(one: ScoreItem, value: number | null, isFinal: boolean): ReportRow['targets'][number] {
  const { target } = one;
  const compared = target.average?.of === 'years' ? one.value : value;
  const { status, distance } = score(target, compared, one.due && isFinal);
  return { id: target.id, text: targetText(target), source: targetSource(target), status, distance };
}

function trendOf(
  own: { years: readonly KpiItem[]; months: readonly KpiItem[] },
  definition: KpiDefinition,
  span: Span,
): ReportRow['trend'] {
  const period = definition.periods.includes('month') ? 'month' : 'year';
  const [items, first] =
    period === 'month'
      ? [own.months, span.from]
      : [own.years, parseInstant(`${yearOf(span.from) - TREND_YEARS + 1}-01-01`) ?? span.from];
  const known = new Map(items.map((item) => [Date.parse(item.from), item.value]));
  const values: (number | null)[] = [];
  for (
    let at = first;
    at < span.to;
    at = periodStart(period, at + (period === 'month' ? 32 : 367) * 86_400_000)
  ) {
    values.push(known.get(at) ?? null);
  }
  return { period, from: formatLocal(first), values };
}

function restatementOf({ period, from, revision, reason }: KpiItem): Restatement[] {
  return revision > 0 ? [{ period, from, revision, reason }] : [];
}
