import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import type { KpiItem } from '@app/contracts';
import { localMidnight } from '@app/kpi';
import {
  type Framework,
  type FrameworkIndicator,
  FrameworkRepository,
  IndicatorRepository,
  type IndicatorValue,
} from '@app/registry';
import { Problem } from '../http/problem.js';
import { type ImportReport, reportOf } from '../indicators/files/import-report.js';
import { Definitions } from '../kpis/definitions.js';
import { KpiValues } from '../kpis/kpi-values.js';
import { readTable } from '../spreadsheet/read-table.js';
import { assess, type EvidenceValue, yearOfMonths } from './assess.js';
import type { Assessed } from './framework.schemas.js';
import { readAnnex } from './framework-rows.js';

/** Whose indicators are assessed, and when. */
export interface AssessmentOf {
  readonly area: string;
  readonly set: string;
  readonly year: number;
}

interface YearEvidence extends Omit<EvidenceValue, 'relation'> {
  readonly items: readonly KpiItem[];
  readonly published: readonly IndicatorValue[];
}

const NOTHING: YearEvidence = { value: null, isFinal: false, items: [], published: [] };

/** Frameworks, their annexes, and how an area stands by them. */
@Injectable()
export class Frameworks {
  constructor(
    private readonly repository: FrameworkRepository,
    private readonly indicators: IndicatorRepository,
    private readonly definitions: Definitions,
    private readonly values: KpiValues,
    private readonly clock: Clock,
  ) {}

  all(): Promise<readonly Framework[]> {
    return this.repository.frameworks();
  }

  /** By its code, in any case and with or without the marks of Vietnamese letters. Problem 404 when there is none. */
  async get(code: string): Promise<Framework> {
    const all = await this.all();
    const found = all.find((one) => folded(one.code) === folded(code));
    if (found !== undefined) return found;
    throw new Problem(404, `no framework ${code}; there are: ${all.map((one) => one.code).join(', ')}`);
  }

  indicatorsOf(framework?: string): Promise<readonly FrameworkIndicator[]> {
    return this.repository.indicators(framework);
  }

  /** What a framework's annex would bring; stored, unless it is a dry run or has any problem: then nothing is. */
  async import(
    framework: Framework,
    { bytes, dryRun, by }: { bytes: Buffer; dryRun: boolean; by: string | null },
  ): Promise<ImportReport> {
    const kpis = this.definitions
      .all()
      .flatMap(({ id, members }) => [id, ...members.map((member) => `${id}.${member.id}`)]);
    const series = (await this.indicators.indicators()).map(({ id }) => id);
    const read = readAnnex(await readTable(bytes), framework, {
      kpis: new Set(kpis),
      series: new Set(series),
    });
    const isDry = dryRun || read.problems.count > 0;
    const rows = read.rows.map(({ value }) => value);
    const now = this.clock.now();
    return reportOf(
      read,
      await this.repository.describe(framework.code, rows, { dryRun: isDry, now, by }),
      isDry,
    );
  }

  /** How an area stands in a year by each indicator, with the evidence. */
  async assess(framework: Framework, of: AssessmentOf): Promise<readonly Assessed[]> {
    const assessed: Assessed[] = [];
    for (const indicator of await this.indicatorsOf(framework.code)) {
      const evidence = [];
      for (const one of indicator.evidence) {
        const { kpi = null, series = null, relation } = one;
        const found = kpi !== null ? await this.ofKpi(kpi, of) : await this.ofSeries(series ?? '', of);
        evidence.push({ kpi, series, relation, ...found });
      }
      const { framework: _framework, ...description } = indicator;
      assessed.push({
        ...description,
        ...assess(indicator.criterion, evidence),
        evidence: evidence.map(({ isFinal: _isFinal, items, published, ...rest }) => ({
          ...rest,
          items: [...items],
          published: published.map((one) => ({
            value: one.value,
            status: one.status,
            revision: one.revision,
            source: one.source,
            publishedAt: one.publishedAt,
          })),
        })),
      });
    }
    return assessed;
  }

  /** A KPI's value of the year, or what its months come to. */
  private async ofKpi(kpi: string, { area, set, year }: AssessmentOf): Promise<YearEvidence> {
    const definition = this.definitions.find(kpi);
    if (definition === undefined || definition.status !== 'computed') return NOTHING;
    const period = definition.periods.includes('year') ? 'year' : 'month';
    if (!definition.periods.includes(period)) return NOTHING;
    const span = { from: localMidnight(year, 1, 1), to: localMidnight(year + 1, 1, 1) };
    const items = await this.values.history({ kpi, area, period, reportingSet: set, ...span, asOf: null });
    if (period === 'month') return { ...yearOfMonths(items, definition.rollup), items, published: [] };
    const [first] = items;
    const isWhole = first !== undefined && items.every((item) => item.value !== null);
    return {
      value: isWhole ? first.value : null,
      isFinal: isWhole && items.every(({ finality }) => finality !== 'provisional'),
      items,
      published: [],
    };
  }

  /** A series' published value of the year; an estimate is not final. */
  private async ofSeries(indicator: string, { area, set, year }: AssessmentOf): Promise<YearEvidence> {
    const published = (await this.indicators.values({ indicator, set, area })).filter(
      (value) => value.period === 'year' && value.from === `${year}-01-01` && value.status !== 'plan',
    );
    const value = published[0]?.value ?? null;
    return { value, isFinal: published[0]?.status !== 'estimate', items: [], published };
  }
}

function folded(code: string): string {
  const plain = code.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return plain.toLowerCase().replaceAll('đ', 'd');
}
