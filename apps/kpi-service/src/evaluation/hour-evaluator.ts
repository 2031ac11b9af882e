import { Injectable } from '@nestjs/common';
import {
  type Domain,
  HOUR_MS,
  type KpiStation,
  periodEnd,
  periodStart,
  stationHours,
  type StationHour,
} from '@app/kpi';
import { WINDOW_MS } from '@app/contracts';
import type { WorkKey } from '@app/registry';
import { KpiFactsService } from '../catalogue/kpi-facts.service.js';
import { StationIndex } from '../inventory/station-index.js';
import { WorkMarks } from '../work/work-marks.js';
import { AreaValues } from './area-values.js';
import { CellStore, type Evaluation, spanKey } from './cell-store.js';
import type { PreparedHours } from './prepared-hours.js';
import { SpanMemory } from './span-memory.js';
import { Slices } from './slices.js';
import { type VectorChanges, type Vectors, VectorSource } from './vector-store.js';
import { WindowReader } from './window-reader.js';

/** Stores and lookups that both evaluators work on. */
@Injectable()
export class EvaluationStores {
  constructor(
    readonly windows: WindowReader,
    readonly vectors: VectorSource,
    readonly cells: CellStore,
    readonly values: AreaValues,
    readonly spans: SpanMemory,
  ) {}
}

/** The mark under which vectors that wait to be stored are seen to. */
export function again(
  domain: Domain,
  level: 'hour' | 'day' | 'month',
  from: number,
  { againAt }: VectorChanges,
): WorkKey[] {
  return againAt === null ? [] : [{ domain: domain.id, level, from, dueAt: againAt }];
}

/** Evaluates one local hour of a domain: from windows to its 5min, 15min and hour values and station vectors. */
@Injectable()
export class HourEvaluator {
  constructor(
    private readonly stores: EvaluationStores,
    private readonly facts: KpiFactsService,
    private readonly index: StationIndex,
    private readonly marks: WorkMarks,
  ) {}

  /** Works out what the hour's values and vectors are now; stores nothing. */
  async evaluate(domain: Domain, from: number, now: number, ahead?: PreparedHours): Promise<Evaluation> {
    const slices = new Slices();
    // Of history nothing is remembered: it would only push what is live out.
    const memory = ahead === undefined ? this.stores.spans.begin(domain, now) : null;
    const family = domain.id === 'data' ? null : domain.id;
    const stations = this.index.stations(family, from, from + HOUR_MS);
    const hours = await this.read(stations, from, now, ahead);
    const hourVectors = this.compute(domain, hours, 0, 12);
    if (domain.derive !== undefined) await this.derive(domain, domain.derive.bind(domain), hourVectors, from);
    await slices.breathe();
    const cells = [...this.stores.values.cells(domain, 'hour', from, stations, hourVectors, now)];
    const spans = new Set([spanKey('hour', from)]);
    for (const period of domain.subHour) {
      const width = period === '5min' ? 1 : 3;
      for (let w = 0; w < 12; w += width) {
        const start = from + w * WINDOW_MS;
        if (start > now) break;
        const vectors = this.compute(domain, hours, w, w + width);
        if (memory?.isNews(period, start, vectors) === false) continue;
        spans.add(spanKey(period, start));
        cells.push(...this.stores.values.cells(domain, period, start, stations, vectors, now));
        await slices.breathe();
      }
    }
    const changes = await this.stores.vectors.changes(domain, 'hour', from, hourVectors, now);
    return {
      unit: { domain: domain.id, level: 'hour', from, to: from + HOUR_MS },
      ...(ahead === undefined ? {} : { stored: ahead.stored(from) }),
      cells,
      spans,
      rows: changes.rows,
      follow: [
        ...(changes.hasMoved ? this.follow(domain, from, now) : []),
        ...again(domain, 'hour', from, changes),
      ],
      settle: () => {
        memory?.commit();
        changes.settle();
      },
    };
  }

  /** The day (and later ones), and the later hours, whose formula looks back on this one. */
  private follow(domain: Domain, from: number, now: number): WorkKey[] {
    const day = periodStart('day', from);
    const next = periodEnd('day', day);
    const keys = [this.marks.key(domain.id, 'day', day, now)];
    const lookback = (domain.dayLookbackHours ?? 0) * HOUR_MS;
    for (let later = next; later <= now && from >= later - lookback; later = periodEnd('day', later)) {
      keys.push(this.marks.key(domain.id, 'day', later, now));
    }
    for (let i = 1; i <= domain.lookbackHours && from + i * HOUR_MS <= now; i++) {
      keys.push(this.marks.key(domain.id, 'hour', from + i * HOUR_MS, now));
    }
    return keys;
  }

  private compute(
    domain: Domain,
    hours: readonly StationHour[],
    first: number,
    last: number,
  ): Map<string, Float64Array> {
    const vectors = new Map<string, Float64Array>();
    for (const hour of hours) {
      const vector = domain.compute(hour, first, last, this.facts.catalogue.methods);
      if (vector !== null) vectors.set(hour.station.id, vector);
    }
    return vectors;
  }

  private async derive(
    domain: Domain,
    derive: NonNullable<Domain['derive']>,
    vectors: Vectors,
    from: number,
  ): Promise<void> {
    const earliest = from - domain.lookbackHours * HOUR_MS;
    const before = await this.stores.vectors.range(domain, 'hour', earliest, from);
    for (const [station, vector] of vectors) {
      const history = Array.from(
        { length: domain.lookbackHours },
        (_, i) => before.get(from - (i + 1) * HOUR_MS)?.get(station) ?? null,
      );
      derive(vector, history);
    }
  }

  private async read(
    stations: readonly KpiStation[],
    from: number,
    now: number,
    ahead: PreparedHours | undefined,
  ): Promise<StationHour[]> {
    const hours: StationHour[] = [];
    for (const family of new Set(stations.map((station) => station.family))) {
      const own = stations.filter((station) => station.family === family);
      const columns = ahead?.windows(family) ?? (await this.stores.windows.read(family, from));
      hours.push(...stationHours(own, columns, from, now));
    }
    return hours;
  }
}
