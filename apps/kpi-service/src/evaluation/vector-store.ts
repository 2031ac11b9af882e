import { Injectable } from '@nestjs/common';
import { AppConfig } from '@app/config';
import {
  COMPONENT,
  type ComponentLevel,
  componentsFromRows,
  type Domain,
  FINAL_AFTER_MS,
  type KpiColumns,
  periodEnd,
  periodsBetween,
  rowsFromComponents,
} from '@app/kpi';
import { TimeSeries } from '@app/time-series';
import { Lru } from './lru.js';

/** Vectors of all stations of a domain in one period, by station id. */
export type Vectors = ReadonlyMap<string, Float64Array>;

const NONE: Vectors = new Map();
const MAX_PERIODS = 500;
/** Days of which the components of reducers are kept: a year of four domains. */
const MAX_DAYS = 1500;
const SAVE_EVERY_MS = 10_000;

interface Waiting {
  readonly savedAt: number;
  readonly vectors: Vectors;
}

export interface VectorChanges {
  readonly rows: KpiColumns | null;
  readonly hasMoved: boolean;
  /** When the period must be evaluated again for its vectors to be stored; null: they are, with `rows`. */
  readonly againAt: number | null;
  settle(): void;
}

/** Station vectors by domain, level and period, as the evaluators read them and tell what has become of them. */
export abstract class VectorSource {
  /** Vectors of every period of a level that starts in [from, to); a period without any gives an empty map. */
  abstract range(
    domain: Domain,
    level: ComponentLevel,
    from: number,
    to: number,
  ): Promise<Map<number, Vectors>>;

  /** Of each day in [from, to): vectors of the components given, in their order. */
  abstract days(
    domain: Domain,
    components: readonly number[],
    from: number,
    to: number,
  ): Promise<Map<number, Vectors>>;

  /** Compares new vectors with those known. Nothing is stored before `rows` are written and `settle` is called. */
  abstract changes(
    domain: Domain,
    level: ComponentLevel,
    from: number,
    vectors: Vectors,
    now: number,
  ): Promise<VectorChanges>;
}

/**
 * Station vectors by domain, level and period. The time series holds them; where this process is the only
 * evaluator (embedded: it holds the data folder's lock) they are kept in memory besides, and those of running periods,
 * which move with every reading, are stored every ten seconds: a mark in the registry sees to it, so that after a
 * crash they are worked out again.
 */
@Injectable()
export class VectorStore extends VectorSource {
  private readonly cache = new Lru<Vectors>(MAX_PERIODS);
  private readonly dayCache = new Lru<{ readonly components: readonly number[]; readonly vectors: Vectors }>(
    MAX_DAYS,
  );
  /** Vectors of running periods that moved since they were stored. Not an Lru: nothing else has them. */
  private readonly waiting = new Map<string, Waiting>();
  private readonly isExclusive: boolean;

  constructor(
    private readonly series: TimeSeries,
    config: AppConfig,
  ) {
    super();
    this.isExclusive = config.profile === 'embedded';
  }

  async range(
    domain: Domain,
    level: ComponentLevel,
    from: number,
    to: number,
  ): Promise<Map<number, Vectors>> {
    const found = new Map<number, Vectors>();
    const missing: number[] = [];
    for (const start of periodsBetween(level, from, to)) {
      const key = keyOf(domain, level, start);
      const cached = this.isExclusive ? this.cache.get(key) : undefined;
      if (cached === undefined) missing.push(start);
      else found.set(start, cached);
    }
    const [first, last] = [missing[0], missing.at(-1)];
    if (first === undefined || last === undefined) return found;
    const read = await this.read(domain, level, first, periodEnd(level, last), everyComponent(domain));
    for (const start of missing) {
      const waiting = this.waiting.get(keyOf(domain, level, start))?.vectors ?? NONE;
      const vectors = new Map([...(read.get(start) ?? NONE), ...waiting]);
      found.set(start, vectors);
      this.cache.set(keyOf(domain, level, start), vectors);
    }
    return found;
  }

  /**
   * Of each day in [from, to): vectors of the components given, in their order. For reducers over a quarter or a year,
   * whose full vectors would crowd everything else out of memory.
   */
  async days(
    domain: Domain,
    components: readonly number[],
    from: number,
    to: number,
  ): Promise<Map<number, Vectors>> {
    const found = new Map<number, Vectors>();
    const missing: number[] = [];
    for (const start of periodsBetween('day', from, to)) {
      const kept = this.isExclusive ? this.dayCache.get(keyOf(domain, 'day', start)) : undefined;
      if (kept !== undefined && sameList(kept.components, components)) found.set(start, kept.vectors);
      else missing.push(start);
    }
    const [first, last] = [missing[0], missing.at(-1)];
    if (first === undefined || last === undefined) return found;
    const read = await this.read(domain, 'day', first, periodEnd('day', last), components);
    const chosen = (vector: Float64Array): Float64Array =>
      Float64Array.from(components, (c) => vector[c] ?? 0);
    for (const start of missing) {
      const key = keyOf(domain, 'day', start);
      const vectors = new Map(read.get(start) ?? NONE);
      for (const [station, vector] of this.waiting.get(key)?.vectors ?? NONE)
        vectors.set(station, chosen(vector));
      found.set(start, vectors);
      this.dayCache.set(key, { components, vectors });
    }
    return found;
  }

  /**
   * Compares new vectors with those known. A station that is not in `vectors` any more (its service was found not to
   * reach into the period) gets zeros. `rows` are to be written now; null when nothing moved, or when what moved can
   * wait until `againAt`. Call `settle` once they are stored.
   */
  async changes(
    domain: Domain,
    level: ComponentLevel,
    from: number,
    vectors: Vectors,
    now: number,
  ): Promise<VectorChanges> {
    const key = keyOf(domain, level, from);
    const before = (await this.range(domain, level, from, periodEnd(level, from))).get(from) ?? NONE;
    const left = [...before].flatMap(([station, vector]): [string, Float64Array][] =>
      vectors.has(station) || vector.every((value) => value === 0)
        ? []
        : [[station, new Float64Array(vector.length)]],
    );
    const moved = [...vectors].filter(([station, vector]) => !sameVector(before.get(station), vector));
    moved.push(...left);
    const waiting = this.waiting.get(key);
    const merged = moved.length === 0 ? before : new Map([...before, ...vectors, ...left]);
    const dirty = new Map([...(waiting?.vectors ?? []), ...moved]);
    const againAt = this.againAt(level, from, waiting?.savedAt, now);
    const rows = dirty.size === 0 || againAt !== null ? null : rowsOf(domain, level, from, dirty, now);
    return {
      rows,
      hasMoved: moved.length > 0,
      againAt: dirty.size === 0 ? null : againAt,
      settle: () => {
        this.cache.set(key, merged);
        if (level === 'day' && moved.length > 0) this.dayCache.delete(key);
        if (!this.isLive(level, from, now)) this.waiting.delete(key);
        else if (rows !== null) this.waiting.set(key, { savedAt: now, vectors: new Map() });
        else if (waiting !== undefined) this.waiting.set(key, { ...waiting, vectors: dirty });
      },
    };
  }

  /** When the vectors of a period that keeps moving may be written again; null: now. */
  private againAt(
    level: ComponentLevel,
    from: number,
    savedAt: number | undefined,
    now: number,
  ): number | null {
    if (savedAt === undefined || !this.isLive(level, from, now)) return null;
    return savedAt + SAVE_EVERY_MS > now ? savedAt + SAVE_EVERY_MS : null;
  }

  private isLive(level: ComponentLevel, from: number, now: number): boolean {
    return this.isExclusive && periodEnd(level, from) + FINAL_AFTER_MS > now;
  }

  private async read(
    domain: Domain,
    level: ComponentLevel,
    from: number,
    to: number,
    components: readonly number[],
  ): Promise<Map<number, Vectors>> {
    const rows = await this.series.read({
      bucket: 'kpi',
      measurement: COMPONENT,
      where: { family: [domain.id], level: [level] },
      from,
      to,
      fields: components.map((i) => `c${i}`),
    });
    const found = new Map<number, Map<string, Float64Array>>();
    for (const row of componentsFromRows(rows, components)) {
      let vectors = found.get(row.from);
      if (vectors === undefined) found.set(row.from, (vectors = new Map()));
      vectors.set(row.station, row.vector);
    }
    return found;
  }
}

function rowsOf(
  domain: Domain,
  level: ComponentLevel,
  from: number,
  vectors: Vectors,
  now: number,
): KpiColumns {
  const rows = [...vectors].map(([station, vector]) => ({ station, from, vector }));
  return rowsFromComponents(domain.id, level, rows, now);
}

function keyOf(domain: Domain, level: ComponentLevel, from: number): string {
  return `${domain.id}|${level}|${from}`;
}

function everyComponent(domain: Domain): number[] {
  return domain.components.map((_, i) => i);
}

function sameList(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

/** Component by component; false for one that is missing. */
export function sameVector(a: Float64Array | undefined, b: Float64Array): boolean {
  if (a === undefined || a.length !== b.length) return false;
  for (let i = 0; i < b.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
