import { Injectable } from '@nestjs/common';
import type { KpiItem, Period } from '@app/contracts';
import {
  averageGrowth,
  formatLocal,
  goalOf,
  neededGrowth,
  neededTrend,
  parseInstant,
  periodEnd,
  score,
} from '@app/kpi';
import { TargetRepository } from '@app/registry';
import { Definitions } from '../kpis/definitions.js';
import { KpiValues } from '../kpis/kpi-values.js';
import type { ScoreItem } from './scorecard.schemas.js';
import { goalYear, holdsIn, targetView, yearOf } from './targets.js';
import type { TargetView } from './targets.schemas.js';

interface Cell {
  readonly area: string;
  readonly set: string;
  readonly period: Period;
  /** Start of the period, epoch ms. */
  readonly from: number;
}

/** Values of an area by member, each by start of period; also those of the years that an average needs. */
type Known = ReadonlyMap<string, ReadonlyMap<number, KpiItem>>;

/** Where KPIs stand to their targets. */
@Injectable()
export class ScorecardService {
  constructor(
    private readonly targets: TargetRepository,
    private readonly definitions: Definitions,
    private readonly values: KpiValues,
  ) {}

  /** Scores of one area and period by KPI and target: of the KPIs served at the period, or of all that have one. */
  async scores(cell: Cell, of: 'served' | 'every KPI' = 'served'): Promise<ScoreItem[]> {
    const asked = (await this.targets.list()).map(targetView).flatMap((target) => {
      const when = holdsIn(target, cell.period, cell.from);
      if (when === null || (target.area !== null && target.area !== cell.area)) return [];
      return this.definitions
        .members(target.kpi)
        .filter((kpi) => of === 'every KPI' || this.definitions.get(kpi).periods.includes(cell.period))
        .map((kpi) => ({ kpi, target, isDue: when === 'due' }));
    });
    const known = await this.read(cell, asked);
    return asked.map(({ kpi, target, isDue }) => this.item(kpi, target, isDue, cell, known));
  }

  private async read(cell: Cell, asked: readonly { kpi: string; target: TargetView }[]): Promise<Known> {
    const bases = asked.flatMap(({ target }) =>
      target.average === null ? [] : [parseInstant(`${target.average.baseYear + 1}-01-01`) ?? cell.from],
    );
    const kpis = [...new Set(asked.map(({ kpi }) => kpi))];
    const { area, period, set } = cell;
    const items = await this.values.several({
      kpis,
      area,
      period,
      set,
      from: Math.min(cell.from, ...bases),
      to: cell.from + 1,
    });
    const known = new Map<string, Map<number, KpiItem>>();
    for (const item of items) {
      const own = known.get(item.kpi) ?? new Map<number, KpiItem>();
      known.set(item.kpi, own.set(Date.parse(item.from), item));
    }
    return known;
  }

  private item(kpi: string, target: TargetView, isDue: boolean, cell: Cell, known: Known): ScoreItem {
    const own = known.get(kpi) ?? new Map<number, KpiItem>();
    const item = own.get(cell.from);
    const value = valueOf(target, cell.from, own);
    const names = this.definitions.namesOf(kpi);
    const isPlanned = this.definitions.get(kpi).status === 'planned';
    return {
      kpi,
      nameVi: names.vi,
      nameEn: names.en,
      area: cell.area,
      reportingSet: cell.set,
      period: cell.period,
      from: formatLocal(cell.from),
      to: formatLocal(periodEnd(cell.period, cell.from)),
      value,
      unit: this.definitions.unitOf(kpi),
      quality: item?.quality ?? null,
      finality: item?.finality ?? null,
      completeness: item?.completeness ?? null,
      target,
      due: isDue,
      ...score(target, value, isDue),
      trend: value === null ? null : trendOf(target, value, cell),
      reason: value !== null ? null : isPlanned ? 'planned' : (item?.reason ?? 'no_data'),
    };
  }
}

/** The value to compare: the period's own, or the average of the years since the base year when all are known. */
function valueOf(target: TargetView, from: number, own: ReadonlyMap<number, KpiItem>): number | null {
  if (target.average?.of !== 'years') return own.get(from)?.value ?? null;
  const growths: number[] = [];
  for (let year = target.average.baseYear + 1; year <= yearOf(from); year++) {
    const value = own.get(parseInstant(`${year}-01-01`) ?? 0)?.value ?? null;
    if (value === null) return null;
    growths.push(value);
  }
  return averageGrowth(growths);
}

function trendOf(target: TargetView, value: number, cell: Cell): ScoreItem['trend'] {
  const [year, until] = [yearOf(cell.from), goalYear(target)];
  if (until === null || cell.period !== 'year' || until <= year) return null;
  const goal = goalOf(target, value);
  if (target.average === null) {
    const needed = neededTrend(value, year, goal, until);
    return needed === null ? null : { until, ...needed };
  }
  const { baseYear } = target.average;
  // Before the span begins its average is all that is needed.
  const passed = Math.max(0, year - baseYear);
  const growthPerYear = neededGrowth(
    passed === 0 ? 0 : value,
    passed,
    passed === 0 ? (target.lo ?? goal) : goal,
    until - baseYear,
  );
  return { until, years: until - Math.max(year, baseYear), perYear: null, growthPerYear };
}
