import { Injectable } from '@nestjs/common';
import type { Period } from '@app/contracts';
import { childrenOf, type Domain, foldTime, periodEnd } from '@app/kpi';
import { KpiFactsService } from '../catalogue/kpi-facts.service.js';
import { StationIndex } from '../inventory/station-index.js';
import { WorkMarks } from '../work/work-marks.js';
import type { Written } from './cell-store.js';
import { EvaluationStores } from './hour-evaluator.js';
import { Slices } from './slices.js';

type LongPeriod = Exclude<Period, '5min' | '15min' | 'hour'>;

/** The level whose stored vectors each period adds up. */
const CHILD_LEVEL = { day: 'hour', week: 'day', month: 'day', quarter: 'month', year: 'month' } as const;

/** Evaluates days from station-hours, weeks and months from station-days, quarters and years from station-months. */
@Injectable()
export class LongEvaluator {
  constructor(
    private readonly stores: EvaluationStores,
    private readonly facts: KpiFactsService,
    private readonly index: StationIndex,
    private readonly marks: WorkMarks,
  ) {}

  /** Resolves when values, vectors and feed are durable and the periods above are marked. */
  async evaluate(domain: Domain, level: LongPeriod, from: number, now: number): Promise<Written> {
    const to = periodEnd(level, from);
    const stations = this.index.stations(domain.id === 'data' ? null : domain.id, from, to);
    const children = await this.stores.vectors.range(domain, CHILD_LEVEL[level], from, to);
    const starts = childrenOf(level, from);
    const vectors = new Map<string, Float64Array>();
    const slices = new Slices();
    for (const station of stations) {
      const own = starts.flatMap((start) => children.get(start)?.get(station.id) ?? []);
      const vector = foldTime(domain, own, { level, from, to, now }, this.facts.catalogue.methods);
      if (vector !== null) vectors.set(station.id, vector);
      await slices.breathe();
    }
    const cells = this.stores.values.cells(domain, level, from, stations, vectors, now);
    const unit = { domain: domain.id, level, from, to };
    if (level !== 'day' && level !== 'month') return this.stores.cells.write(unit, cells, []);
    const { rows, merged } = await this.stores.vectors.changes(domain, level, from, vectors, now);
    if (rows !== null) await this.marks.add(this.marks.above(domain.id, level, from, now));
    const written = await this.stores.cells.write(unit, cells, rows === null ? [] : [rows]);
    this.stores.vectors.remember(domain, level, from, merged);
    return written;
  }
}
