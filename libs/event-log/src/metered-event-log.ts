import type { Topic } from '@app/contracts';
import type { Metrics } from '@app/observability';
import { EventLog } from './event-log.port.js';
import type { ConsumeOptions, LogBatch, LogConsumer, LogRange, LogRecord } from './event-log.port.js';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30];
const RECORDS = [1, 4, 16, 64, 256, 1_000, 4_000, 16_000];

/** Any log, with what is appended to it counted: the same metrics for every adapter. */
export class MeteredEventLog extends EventLog {
  private readonly meters;

  constructor(
    private readonly log: EventLog,
    metrics: Metrics,
  ) {
    super();
    this.meters = {
      records: metrics.counter('nhippho_log_appended_records_total', 'Records made durable in the log', [
        'topic',
      ]),
      bytes: metrics.counter('nhippho_log_appended_bytes_total', 'Bytes of the values made durable', [
        'topic',
      ]),
      failures: metrics.counter('nhippho_log_append_failures_total', 'Appends that were refused', ['topic']),
      seconds: metrics.histogram('nhippho_log_append_seconds', 'From an append to its durability', SECONDS, [
        'topic',
      ]),
      sizes: metrics.histogram('nhippho_log_append_records', 'Records in an append', RECORDS, ['topic']),
    };
    metrics.gauge('nhippho_log_up', '1 while appends and consumers get on', [], (gauge) =>
      gauge.set(log.health().ok ? 1 : 0),
    );
    metrics.gauge('nhippho_log_queue_bytes', 'Bytes appended that are not durable yet', [], (gauge) =>
      gauge.set(log.backlog().bytes),
    );
    metrics.gauge(
      'nhippho_log_queue_limit_bytes',
      'Bytes a topic of the log queues before appends wait outside; 0: as many as callers have in flight',
      [],
      (gauge) => gauge.set(log.backlog().limit),
    );
  }

  open(): Promise<void> {
    return this.log.open();
  }

  async append(topic: Topic, records: readonly LogRecord[]): Promise<void> {
    const { meters } = this;
    const began = performance.now();
    try {
      await this.log.append(topic, records);
    } catch (error) {
      meters.failures.inc({ topic });
      throw error;
    }
    let bytes = 0;
    for (const { value } of records) bytes += value.length;
    meters.records.inc({ topic }, records.length);
    meters.bytes.inc({ topic }, bytes);
    meters.sizes.observe({ topic }, records.length);
    meters.seconds.observe({ topic }, (performance.now() - began) / 1_000);
  }

  partitions(topic: Topic): number {
    return this.log.partitions(topic);
  }

  range(topic: Topic, partition: number): Promise<LogRange> {
    return this.log.range(topic, partition);
  }

  read(
    topic: Topic,
    partition: number,
    from: number,
    limits: { maxRecords: number; maxBytes: number },
  ): Promise<LogBatch> {
    return this.log.read(topic, partition, from, limits);
  }

  consume(options: ConsumeOptions): Promise<LogConsumer> {
    return this.log.consume(options);
  }

  health(): { readonly ok: boolean; readonly detail: string } {
    return this.log.health();
  }

  override warning(): string | null {
    return this.log.warning();
  }

  override backlog(): { readonly bytes: number; readonly limit: number } {
    return this.log.backlog();
  }

  close(): Promise<void> {
    return this.log.close();
  }
}
