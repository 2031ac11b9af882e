import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { type Period, WINDOW_MS } from '@app/contracts';
import { periodEnd, periodStart } from '@app/kpi';
import type { Device } from '@app/registry';
import type { MeasureDef } from '@app/telemetry';
import { type SeriesRows, TimeSeries } from '@app/time-series';
import { type Aggregation, Bucket, fieldsFor } from './aggregate.js';
import { expectedReadings } from './expected.js';

const MAX_ROWS = 500_000;
const MAX_BUCKETS = 50_000;

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

/** Answers series queries from the stored points and windows. */
@Injectable()
export class SeriesService {
  constructor(
    private readonly series: TimeSeries,
    private readonly clock: Clock,
  ) {}

  /** Stored points of the devices, in time order. */
  async points(
    measure: MeasureDef,
    devices: readonly Device[],
    from: number,
    to: number,
  ): Promise<RawItem[]> {
    if (devices.length === 0) return [];
    const rows = await this.series.read({
      bucket: 'raw',
      measurement: measure.family,
      where: { device: devices.map((device) => device.id) },
      from,
      to,
      fields: [measure.column],
      limit: MAX_ROWS,
    });
    const values = rows.fields[measure.column];
    const items: RawItem[] = [];
    for (let row = 0; row < rows.length; row++) {
      const value = values?.[row] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      items.push({
        t: new Date(rows.times[row] ?? 0).toISOString(),
        value,
        n: 1,
        completeness: 1,
        device: rows.tags.device?.[row] ?? '',
        lane: rows.tags.lane?.[row] ?? '',
      });
    }
    return items.sort((a, b) => (a.t < b.t ? -1 : a.t > b.t ? 1 : 0));
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
    if (devices.length === 0) return [];
    const rows = await this.series.read({
      bucket: 'windows',
      measurement: measure.family,
      where: { device: devices.map((device) => device.id) },
      from: Math.floor(from / WINDOW_MS) * WINDOW_MS,
      to,
      fields: ['readings', ...fieldsFor(measure, aggregation)],
      limit: MAX_ROWS,
    });
    const gathered = gather(rows, bucket, () => new Bucket(measure, aggregation));
    const now = this.clock.now();
    const items: SeriesItem[] = [];
    for (let start = periodStart(bucket, from); start < to; start = periodEnd(bucket, start)) {
      const expected = expectedReadings(devices, start, periodEnd(bucket, start), now);
      const found = gathered.get(start);
      if (!found && expected === 0) continue;
      items.push({
        t: new Date(start).toISOString(),
        value: found?.value() ?? null,
        n: found?.n ?? 0,
        completeness: expected === 0 ? 1 : Math.min(1, (found?.readings ?? 0) / expected),
      });
    }
    return items;
  }
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

function gather(rows: SeriesRows, bucket: Period, create: () => Bucket): Map<number, Bucket> {
  const gathered = new Map<number, Bucket>();
  const readings = rows.fields.readings;
  for (let row = 0; row < rows.length; row++) {
    const start = periodStart(bucket, rows.times[row] ?? 0);
    let one = gathered.get(start);
    if (!one) gathered.set(start, (one = create()));
    one.add(rows, row);
    const count = readings?.[row] ?? 0;
    if (!Number.isNaN(count)) one.readings += count;
  }
  return gathered;
}
