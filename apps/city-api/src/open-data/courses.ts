import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import type { KpiItem, Period } from '@app/contracts';
import { type KpiDefinition, periodStart } from '@app/kpi';
import type { Area } from '@app/registry';
import { Problem } from '../http/problem.js';
import { Places } from '../inventory/places.js';
import { Definitions } from '../kpis/definitions.js';
import { KpiValues } from '../kpis/kpi-values.js';
import { unitNames } from './data/dataset.js';
import type { OpenRow } from './data/columns.js';
import { OpenDatasets } from './data/datasets.js';
import { suppressed } from './data/suppression.js';
import type { Course } from './page/chart.js';
import type { Lang } from './page/texts.js';

/** The order in which a period is chosen where none is asked for. */
const USUAL: readonly Period[] = ['day', 'month', 'year', 'hour', 'week', 'quarter', '15min', '5min'];

interface CourseQuery {
  readonly kpi: string;
  readonly area?: string | undefined;
  readonly period?: Period | undefined;
  /** Periods back from now. */
  readonly n: number;
  readonly lang: Lang;
}

/** What is public of one KPI in one area: final and signed values, small counts hidden. */
@Injectable()
export class Courses {
  constructor(
    private readonly datasets: OpenDatasets,
    private readonly values: KpiValues,
    private readonly definitions: Definitions,
    private readonly places: Places,
    private readonly clock: Clock,
  ) {}

  /** Problem 404 for an unknown KPI or area, 400 for a family in one's stead or a period that it isn't served at. */
  async read(query: CourseQuery): Promise<Course> {
    const { lang, n } = query;
    const kpi = this.member(query.kpi);
    const definition = this.definitions.get(kpi);
    const { counts } = await this.datasets.get(definition.id);
    const period = query.period ?? USUAL.find((one) => definition.periods.includes(one)) ?? 'day';
    this.definitions.requirePeriod(kpi, period);
    const set = this.places.set(undefined);
    const area = this.area(query.area, set);
    const now = this.clock.now();
    let from = periodStart(period, now);
    for (let i = 0; i < n; i++) from = periodStart(period, from - 1);
    const areas = this.places.areas(set).map(({ code }) => code);
    const items = await this.values.inAreas({ kpis: [kpi], areas, period, set, from, to: now });
    const name = lang === 'vi' ? area.nameVi : area.nameEn;
    return {
      title: `${this.definitions.namesOf(kpi)[lang]}, ${name}`,
      unit: unitNames(this.definitions.unitOf(kpi))[lang],
      decimals: decimalsOf(definition, kpi),
      period,
      items: this.published(items, counts, set).filter((item) => item.area === area.code),
    };
  }

  /** Without provisional values, and with null for those that tell of few people. */
  private published(items: readonly KpiItem[], counts: readonly string[], set: string): KpiItem[] {
    const final = items.filter(({ finality }) => finality !== 'provisional');
    if (counts.length === 0) return final;
    const parents = new Map(this.places.areas(set).map(({ code, parent }) => [code, parent]));
    const rows = final.map((item): OpenRow => ({ ...item, sources: null, caveats: null }));
    const flagged = suppressed(rows, counts, (code) => parents.get(code) ?? null);
    return final.map((item, i) => (flagged[i]?.['flag'] === 'suppressed' ? { ...item, value: null } : item));
  }

  private member(kpi: string): string {
    const members = this.definitions.members(kpi);
    if (members.length === 1 && members[0] !== undefined) return members[0];
    throw new Problem(400, `${kpi} has several values; name one of ${members.join(', ')}`);
  }

  private area(code: string | undefined, set: string): Area {
    const areas = this.places.areas(set);
    const found = areas.find((one) => (code === undefined ? one.parent === null : one.code === code));
    if (!found) throw new Problem(404, `no area ${code ?? ''}; see /api/v1/areas`);
    return found;
  }
}

function decimalsOf(definition: KpiDefinition, kpi: string): number {
  const member = definition.members.find(({ id }) => kpi === `${definition.id}.${id}`);
  return member?.precision ?? definition.precision;
}
