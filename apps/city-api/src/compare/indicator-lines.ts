import { Injectable } from '@nestjs/common';
import { PERIODS, type Period } from '@app/contracts';
import { aggregateUp, makesUp, parseInstant, periodsBetween } from '@app/kpi';
import { type Indicator, IndicatorRepository, type IndicatorValue } from '@app/registry';
import { Problem } from '../http/problem.js';
import type { Line, LineValue } from './line.js';

interface Span {
  readonly period: Period;
  readonly from: number;
  readonly to: number;
}

/** Socio-economic series as lines: as published, or added up from shorter periods; never interpolated down. */
@Injectable()
export class IndicatorLines {
  constructor(private readonly repository: IndicatorRepository) {}

  /** Problem 404 for a series that there is none of. */
  async find(ids: readonly string[]): Promise<readonly Indicator[]> {
    const known = new Map((await this.repository.indicators()).map((one) => [one.id, one]));
    return ids.map((id) => {
      const found = known.get(id);
      if (!found) throw new Problem(404, `no socio-economic series ${id}; see /api/v1/indicators`);
      return found;
    });
  }

  /** Periods that a series can be shown at: those it is published at, and longer ones where it adds up. */
  periodsOf(series: Indicator): readonly Period[] {
    return PERIODS.filter(
      (period) =>
        series.periods.some((own) => own === period) ||
        (series.aggregation !== undefined && series.periods.some((own) => makesUp(own, period))),
    );
  }

  async load(series: Indicator, area: string, set: string, span: Span): Promise<Line> {
    const all = await this.repository.values({ indicator: series.id, area, set, revisions: true });
    // A plan is no value, though it be the newest revision. Revisions ascend: the newest stays in the map.
    const rows = all.filter((row) => row.status !== 'plan');
    const values = new Map(rowsAt(rows, span.period));
    const added = series.aggregation === undefined ? null : addUp(series, rows, span, values);
    return {
      kind: 'indicator',
      id: series.id,
      area,
      reportingSet: set,
      nameVi: series.nameVi,
      nameEn: series.nameEn,
      unit: series.unit,
      values,
      aggregatedFrom: added,
    };
  }
}

function rowsAt(rows: readonly IndicatorValue[], period: Period): [number, LineValue][] {
  return rows
    .filter((row) => row.period === period)
    .map(({ from, value, lo, hi, status, revision }) => [
      parseInstant(from) ?? 0,
      { value, lo, hi, quality: status, finality: null, completeness: null, revision },
    ]);
}

/** Fills in periods that aren't published from the shortest that is; returns that one when any was filled in. */
function addUp(
  series: Indicator,
  rows: readonly IndicatorValue[],
  { period, from, to }: Span,
  values: Map<number, LineValue>,
): Period | null {
  const fine = series.periods.find((own) => makesUp(own, period));
  if (fine === undefined || series.aggregation === undefined) return null;
  const shorter = new Map(rowsAt(rows, fine).map(([at, { value }]) => [at, value]));
  let added: Period | null = null;
  for (const start of periodsBetween(period, from, to)) {
    if (values.has(start)) continue;
    const value = aggregateUp(shorter, fine, period, start, series.aggregation);
    if (value === null) continue;
    added = fine;
    values.set(start, {
      value,
      lo: null,
      hi: null,
      quality: `${series.aggregation} of ${fine}`,
      finality: null,
      completeness: null,
      revision: null,
    });
  }
  return added;
}
