import { Injectable } from '@nestjs/common';
import { type Domain, HOUR_MS } from '@app/kpi';
import { KpiFactsService } from '../catalogue/kpi-facts.service.js';
import { StationIndex } from '../inventory/station-index.js';
import { WorkMarks } from '../work/work-marks.js';
import type { Evaluation } from './cell-store.js';
import { EvaluationStores, HourEvaluator } from './hour-evaluator.js';
import { LongEvaluator } from './long-evaluator.js';
import { HourPreparer } from './prepared-hours.js';
import { VectorOverlay } from './vector-overlay.js';

/** Evaluates many hours of a past day, and the day, on one read of what they rest on. */
@Injectable()
export class DayEvaluator {
  constructor(
    private readonly stores: EvaluationStores,
    private readonly preparer: HourPreparer,
    private readonly facts: KpiFactsService,
    private readonly index: StationIndex,
    private readonly marks: WorkMarks,
  ) {}

  /**
   * Works out what the hours given (in time order, all leased: what arrives later marks them again) and then the day are
   * now, each on what those before it came to. Stores nothing.
   */
  async evaluate(
    domain: Domain,
    hours: readonly number[],
    day: number | null,
    now: number,
  ): Promise<Evaluation[]> {
    const [first = 0, last = 0] = [hours[0], hours.at(-1)];
    const ahead = await this.preparer.prepare(domain, first, last + HOUR_MS);
    const { windows, vectors, cells, values, spans } = this.stores;
    const stores = new EvaluationStores(windows, new VectorOverlay(vectors), cells, values, spans);
    const ofHours = new HourEvaluator(stores, this.facts, this.index, this.marks);
    const found: Evaluation[] = [];
    for (const hour of hours) found.push(await ofHours.evaluate(domain, hour, now, ahead));
    if (day === null) return found;
    const ofDays = new LongEvaluator(stores, this.facts, this.index, this.marks);
    return [...found, await ofDays.evaluate(domain, 'day', day, now)];
  }
}
