import { Injectable } from '@nestjs/common';
import type { Period } from '@app/contracts';
import {
  activeMs,
  childrenOf,
  type Domain,
  foldTime,
  HOUR_MS,
  type KpiStation,
  periodEnd,
  stationHours,
  type WindowColumns,
} from '@app/kpi';
import { KpiFactsService } from '../catalogue/kpi-facts.service.js';
import { StationIndex } from '../inventory/station-index.js';
import { WorkMarks } from '../work/work-marks.js';
import { type Evaluation, spanKey } from './cell-store.js';
import { again, EvaluationStores } from './hour-evaluator.js';
import { Slices } from './slices.js';

type LongPeriod = Exclude<Period, '5min' | '15min' | 'hour'>;

/** The level whose stored vectors each period adds up. */
const CHILD_LEVEL = { day: 'hour', week: 'day', month: 'day', quarter: 'month', year: 'month' } as const;

const NO_WINDOWS: WindowColumns = { length: 0, times: new Float64Array(0), tags: {}, fields: {} };

/** Evaluates days from station-hours, weeks and months from station-days, quarters and years from station-months. */
@Injectable()
export class LongEvaluator {
  constructor(
    private readonly stores: EvaluationStores,
    private readonly facts: KpiFactsService,
    private readonly index: StationIndex,
    private readonly marks: WorkMarks,
  ) {}

  /** Works out what the period's values and vectors are now; stores nothing. */
  async evaluate(domain: Domain, level: LongPeriod, from: number, now: number): Promise<Evaluation> {
    const to = periodEnd(level, from);
    const stations = this.index.stations(domain.id === 'data' ? null : domain.id, from, to);
    const children = await this.stores.vectors.range(domain, CHILD_LEVEL[level], from, to);
    const starts = childrenOf(level, from);
    const vectors = new Map<string, Float64Array>();
    const slices = new Slices();
    for (const station of stations) {
      const own = starts.flatMap(
        (start) =>
          children.get(start)?.get(station.id) ??
          (level === 'day' ? (this.unevaluated(domain, station, start, now) ?? []) : []),
      );
      const vector = foldTime(domain, own, { level, from, to, now }, this.facts.catalogue.methods);
      if (vector !== null) vectors.set(station.id, vector);
      await slices.breathe();
    }
    const cells = this.stores.values.cells(domain, level, from, stations, vectors, now);
    const found = {
      unit: { domain: domain.id, level, from, to },
      cells,
      spans: new Set([spanKey(level, from)]),
    };
    if (level !== 'day' && level !== 'month')
      return { ...found, rows: null, follow: [], settle: () => undefined };
    const changes = await this.stores.vectors.changes(domain, level, from, vectors, now);
    return {
      ...found,
      rows: changes.rows,
      follow: [
        ...(changes.hasMoved ? this.marks.above(domain.id, level, from, now) : []),
        ...again(domain, level, from, changes),
      ],
      settle: () => changes.settle(),
    };
  }

  /** An hour whose turn has not come yet (a backfill works its way back): all that is owed for it is missing so far. */
  private unevaluated(domain: Domain, station: KpiStation, from: number, now: number): Float64Array | null {
    if (from >= now || !station.devices.some((device) => activeMs(device, from, from + HOUR_MS) > 0))
      return null;
    const [hour] = stationHours([station], NO_WINDOWS, from, now);
    return hour === undefined ? null : domain.compute(hour, 0, 12, this.facts.catalogue.methods);
  }
}
