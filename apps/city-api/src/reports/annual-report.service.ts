import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { formatLocal, type MemberValue, periodEnd, periodStart } from '@app/kpi';
import { type Area, InventoryCache, type Plan } from '@app/registry';
import { Problem } from '../http/problem.js';
import { Places } from '../inventory/places.js';
import { Definitions } from '../kpis/definitions.js';
import { PlanTasks, type TaskState } from '../plan/plan-tasks.js';
import type { Unit } from '../plan/units.js';
import type { AnnualReport, ReportRow } from './model/annual-report.schema.js';
import { KpiRows } from './model/kpi-rows.js';
import { partOne } from './model/part-one.js';
import { partThree } from './model/part-three.js';
import { SeriesRows } from './model/series-rows.js';
import { aYearEarlier, type Span, ToDate } from './model/to-date.js';
import { FIELDS } from './model/words.js';

/** What a report is asked for; number, date and signer are the clerk's and only printed. */
export interface ReportRequest {
  readonly area: string;
  readonly set: string;
  readonly unit: Unit | null;
  readonly span: Span;
  readonly year: number;
  readonly number: string | null;
  readonly date: string | null;
  readonly signer: string | null;
}

type Values = (area: string, set: string) => ReadonlyMap<string, MemberValue>;

/** Values worked out for a span and for the same one a year earlier, for one area after the other. */
export interface PartYears {
  readonly now: Values;
  readonly before: Values;
}

/** Puts the yearly report together. [1338/QĐ-UBND, III.5] */
@Injectable()
export class AnnualReports {
  constructor(
    private readonly plan: PlanTasks,
    private readonly kpis: KpiRows,
    private readonly series: SeriesRows,
    private readonly toDate: ToDate,
    private readonly definitions: Definitions,
    private readonly places: Places,
    private readonly cache: InventoryCache,
    private readonly clock: Clock,
  ) {}

  /**
   * The span of an edition. Final once the year is over; before that up to `to`, by default up to 1 December or today,
   * since the report is due before 10 December. Problem 422 where a year has not begun, or is asked to be final too early.
   */
  span(year: number, edition: 'to-date' | 'final' | undefined, to: number | undefined): Span {
    const from = Date.UTC(year, 0, 1) - 7 * 3_600_000;
    const end = periodEnd('year', from);
    const today = periodStart('day', this.clock.now());
    if (from >= today) throw new Problem(422, `year: ${year} has no full day yet`);
    const isOver = today >= end;
    if (edition === 'final' || (edition === undefined && to === undefined && isOver)) {
      if (!isOver) throw new Problem(422, `edition: ${year} is final after 31 December; ask for to-date`);
      return { from, to: end, isFinal: true };
    }
    const until =
      to === undefined ? Math.min(Date.UTC(year, 11, 1) - 7 * 3_600_000, today) : periodStart('day', to);
    if (until <= from || until > Math.min(end, today))
      throw new Problem(422, `to: a day of ${year} that has passed, or the one after`);
    return { from, to: until, isFinal: false };
  }

  /** Reads what the values of the span need, once for all areas. */
  async partYears(span: Span): Promise<PartYears> {
    const before = { ...span, from: aYearEarlier(span.from), to: aYearEarlier(span.to) };
    return { now: await this.toDate.load(span), before: await this.toDate.load(before) };
  }

  /** The report of one area or unit. */
  async build(request: ReportRequest, parts: PartYears): Promise<AnnualReport> {
    const { area: code, set, unit, span, year } = request;
    const areas = this.places.requireArea(code, set);
    const area = areas.find((one) => one.code === code);
    const [plan, units, states] = await Promise.all([
      this.plan.plan(),
      this.plan.units(),
      this.plan.states(year, unit),
    ]);
    const names = new Map(units.map((one) => [one.id, one.name]));
    const nameOf = (id: string): string => names.get(id) ?? id;
    const rows = new Map([[code, await this.rows(code, set, span, parts)]]);
    for (const { area: other } of plan.reportGoals)
      if (other !== undefined && !rows.has(other) && areas.some((one) => one.code === other))
        rows.set(other, await this.rows(other, set, span, parts));
    const rowsOf = (one: string): ReadonlyMap<string, ReportRow> =>
      new Map((rows.get(one) ?? []).map((row) => [row.id, row]));
    const all: readonly TaskState[] = unit === null ? states : await this.plan.states(year, null);
    return {
      ...this.head(request, area, plan),
      tasks: partOne(plan, states, rowsOf(code), nameOf),
      fields: this.fields(rows.get(code) ?? []),
      goals: partThree(plan, code, rowsOf, all, nameOf),
      methods: this.methods(),
    };
  }

  private async rows(code: string, set: string, span: Span, parts: PartYears): Promise<ReportRow[]> {
    const level = this.places.areas(set).find((one) => one.code === code)?.level ?? 'district';
    const part = { now: parts.now(code, set), before: parts.before(code, set) };
    return [
      ...(await this.kpis.rows(code, set, span, part)),
      ...(await this.series.rows(code, level, set, span)),
    ];
  }

  private head(
    request: ReportRequest,
    area: Area | undefined,
    plan: Plan,
  ): Omit<AnnualReport, 'tasks' | 'fields' | 'goals' | 'methods'> {
    const { area: code, set, unit, span, year, number, date, signer } = request;
    const reportingSet = this.cache.current().sets.find((one) => one.id === set);
    const province = this.places.areas(set).find((one) => one.parent === null);
    const provinceVi = province?.nameVi ?? 'Tỉnh Bình Dương';
    const isDepartment = unit !== null && unit.area === null;
    return {
      year,
      edition: span.isFinal ? 'final' : 'to-date',
      from: formatLocal(span.from),
      to: formatLocal(span.to),
      area: { code, nameVi: area?.nameVi ?? code, areaKm2: area?.areaKm2 ?? null },
      reportingSet: { id: set, nameVi: reportingSet?.nameVi ?? set, noteVi: reportingSet?.noteVi ?? '' },
      unit: {
        id: unit?.id ?? null,
        nameVi: unit?.name ?? `UBND ${provinceVi.charAt(0).toLocaleLowerCase('vi')}${provinceVi.slice(1)}`,
        superiorVi:
          unit === null ? null : `UBND ${provinceVi.charAt(0).toLocaleLowerCase('vi')}${provinceVi.slice(1)}`,
        kind: unit === null ? 'province' : isDepartment ? 'department' : 'district',
      },
      number,
      date,
      signer,
      decision: {
        number: plan.document.number,
        issued: plan.document.issued,
        title: plan.document.title,
        source: plan.document.source,
      },
    };
  }

  private fields(rows: readonly ReportRow[]): AnnualReport['fields'] {
    const fieldOf = (row: ReportRow): string =>
      row.kind === 'indicator' ? 'series' : (this.definitions.find(row.id)?.domain ?? 'data');
    return Object.entries(FIELDS).flatMap(([domain, nameVi]) => {
      const own = rows.filter((row) => fieldOf(row) === domain);
      return own.length === 0 ? [] : [{ domain, nameVi, rows: own }];
    });
  }

  private methods(): AnnualReport['methods'] {
    return this.definitions
      .all()
      .map(({ id, version, names, formula, rollup, minCompleteness, source, note }) => ({
        id,
        version,
        nameVi: names.vi,
        formula,
        rollup,
        minCompleteness: minCompleteness.ok,
        source,
        note: note?.vi ?? null,
      }));
  }
}
