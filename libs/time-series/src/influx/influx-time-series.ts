import { setTimeout as delay } from 'node:timers/promises';
import {
  type Bucket,
  type MeasurementSchema,
  type RefusedRow,
  type SeriesQuery,
  type SeriesRows,
  TimeSeries,
  TimeSeriesError,
} from '../time-series.port.js';
import { mergeSchemas } from '../merge-schemas.js';
import { InfluxConnection } from './influx-connection.js';
import { asTimeSeriesError } from './influx-errors.js';
import type { InfluxOptions } from './influx-api.js';
import type { LinePart } from './line-batch.js';
import { type InfluxEvents, NO_EVENTS } from './influx-events.js';
import { BatchSender } from './batch-sender.js';
import { BucketWriter } from './bucket-writer.js';
import { type Selection, statementsFor } from './influxql.js';
import { RowCollector } from './row-collector.js';
import { requireFields, requireTags, SchemaBook } from './schema-book.js';

/** How often rows that are half written are read again, and the pause before each, ms. */
const READS_AGAIN = 8;
const PAUSE_MS = 25;

type EdgeOf<K extends 'newestBefore' | 'oldestFrom'> = Parameters<TimeSeries[K]>[0];

/**
 * Time series in InfluxDB 1.8 or 2.7: line protocol in, InfluxQL out. A write that fails is tried again for some
 * seconds and then given back as retryable; nothing is kept or dropped behind the caller's back. `health` is red from a
 * failure to the next success, which is looked for every second.
 */
export class InfluxTimeSeries extends TimeSeries {
  private readonly connection: InfluxConnection;
  private readonly writers: Readonly<Record<Bucket, BucketWriter>>;
  private readonly events: InfluxEvents;
  private schema: readonly MeasurementSchema[] = [];
  private book: SchemaBook | null = null;
  private isClosed = false;

  constructor(options: InfluxOptions) {
    super();
    const connection = new InfluxConnection(options);
    this.connection = connection;
    this.events = options.events ?? NO_EVENTS;
    const writer = (bucket: Bucket): BucketWriter => {
      const put = (lines: Buffer): Promise<void> => connection.put(bucket, lines);
      const stored = (lines: number): void => this.events.batchStored(bucket, lines);
      return new BucketWriter(bucket, new BatchSender(put, stored), () => connection.keptFrom(bucket));
    };
    this.writers = { raw: writer('raw'), windows: writer('windows'), kpi: writer('kpi') };
  }

  override async open(schema: readonly MeasurementSchema[]): Promise<void> {
    if (this.isClosed) throw closed();
    const merged = mergeSchemas(this.schema, schema);
    const book = new SchemaBook(merged);
    await this.connection.prepare().catch((error: unknown) => {
      throw asTimeSeriesError('opening the time series', error);
    });
    this.schema = merged;
    this.book = book;
  }

  override async write(rows: readonly SeriesRows[]): Promise<readonly RefusedRow[]> {
    const book = this.running('writing');
    const refused: RefusedRow[] = [];
    const parts = new Map<Bucket, LinePart[]>();
    for (const part of rows) {
      const measurement = book.get(part.bucket, part.measurement);
      requireTags(measurement, Object.keys(part.tags));
      requireFields(measurement, Object.keys(part.fields));
      const { bucket, measurement: name } = part;
      const refuse = (row: number, detail: string): void => {
        refused.push({ bucket, measurement: name, row, detail });
      };
      const ofBucket = parts.get(bucket) ?? [];
      parts.set(bucket, ofBucket);
      ofBucket.push({ measurement, rows: part, refuse, next: 0 });
    }
    await allSettled([...parts].map(([bucket, some]) => this.writers[bucket].write(some)));
    return refused;
  }

  /** Rows of a bucket that wait or are being written. */
  waiting(bucket: Bucket): number {
    return this.writers[bucket].length;
  }

  override async read(query: SeriesQuery): Promise<SeriesRows> {
    const measurement = this.running('reading').get(query.bucket, query.measurement);
    const { where = {}, fields = measurement.schema.fields, from, to, limit } = query;
    return this.select({ measurement, fields, where, from, to }, limit ?? Infinity);
  }

  override async newestBefore(query: EdgeOf<'newestBefore'>): Promise<SeriesRows> {
    return this.edge({ ...query, from: query.notBefore, to: query.before }, 'newest');
  }

  override async oldestFrom(query: EdgeOf<'oldestFrom'>): Promise<SeriesRows> {
    return this.edge(query, 'oldest');
  }

  override async dropBefore(bucket: Bucket, before: number): Promise<number> {
    this.running('dropping');
    return this.connection.dropBefore(bucket, before).catch((error: unknown) => {
      throw asTimeSeriesError(`dropping from ${bucket}`, error);
    });
  }

  override health(): { readonly ok: boolean; readonly detail: string } {
    if (this.isClosed) return { ok: false, detail: 'closed' };
    if (this.book === null) return { ok: false, detail: 'not opened yet' };
    const { trouble } = this.connection;
    return { ok: trouble === null, detail: trouble ?? 'ok' };
  }

  /** Lets writes under way come to their end; what fails meanwhile isn't tried again. */
  override async close(): Promise<void> {
    this.isClosed = true;
    this.connection.hurry();
    await Promise.all(Object.values(this.writers).map((writer) => writer.idle()));
    this.connection.close();
  }

  private edge(query: EdgeOf<'oldestFrom'>, edge: 'newest' | 'oldest'): Promise<SeriesRows> {
    const measurement = this.running('reading').get(query.bucket, query.measurement);
    const { where = {}, from, to, field } = query;
    if (field !== undefined) requireFields(measurement, [field]);
    const { fields } = measurement.schema;
    const carries = field === undefined ? {} : { carries: field };
    return this.select({ measurement, fields, where, from, to, edge, ...carries }, Infinity);
  }

  private async select(selection: Selection, limit: number): Promise<SeriesRows> {
    const { measurement, fields, where } = selection;
    requireTags(measurement, Object.keys(where));
    requireFields(measurement, fields);
    let rows = await this.selectOnce(selection, limit);
    // InfluxDB reads field by field: of a point that comes meanwhile it may find some fields and miss others.
    for (let again = 0; again < READS_AGAIN && measurement.schema.whole === true && isTorn(rows); again++) {
      await delay(PAUSE_MS);
      rows = await this.selectOnce(selection, limit);
    }
    return rows;
  }

  private async selectOnce(selection: Selection, limit: number): Promise<SeriesRows> {
    const { measurement, fields } = selection;
    const { bucket } = measurement.schema;
    try {
      return await this.connection.reading(async (query) => {
        const found = new RowCollector(measurement, fields);
        const statements = statementsFor(selection);
        if (statements.length === 0) return found.rows();
        for await (const piece of query(bucket, statements)) {
          found.add(piece);
          if (found.length > limit) {
            const message = `reading ${measurement.name}: more than ${limit} rows`;
            throw new TimeSeriesError('TIMESERIES_TOO_MANY_ROWS', message, false);
          }
        }
        return found.rows();
      });
    } catch (error) {
      throw asTimeSeriesError(`reading ${measurement.name}`, error);
    }
  }

  private running(doing: string): SchemaBook {
    if (this.isClosed) throw closed();
    if (this.book) return this.book;
    throw new TimeSeriesError('TIMESERIES_UNAVAILABLE', `${doing}: the time series is not opened yet`, true);
  }
}

function isTorn({ fields }: SeriesRows): boolean {
  return Object.values(fields).some((column) => column.some(Number.isNaN));
}

/** Waits for all, so that no part of a call is still being written when it fails. */
async function allSettled(all: readonly Promise<void>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(all)) {
    if (outcome.status === 'rejected') throw outcome.reason;
  }
}

function closed(): TimeSeriesError {
  return new TimeSeriesError('TIMESERIES_CLOSED', 'using the time series: closed', false);
}
