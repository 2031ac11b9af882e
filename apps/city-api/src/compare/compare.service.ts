import { Injectable } from '@nestjs/common';
import type { Period } from '@app/contracts';
import { commonPeriod, correlate, formatLocal, indexed, periodEnd, yearBefore, yearOnYear } from '@app/kpi';
import { InventoryCache } from '@app/registry';
import { Problem } from '../http/problem.js';
import { Places } from '../inventory/places.js';
import { Definitions } from '../kpis/definitions.js';
import { KpiValues } from '../kpis/kpi-values.js';
import type { Comparison, CompareQuery } from './compare.schemas.js';
import { IndicatorLines } from './indicator-lines.js';
import { isShare, type Line } from './line.js';

const MAX_LINES = 40;
const CAVEAT =
  'Correlation is no cause; its intervals take the periods for independent, which neighbouring ones seldom are.';

interface Where {
  readonly area: string;
  readonly set: string;
}

interface Axis {
  readonly period: Period;
  readonly starts: readonly number[];
}

/** KPIs and socio-economic series of several areas on one axis. */
@Injectable()
export class CompareService {
  constructor(
    private readonly definitions: Definitions,
    private readonly values: KpiValues,
    private readonly indicators: IndicatorLines,
    private readonly places: Places,
    private readonly cache: InventoryCache,
  ) {}

  /** The period asked for, or the finest that all have. Problem 422 where one of them would have to be split. */
  async periodOf(q: Pick<CompareQuery, 'kpi' | 'indicator' | 'period'>): Promise<Period> {
    const series = await this.indicators.find(q.indicator);
    const served = [
      ...q.kpi.map((id) => ({ id, periods: this.definitions.get(id).periods })),
      ...series.map((one) => ({ id: one.id, periods: this.indicators.periodsOf(one) })),
    ];
    const { period } = q;
    if (period === undefined) {
      const common = commonPeriod(served.map((one) => one.periods));
      if (common === null) throw new Problem(422, `no period that all have: ${served.map(tell).join('; ')}`);
      return common;
    }
    for (const one of served)
      if (!one.periods.includes(period))
        throw new Problem(422, `period: ${tell(one)}; values are never interpolated down to ${period}`);
    return period;
  }

  async compare(q: CompareQuery, axis: Axis): Promise<Comparison> {
    const where = q.area.map((text) => this.where(text, q.reportingSet));
    const lines = await this.load(q, where, axis);
    const base = q.view === 'index' ? baseOf(q, axis) : null;
    const shown = lines.map((line) => viewOf(line, q.view, axis, base));
    return {
      period: axis.period,
      view: q.view,
      base: base === null ? null : formatLocal(base),
      axis: axis.starts.map((from) => ({
        from: formatLocal(from),
        to: formatLocal(periodEnd(axis.period, from)),
      })),
      items: lines.map((line, i) => itemOf(line, shown[i] ?? [], q.view, axis)),
      next: null,
      correlations: pairsOf(lines, shown, q.lag),
      boundaries: this.boundaries(where),
      notes: lines.length > 1 ? [CAVEAT] : [],
    };
  }

  private where(text: string, fallback: string | undefined): Where {
    const [area = '', named] = text.split('@', 2);
    const set = this.places.set(named ?? fallback);
    this.places.requireArea(area, set);
    return { area, set };
  }

  private async load(q: CompareQuery, where: readonly Where[], axis: Axis): Promise<Line[]> {
    const members = q.kpi.flatMap((id) => this.definitions.members(id));
    const series = await this.indicators.find(q.indicator);
    if ((members.length + series.length) * where.length > MAX_LINES)
      throw new Problem(400, `at most ${MAX_LINES} lines: fewer KPIs, series or areas`);
    const [first = 0, last = 0] = [axis.starts[0], axis.starts.at(-1)];
    const from = q.view === 'yoy' ? (yearBefore(axis.period, first) ?? first) : first;
    const span = { period: axis.period, from, to: last + 1 };
    const lines: Line[] = [];
    for (const { area, set } of where) {
      for (const kpi of members) lines.push(await this.kpiLine(kpi, area, set, span));
      for (const one of series) lines.push(await this.indicators.load(one, area, set, span));
    }
    return lines;
  }

  private async kpiLine(
    kpi: string,
    area: string,
    set: string,
    span: { period: Period; from: number; to: number },
  ): Promise<Line> {
    const { period, from, to } = span;
    const items = await this.values.history({ kpi, area, period, reportingSet: set, from, to, asOf: null });
    const names = this.definitions.namesOf(kpi);
    return {
      kind: 'kpi',
      id: kpi,
      area,
      reportingSet: set,
      nameVi: names.vi,
      nameEn: names.en,
      unit: this.definitions.unitOf(kpi),
      values: new Map(
        items.map(({ value, quality, finality, completeness, revision, ...item }) => [
          Date.parse(item.from),
          { value, lo: null, hi: null, quality, finality, completeness, revision },
        ]),
      ),
      aggregatedFrom: null,
    };
  }

  /** Which outlines the areas have, so that nobody takes a unit of one set for that of another. */
  private boundaries(where: readonly Where[]): Comparison['boundaries'] {
    return [...new Set(where.map(({ set }) => set))].map((id) => {
      const set = this.cache.current().sets.find((one) => one.id === id);
      const areas = where.filter((one) => one.set === id).map((one) => one.area);
      return { reportingSet: id, nameVi: set?.nameVi ?? id, noteVi: set?.noteVi ?? '', areas };
    });
  }
}

const tell = (one: { id: string; periods: readonly Period[] }): string =>
  `${one.id} has ${one.periods.join(', ')}`;

function baseOf(q: CompareQuery, axis: Axis): number {
  const at =
    q.base === undefined
      ? axis.starts[0]
      : Date.parse(q.base.includes('T') ? q.base : `${q.base}T00:00:00+07:00`);
  const base = axis.starts.find(
    (start) => at !== undefined && start <= at && at < periodEnd(axis.period, start),
  );
  if (base === undefined) throw new Problem(400, 'base: must lie in one of the periods shown');
  return base;
}

function viewOf(
  line: Line,
  view: CompareQuery['view'],
  axis: Axis,
  base: number | null,
): readonly (number | null)[] {
  const given = axis.starts.map((start) => line.values.get(start)?.value ?? null);
  if (view === 'values') return given;
  if (view === 'index') return indexed(given, base === null ? null : (line.values.get(base)?.value ?? null));
  const points = new Map([...line.values].map(([at, { value }]) => [at, value]));
  return axis.starts.map((start) => yearOnYear(points, axis.period, start, isShare(line.unit)));
}

function unitOf(line: Line, view: CompareQuery['view']): string {
  if (view === 'values') return line.unit;
  if (view === 'index') return 'base = 100';
  return isShare(line.unit) ? 'pp' : '%';
}

function itemOf(
  { values, unit, ...head }: Line,
  shown: readonly (number | null)[],
  view: CompareQuery['view'],
  axis: Axis,
): Comparison['items'][number] {
  return {
    ...head,
    unit: unitOf({ values, unit, ...head }, view),
    givenUnit: unit,
    points: axis.starts.map((start, i) => {
      const { value: given, ...rest } = values.get(start) ?? NOTHING;
      return { value: shown[i] ?? null, given, ...rest };
    }),
  };
}

const NOTHING = {
  value: null,
  lo: null,
  hi: null,
  quality: null,
  finality: null,
  completeness: null,
  revision: null,
} as const;

/** Every pair of lines; those of different reporting sets are not the same land, so that theirs is refused. */
function pairsOf(
  lines: readonly Line[],
  shown: readonly (readonly (number | null)[])[],
  lag: number,
): Comparison['correlations'] {
  const end = ({ id, area, reportingSet }: Line): Comparison['correlations'][number]['a'] => ({
    id,
    area,
    reportingSet,
  });
  return lines.flatMap((a, i) =>
    lines.slice(i + 1).map((b, j) => {
      const ends = { a: end(a), b: end(b), lag };
      return a.reportingSet === b.reportingSet
        ? { ...ends, ...correlate(shown[i] ?? [], shown[i + 1 + j] ?? [], lag) }
        : { ...ends, n: 0, pearson: null, spearman: null, refused: 'different reporting sets' };
    }),
  );
}
