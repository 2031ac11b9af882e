import { Injectable } from '@nestjs/common';
import { type MeasureRule, measureLookbackMs, measureSamples, type SlotFields, SlotTable } from '@app/alarms';
import type { Pollutant } from '@app/kpi';
import type { MeasureDef } from '@app/telemetry';
import { TimeSeries } from '@app/time-series';
import { WindowLayout } from '@app/windows';
import { KpiFactsService } from '../../catalogue/kpi-facts.service.js';
import { Slices } from '../../evaluation/slices.js';
import { AlarmObjects } from '../rules/alarm-objects.js';
import type { EvaluatedSpan, ObjectSamples } from './rule-episodes.js';

/** Samples of rules about measures, from the stored windows: one query a rule. */
@Injectable()
export class MeasureSource {
  constructor(
    private readonly series: TimeSeries,
    private readonly facts: KpiFactsService,
    private readonly objects: AlarmObjects,
  ) {}

  async samples(rule: MeasureRule, { since, until }: EvaluatedSpan, now: number): Promise<ObjectSamples[]> {
    const def = this.facts.measures.measure(rule.measure);
    if (def === undefined) return [];
    const watched = this.objects.watched(rule, now);
    if (watched.length === 0) return [];
    const fields = this.fieldsOf(def);
    const rows = await this.series.read({
      bucket: 'windows',
      measurement: def.family,
      from: since - measureLookbackMs(rule),
      to: until,
      fields: [...new Set([fields.n, fields.num, fields.den, fields.min, fields.max])].flatMap(
        (name) => name ?? [],
      ),
    });
    const table = new SlotTable(rows, fields);
    const context = {
      kind: def.kind,
      now: until,
      airLimit: (averaging: '1h' | '8h' | '24h', at: number) =>
        this.facts.catalogue.methods.limit(def.key as Pollutant, averaging, at),
    };
    const from = since - Math.max(rule.for, rule.clearFor) * 60_000;
    const slices = new Slices();
    const found: ObjectSamples[] = [];
    for (const one of watched) {
      found.push({ type: one.type, id: one.id, samples: measureSamples(rule, one, table, from, context) });
      await slices.breathe();
    }
    return found;
  }

  /** Where a measure's windows keep what rules need; speeds are weighted by vehicles and harmonic. [kpi.md §3.4] */
  private fieldsOf({ family, key, column, kind }: MeasureDef): SlotFields {
    const layout = this.facts.measures.families.get(family);
    const none = { den: null, min: null, max: null };
    const n = `${column}_n`;
    if (kind === 'count') return { ...none, n, num: `${column}_sum` };
    if (kind === 'meter') return { ...none, n, num: `${column}_delta` };
    const ends = { min: `${column}_min`, max: `${column}_max` };
    if (kind === 'level') return { ...ends, n, num: `${column}_esum`, den: `${column}_s` };
    if (key === 'speed' && layout !== undefined && new WindowLayout(layout).pair !== null)
      return { ...ends, n, num: 'n_spd', den: 'n_over_v' };
    return { ...ends, n, num: `${column}_sum`, den: n };
  }
}
