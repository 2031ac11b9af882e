import { Injectable } from '@nestjs/common';
import type { AlarmRule } from '@app/alarms';
import { KpiFactsService } from '../../catalogue/kpi-facts.service.js';
import { KpiSource } from './kpi-source.js';
import { MeasureSource } from './measure-source.js';
import type { EvaluatedSpan, ObjectSamples } from './rule-episodes.js';
import { SilenceSource } from './silence-source.js';

/** What rules are evaluated from. */
@Injectable()
export class AlarmSources {
  constructor(
    private readonly measures: MeasureSource,
    private readonly kpis: KpiSource,
    readonly silence: SilenceSource,
    private readonly facts: KpiFactsService,
  ) {}

  samples(
    rule: Exclude<AlarmRule, { kind: 'silence' }>,
    span: EvaluatedSpan,
    now: number,
  ): Promise<ObjectSamples[]> {
    return rule.kind === 'kpi' ? this.kpis.samples(rule, span, now) : this.measures.samples(rule, span, now);
  }

  /** Unit of a rule's values. */
  unitOf(rule: AlarmRule): string {
    if (rule.kind === 'silence') return 's';
    if (rule.kind === 'kpi') return this.kpis.unitOf(rule.kpi);
    const unit = this.facts.measures.measure(rule.measure)?.unit ?? '';
    if (rule.kind === 'rate') return `${unit}/h`;
    return rule.kind === 'threshold' && rule.relative !== undefined ? '1' : unit;
  }
}
