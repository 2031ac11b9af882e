import { Injectable } from '@nestjs/common';
import type { Period } from '@app/contracts';
import {
  activeMs,
  childrenOf,
  dayComponents,
  DayVectors,
  type Domain,
  foldTime,
  HOUR_MS,
  type KpiStation,
  MEMBERS,
  periodEnd,
  periodsBetween,
  periodStart,
  stationHours,
  type WindowColumns,
} from '@app/kpi';
import type { WorkKey } from '@app/registry';
import { KpiFactsService } from '../catalogue/kpi-facts.service.js';
import { StationIndex } from '../inventory/station-index.js';
import { WorkMarks } from '../work/work-marks.js';
import { type Evaluation, spanKey } from './cell-store.js';
import { again, EvaluationStores } from './hour-evaluator.js';
import { Slices } from './slices.js';
import type { Vectors } from './vector-store.js';

type LongPeriod = Exclude<Period, '5min' | '15min' | 'hour'>;

/** The level whose stored vectors each period adds up. */
const CHILD_LEVEL = { day: 'hour', week: 'day', month: 'day', quarter: 'month', year: 'month' } as const;

const NO_WINDOWS: WindowColumns = { length: 0, times: new Float64Array(0), tags: {}, fields: {} };

function readOver(domain: Domain, level: LongPeriod): number[] {
  return dayComponents(
    MEMBERS.filter((member) => member.domain === domain.id),
    level,
  );
}

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
    const lookback = level === 'day' ? (domain.dayLookbackHours ?? 0) * HOUR_MS : 0;
    const children = await this.stores.vectors.range(domain, CHILD_LEVEL[level], from - lookback, to);
    const starts = childrenOf(level, from);
    const earlier = lookback === 0 ? [] : periodsBetween('hour', from - lookback, from);
    const vectors = new Map<string, Float64Array>();
    const slices = new Slices();
    for (const station of stations) {
      const stored = (start: number): Float64Array | null => children.get(start)?.get(station.id) ?? null;
      const own = starts.map(
        (start) => stored(start) ?? (level === 'day' ? this.unevaluated(domain, station, start, now) : null),
      );
      const span = { level, from, to, now };
      const vector = foldTime(domain, own, span, this.facts.catalogue.methods, earlier.map(stored));
      if (vector !== null) vectors.set(station.id, vector);
      await slices.breathe();
    }
    const days = await this.daysOf(
      domain,
      level,
      from,
      to,
      level === 'day' ? new Map([[from, vectors]]) : children,
    );
    const cells = this.stores.values.cells(domain, level, from, stations, vectors, now, days);
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
        ...(changes.hasMoved ? this.above(domain, level, from, now) : []),
        ...again(domain, level, from, changes),
      ],
      settle: () => changes.settle(),
    };
  }

  /** Station-days of the period for the domain's reducers; null when it has none at this level. */
  private async daysOf(
    domain: Domain,
    level: LongPeriod,
    from: number,
    to: number,
    known: ReadonlyMap<number, Vectors>,
  ): Promise<DayVectors | null> {
    if (readOver(domain, level).length === 0) return null;
    if (level !== 'quarter' && level !== 'year') return new DayVectors(readOver(domain, level), known, 'all');
    // One list for both levels, so that one copy of the days serves both.
    const components = [...new Set([...readOver(domain, 'quarter'), ...readOver(domain, 'year')])];
    const days = await this.stores.vectors.days(domain, components, from, to);
    return new DayVectors(components, days, 'components');
  }

  /** What a change of a day or month moves above it; a reducer over a year may move though the month's sums don't. */
  private above(domain: Domain, level: 'day' | 'month', from: number, now: number): WorkKey[] {
    const keys = this.marks.above(domain.id, level, from, now);
    if (level === 'month') return keys;
    const longer = (['quarter', 'year'] as const).filter((one) => readOver(domain, one).length > 0);
    return [...keys, ...longer.map((one) => this.marks.key(domain.id, one, periodStart(one, from), now))];
  }

  /** An hour whose turn has not come yet (a backfill works its way back): all that is owed for it is missing so far. */
  private unevaluated(domain: Domain, station: KpiStation, from: number, now: number): Float64Array | null {
    if (from >= now || !station.devices.some((device) => activeMs(device, from, from + HOUR_MS) > 0))
      return null;
    const [hour] = stationHours([station], NO_WINDOWS, from, now);
    return hour === undefined ? null : domain.compute(hour, 0, 12, this.facts.catalogue.methods);
  }
}
