import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { type Period, WINDOW_MS } from '@app/contracts';
import { periodEnd, periodStart } from '@app/kpi';
import { type SeriesRows, TimeSeries } from '@app/time-series';
import { Bucket } from './aggregate.js';
import { chunksOf } from './chunks.js';
import { expectedReadings } from './expected.js';
import { LineIndex } from './line-index.js';
import type { LinePoint, SeriesLine } from './series-line.js';

const POINTS_AT_ONCE = 5_000;

/** Reads many lines in one go, by time and then by line, in batches. */
@Injectable()
export class SeriesReader {
  constructor(
    private readonly series: TimeSeries,
    private readonly clock: Clock,
  ) {}

  /** Stored points in [from, to). */
  async *points(
    lines: readonly SeriesLine[],
    from: number,
    to: number,
  ): AsyncGenerator<readonly LinePoint[]> {
    const index = new LineIndex(lines);
    for await (const { rows } of chunksOf(this.series, index.queries('raw'), from, to)) {
      const points = rows.flatMap((one) => pointsOf(one, index));
      points.sort((a, b) => a.t - b.t || a.line - b.line);
      yield* batches(points);
    }
  }

  /**
   * One point a bucket and line: of the windows that begin in [from, to). A bucket in which nothing was due and nothing came has
   * no point; one in which nothing came has value null.
   */
  async *buckets(
    lines: readonly SeriesLine[],
    bucket: Period,
    from: number,
    to: number,
  ): AsyncGenerator<readonly LinePoint[]> {
    const index = new LineIndex(lines);
    const open = new OpenBuckets(index, bucket);
    const now = this.clock.now();
    const first = Math.floor(from / WINDOW_MS) * WINDOW_MS;
    let start = periodStart(bucket, from);
    for await (const chunk of chunksOf(this.series, index.queries('windows'), first, to)) {
      for (const rows of chunk.rows) open.add(rows);
      const points: LinePoint[] = [];
      while (start < to && (periodEnd(bucket, start) <= chunk.to || chunk.to === to)) {
        points.push(...open.close(start, now));
        start = periodEnd(bucket, start);
      }
      yield* batches(points);
    }
  }
}

/** Buckets that rows are still being added to. */
class OpenBuckets {
  private readonly byStart = new Map<number, Map<number, Bucket>>();

  constructor(
    private readonly index: LineIndex,
    private readonly period: Period,
  ) {}

  add(rows: SeriesRows): void {
    const readings = rows.fields.readings;
    let [start, end] = [0, 0];
    let buckets = new Map<number, Bucket>();
    this.index.each(rows, (row, lines) => {
      const at = rows.times[row] ?? 0;
      if (at < start || at >= end) {
        start = periodStart(this.period, at);
        end = periodEnd(this.period, at);
        buckets = this.at(start);
      }
      const count = readings?.[row] ?? Number.NaN;
      for (const line of lines) {
        const one = this.bucket(buckets, line);
        one.add(rows, row);
        if (!Number.isNaN(count)) one.readings += count;
      }
    });
  }

  /** Takes the points of the bucket that begins then. */
  close(start: number, now: number): LinePoint[] {
    const found = this.byStart.get(start);
    this.byStart.delete(start);
    const end = periodEnd(this.period, start);
    return this.index.lines.flatMap(({ devices }, line) => {
      const bucket = found?.get(line);
      const expected = expectedReadings(devices, start, end, now);
      if (bucket === undefined && expected === 0) return [];
      const completeness = expected === 0 ? 1 : Math.min(1, (bucket?.readings ?? 0) / expected);
      return [{ line, t: start, value: bucket?.value() ?? null, n: bucket?.n ?? 0, completeness }];
    });
  }

  private at(start: number): Map<number, Bucket> {
    let buckets = this.byStart.get(start);
    if (!buckets) this.byStart.set(start, (buckets = new Map()));
    return buckets;
  }

  private bucket(buckets: Map<number, Bucket>, line: number): Bucket {
    let bucket = buckets.get(line);
    const of = this.index.lines[line];
    if (!of) throw new Error(`no line ${line}`);
    if (!bucket) buckets.set(line, (bucket = new Bucket(of.measure, of.aggregation)));
    return bucket;
  }
}

function pointsOf(rows: SeriesRows, index: LineIndex): LinePoint[] {
  const points: LinePoint[] = [];
  index.each(rows, (row, lines) => {
    for (const line of lines) {
      const column = index.lines[line]?.measure.column ?? '';
      const value = rows.fields[column]?.[row] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      const device = rows.tags.device?.[row] ?? '';
      const lane = rows.tags.lane?.[row] ?? '';
      points.push({ line, t: rows.times[row] ?? 0, value, n: 1, completeness: 1, device, lane });
    }
  });
  return points;
}

function* batches(points: readonly LinePoint[]): Generator<readonly LinePoint[]> {
  for (let i = 0; i < points.length; i += POINTS_AT_ONCE) yield points.slice(i, i + POINTS_AT_ONCE);
}
