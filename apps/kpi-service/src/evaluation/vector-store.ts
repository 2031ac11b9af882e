import { Injectable } from '@nestjs/common';
import { AppConfig } from '@app/config';
import {
  COMPONENT,
  type ComponentLevel,
  componentsFromRows,
  type Domain,
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

/**
 * Station vectors by domain, level and period. The time series holds them; where this process is the only
 * evaluator (embedded: it holds the data folder's lock) they are kept in memory besides.
 */
@Injectable()
export class VectorStore {
  private readonly cache = new Lru<Vectors>(MAX_PERIODS);
  private readonly isExclusive: boolean;

  constructor(
    private readonly series: TimeSeries,
    config: AppConfig,
  ) {
    this.isExclusive = config.profile === 'embedded';
  }

  /** Vectors of every period of a level that starts in [from, to); a period without any gives an empty map. */
  async range(
    domain: Domain,
    level: ComponentLevel,
    from: number,
    to: number,
  ): Promise<Map<number, Vectors>> {
    const found = new Map<number, Vectors>();
    const missing: number[] = [];
    for (const start of periodsBetween(level, from, to)) {
      const cached = this.isExclusive ? this.cache.get(keyOf(domain, level, start)) : undefined;
      if (cached === undefined) missing.push(start);
      else found.set(start, cached);
    }
    const [first, last] = [missing[0], missing.at(-1)];
    if (first === undefined || last === undefined) return found;
    const read = await this.read(domain, level, first, periodEnd(level, last));
    for (const start of missing) {
      const vectors = read.get(start) ?? new Map<string, Float64Array>();
      found.set(start, vectors);
      this.cache.set(keyOf(domain, level, start), vectors);
    }
    return found;
  }

  /**
   * Compares new vectors with the stored ones: rows to write for those that moved, none when nothing did.
   * A station that is not in `vectors` any more (its service was found not to reach into the period) gets zeros.
   */
  async changes(
    domain: Domain,
    level: ComponentLevel,
    from: number,
    vectors: Vectors,
    now: number,
  ): Promise<{ readonly rows: KpiColumns | null; readonly merged: Vectors }> {
    const before = (await this.range(domain, level, from, periodEnd(level, from))).get(from) ?? NONE;
    const left = [...before].flatMap(([station, vector]): [string, Float64Array][] =>
      vectors.has(station) || vector.every((value) => value === 0)
        ? []
        : [[station, new Float64Array(vector.length)]],
    );
    const moved = [...vectors].filter(([station, vector]) => !sameVector(before.get(station), vector));
    moved.push(...left);
    if (moved.length === 0) return { rows: null, merged: before };
    const rows = moved.map(([station, vector]) => ({ station, from, vector }));
    return {
      rows: rowsFromComponents(domain.id, level, rows, now),
      merged: new Map([...before, ...vectors, ...left]),
    };
  }

  /** To be called once the rows are stored. */
  remember(domain: Domain, level: ComponentLevel, from: number, vectors: Vectors): void {
    this.cache.set(keyOf(domain, level, from), vectors);
  }

  private async read(
    domain: Domain,
    level: ComponentLevel,
    from: number,
    to: number,
  ): Promise<Map<number, Vectors>> {
    const rows = await this.series.read({
      bucket: 'kpi',
      measurement: COMPONENT,
      where: { family: [domain.id], level: [level] },
      from,
      to,
      fields: domain.components.map((_, i) => `c${i}`),
    });
    const found = new Map<number, Map<string, Float64Array>>();
    for (const row of componentsFromRows(rows, domain.components.length)) {
      let vectors = found.get(row.from);
      if (vectors === undefined) found.set(row.from, (vectors = new Map()));
      vectors.set(row.station, row.vector);
    }
    return found;
  }
}

function keyOf(domain: Domain, level: ComponentLevel, from: number): string {
  return `${domain.id}|${level}|${from}`;
}

/** Component by component; false for one that is missing. */
export function sameVector(a: Float64Array | undefined, b: Float64Array): boolean {
  if (a === undefined || a.length !== b.length) return false;
  for (let i = 0; i < b.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
