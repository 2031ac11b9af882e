import { Injectable } from '@nestjs/common';
import { type AlarmRule, kpiSamples } from '@app/alarms';
import { FINAL_AFTER_MS, type KpiCell, KpiReader, periodEnd, periodStart } from '@app/kpi';
import { TimeSeries } from '@app/time-series';
import { KpiFactsService } from '../../catalogue/kpi-facts.service.js';
import { AlarmObjects } from '../rules/alarm-objects.js';
import type { EvaluatedSpan, ObjectSamples } from './rule-episodes.js';

type KpiRule = Extract<AlarmRule, { kind: 'kpi' }>;

/** Samples of rules about KPIs, from the stored values of the active set's areas: one query a rule. */
@Injectable()
export class KpiSource {
  private readonly reader: KpiReader;

  constructor(
    series: TimeSeries,
    private readonly facts: KpiFactsService,
    private readonly objects: AlarmObjects,
  ) {
    this.reader = new KpiReader(series);
  }

  async samples(rule: KpiRule, { since, until }: EvaluatedSpan, now: number): Promise<ObjectSamples[]> {
    const areas = this.objects.areas(rule.scope, now);
    if (areas.length === 0) return [];
    const lead = Math.max(rule.for, rule.clearFor) * 60_000;
    const cells = await this.reader.cells({
      kpis: [rule.kpi],
      areas,
      period: rule.period,
      set: this.objects.set(now),
      from: periodStart(rule.period, periodStart(rule.period, since - lead) - 1),
      to: until,
    });
    const byArea = new Map<string, KpiCell[]>(areas.map((area) => [area, []]));
    for (const cell of cells) byArea.get(cell.area)?.push(cell);
    return [...byArea].map(([id, values]) => {
      const targets = this.facts.catalogue.definitionAt(rule.kpi, until)?.targets ?? [];
      return { type: 'area', id, samples: kpiSamples(rule, values, { area: id, targets }, now) };
    });
  }

  unitOf(kpi: string): string {
    return this.facts.catalogue.unitOf(kpi);
  }
}

/** How far beyond an hour a value of it may bear on an alarm, ms. */
export function kpiReachMs(rule: KpiRule, hour: number): number {
  const end = periodEnd(rule.period, hour);
  return end - hour + FINAL_AFTER_MS + Math.max(rule.for, rule.clearFor) * 60_000;
}
