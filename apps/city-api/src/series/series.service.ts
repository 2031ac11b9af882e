import { Injectable } from '@nestjs/common';
import type { Period } from '@app/contracts';
import { periodEnd, periodStart } from '@app/kpi';
import type { Device } from '@app/registry';
import type { MeasureDef } from '@app/telemetry';
import { Problem } from '../http/problem.js';
import type { Aggregation } from './aggregate.js';
import type { LinePoint, SeriesLine } from './series-line.js';
import { SeriesReader } from './series-reader.js';

const MAX_BUCKETS = 50_000;
/** Points that are held for a reply in pages. */
const MAX_POINTS = 500_000;

export interface SeriesItem {
  readonly t: string;
  readonly value: number | null;
  readonly n: number;
  readonly completeness: number;
}

export interface RawItem extends SeriesItem {
  readonly device: string;
  readonly lane: string;
}

/** Answers queries for one line from the stored points and windows. */
@Injectable()
export class SeriesService {
  constructor(private readonly reader: SeriesReader) {}

  /** Stored points of the devices, in time order. */
  async points(
    measure: MeasureDef,
    devices: readonly Device[],
    from: number,
    to: number,
  ): Promise<RawItem[]> {
    const points = await all(this.reader.points([lineOf(measure, 'count', devices)], from, to));
    return points.map((point) => ({ ...itemOf(point), device: point.device ?? '', lane: point.lane ?? '' }));
  }

  /**
   * One number a bucket over all the devices; buckets in which something was expected or came are listed, with
   * value null where nothing came. Problem of too many buckets is the caller's to prevent (`countBuckets`).
   */
  async buckets(
    measure: MeasureDef,
    devices: readonly Device[],
    bucket: Period,
    aggregation: Aggregation,
    from: number,
    to: number,
  ): Promise<SeriesItem[]> {
    const lines = [lineOf(measure, aggregation, devices)];
    return (await all(this.reader.buckets(lines, bucket, from, to))).map(itemOf);
  }
}

function lineOf(measure: MeasureDef, aggregation: Aggregation, devices: readonly Device[]): SeriesLine {
  return { measure, aggregation, devices, object: { area: null, station: null, device: null, lane: null } };
}

function itemOf({ t, value, n, completeness }: LinePoint): SeriesItem {
  return { t: new Date(t).toISOString(), value, n, completeness };
}

async function all(batches: AsyncIterable<readonly LinePoint[]>): Promise<LinePoint[]> {
  const points: LinePoint[] = [];
  for await (const batch of batches) {
    if (points.length + batch.length > MAX_POINTS)
      throw new Problem(
        422,
        `more than ${MAX_POINTS} points; ask for a shorter span, or take a file (format=csv)`,
      );
    points.push(...batch);
  }
  return points;
}

/** Number of buckets a query would list, up to one more than is allowed. */
export function countBuckets(from: number, to: number, bucket: Period): number {
  let count = 0;
  for (
    let start = periodStart(bucket, from);
    start < to && count <= MAX_BUCKETS;
    start = periodEnd(bucket, start)
  )
    count++;
  return count;
}

export { MAX_BUCKETS };
