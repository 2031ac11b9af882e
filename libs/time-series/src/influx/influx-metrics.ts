import { type Logger, type Logs, type Metrics } from '@app/observability';
import type { Bucket } from '../time-series.port.js';
import { BUCKETS } from './influx-api.js';
import { MAX_WAITING_ROWS } from './bucket-writer.js';
import type { InfluxEvents } from './influx-events.js';
import type { Trouble } from './influx-errors.js';

const SECONDS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20];
const LINES = [1, 10, 100, 500, 1000, 2000, 5000, 10_000];

/** Prometheus metrics and log lines of the InfluxDB adapter. */
export class InfluxMetrics implements InfluxEvents {
  private readonly log: Logger;
  private readonly seconds;
  private readonly failures;
  private readonly lines;

  constructor(
    logs: Logs,
    private readonly metrics: Metrics,
  ) {
    this.log = logs.for('time-series');
    this.seconds = metrics.histogram(
      'nhippho_influx_request_seconds',
      'Requests to InfluxDB, however they ended',
      SECONDS,
      ['kind'],
    );
    this.failures = metrics.counter(
      'nhippho_influx_request_failures_total',
      'Requests that InfluxDB did not fulfil, by reason',
      ['kind', 'reason'],
    );
    this.lines = metrics.histogram('nhippho_influx_batch_lines', 'Lines of one write request', LINES, [
      'bucket',
    ]);
    metrics
      .gauge('nhippho_influx_waiting_rows_limit', 'Rows of a bucket that may wait; a write beyond is refused')
      .set(MAX_WAITING_ROWS);
  }

  /** Shows how many rows of each bucket wait. */
  watch(waiting: (bucket: Bucket) => number): void {
    const { metrics } = this;
    metrics.gauge('nhippho_influx_waiting_rows', 'Rows that wait for their write', ['bucket'], (gauge) => {
      for (const bucket of BUCKETS) gauge.set({ bucket }, waiting(bucket));
    });
  }

  requestDone(kind: 'write' | 'read', outcome: 'ok' | Trouble, seconds: number): void {
    this.seconds.observe({ kind }, seconds);
    if (outcome !== 'ok') this.failures.inc({ kind, reason: outcome });
  }

  batchStored(bucket: Bucket, lines: number): void {
    this.lines.observe({ bucket }, lines);
  }

  failing(words: string): void {
    this.log.warn(words);
  }

  recovered(): void {
    this.log.info('InfluxDB does what it is asked again');
  }
}
