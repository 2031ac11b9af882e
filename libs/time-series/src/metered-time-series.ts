import type { Metrics } from '@app/observability';
import {
  type Bucket,
  type MeasurementSchema,
  type RefusedRow,
  type SeriesQuery,
  type SeriesRows,
  TimeSeries,
  TimeSeriesError,
} from './time-series.port.js';

const SECONDS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30];
const ROWS = [1, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000];

type Operation = 'write' | 'read' | 'newest' | 'oldest' | 'drop';

/** Any time series with its metrics: the same names whatever the engine. */
export class MeteredTimeSeries extends TimeSeries {
  private readonly seconds;
  private readonly size;
  private readonly rows;
  private readonly refused;
  private readonly pending;
  private readonly errors;

  constructor(
    private readonly series: TimeSeries,
    metrics: Metrics,
  ) {
    super();
    this.seconds = metrics.histogram(
      'nhippho_timeseries_operation_seconds',
      'Time of a call to the time series; of a write, until its rows are durable',
      SECONDS,
      ['operation'],
    );
    this.size = metrics.histogram('nhippho_timeseries_write_batch_rows', 'Rows written in one call', ROWS);
    this.rows = metrics.counter('nhippho_timeseries_written_rows_total', 'Rows made durable', ['bucket']);
    this.refused = metrics.counter(
      'nhippho_timeseries_refused_rows_total',
      'Rows that the store would not take',
      ['bucket'],
    );
    this.pending = metrics.gauge('nhippho_timeseries_operations_pending', 'Calls under way', ['operation']);
    this.errors = metrics.counter(
      'nhippho_timeseries_errors_total',
      'Calls to the time series that failed, by code of the error',
      ['operation', 'code'],
    );
    metrics.gauge('nhippho_timeseries_up', '1 while the time series works', [], (gauge) =>
      gauge.set(series.health().ok ? 1 : 0),
    );
  }

  open(schema: readonly MeasurementSchema[]): Promise<void> {
    return this.series.open(schema);
  }

  async write(rows: readonly SeriesRows[]): Promise<readonly RefusedRow[]> {
    const refused = await this.measured('write', () => this.series.write(rows));
    let sum = 0;
    for (const { bucket, length } of rows) {
      sum += length;
      this.rows.inc({ bucket }, length);
    }
    this.size.observe(sum);
    for (const { bucket } of refused) this.refused.inc({ bucket });
    return refused;
  }

  read(query: SeriesQuery): Promise<SeriesRows> {
    return this.measured('read', () => this.series.read(query));
  }

  newestBefore(query: Parameters<TimeSeries['newestBefore']>[0]): Promise<SeriesRows> {
    return this.measured('newest', () => this.series.newestBefore(query));
  }

  oldestFrom(query: Parameters<TimeSeries['oldestFrom']>[0]): Promise<SeriesRows> {
    return this.measured('oldest', () => this.series.oldestFrom(query));
  }

  dropBefore(bucket: Bucket, before: number): Promise<number> {
    return this.measured('drop', () => this.series.dropBefore(bucket, before));
  }

  health(): { readonly ok: boolean; readonly detail: string } {
    return this.series.health();
  }

  close(): Promise<void> {
    return this.series.close();
  }

  private async measured<T>(operation: Operation, call: () => Promise<T>): Promise<T> {
    const began = performance.now();
    this.pending.inc({ operation });
    try {
      const result = await call();
      this.seconds.observe({ operation }, (performance.now() - began) / 1_000);
      return result;
    } catch (error) {
      this.errors.inc({ operation, code: error instanceof TimeSeriesError ? error.code : 'other' });
      throw error;
    } finally {
      this.pending.dec({ operation });
    }
  }
}
