import { Injectable } from '@nestjs/common';
import { type Logger, Logs, Metrics, type ServiceTracer, Tracing } from '@app/observability';
import type { LedgerDelta } from '@app/registry';
import type { CycleStep } from './cycle/cycle-probe.js';

const SECONDS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];
const MESSAGES = [1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 20_000];

/** What happened in a committed cycle. */
export interface CycleCommitted {
  readonly partition: number;
  readonly messages: number;
  readonly seconds: number;
  readonly counts: readonly LedgerDelta[];
  readonly lateReadings: number;
  readonly recomputed: number;
  readonly windows: number;
}

/** The processor's events, each with its log line and its metrics; and the tracer of its cycles. */
@Injectable()
export class ProcessorEvents {
  readonly tracer: ServiceTracer;
  private readonly log: Logger;
  private readonly readings;
  private readonly rejected;
  private readonly messages;
  private readonly privacy;
  private readonly late;
  private readonly recomputed;
  private readonly windows;
  private readonly steps;
  private readonly repairs;
  private readonly verified;
  private readonly cycles;
  private readonly batch;
  private readonly failures;
  private readonly lostRecords;
  private readonly redoneRecords;
  private readonly refusedRows;

  constructor(logs: Logs, metrics: Metrics, tracing: Tracing) {
    this.tracer = tracing.for('stream-processor');
    this.log = logs.for('stream-processor');
    this.readings = metrics.counter('nhippho_processor_readings_total', 'Readings by outcome', ['outcome']);
    this.rejected = metrics.counter('nhippho_processor_rejected_total', 'Rejected readings', ['reason']);
    this.messages = metrics.counter('nhippho_processor_messages_total', 'Messages taken from the log');
    this.privacy = metrics.counter('nhippho_processor_privacy_dropped_total', 'Identifying fields dropped');
    this.late = metrics.counter('nhippho_processor_late_readings_total', 'Readings that came out of order');
    this.recomputed = metrics.counter(
      'nhippho_window_recomputed_total',
      'Windows computed from stored points',
    );
    this.windows = metrics.counter('nhippho_window_written_total', 'Windows written');
    this.repairs = metrics.counter(
      'nhippho_window_repaired_total',
      'Windows found wrong when they became final; expected 0',
    );
    this.verified = metrics.counter(
      'nhippho_window_verified_total',
      'Windows compared with their stored points when final',
    );
    this.steps = metrics.histogram(
      'nhippho_processor_step_seconds',
      'Time that a step of the commit cycle took',
      SECONDS,
      ['step'],
    );
    this.cycles = metrics.histogram(
      'nhippho_processor_cycle_seconds',
      'Time of a commit cycle that committed, from its first step to its last',
      SECONDS,
    );
    this.batch = metrics.histogram(
      'nhippho_processor_cycle_messages',
      'Messages taken by a commit cycle',
      MESSAGES,
    );
    this.failures = metrics.counter('nhippho_processor_failures_total', 'Cycles not committed', ['kind']);
    this.redoneRecords = metrics.counter(
      'nhippho_processor_redone_records_total',
      'Records applied again because a former owner wrote after it had lost the partition',
    );
    this.lostRecords = metrics.counter(
      'nhippho_processor_lost_records_total',
      'Records that retention dropped before they were read',
    );
    this.refusedRows = metrics.counter('nhippho_processor_refused_rows_total', 'Rows the store refused', [
      'bucket',
    ]);
  }

  stepDone(step: CycleStep, seconds: number): void {
    this.steps.observe({ step }, seconds);
  }

  committed(cycle: CycleCommitted): void {
    this.messages.inc(cycle.messages);
    this.batch.observe(cycle.messages);
    this.cycles.observe(cycle.seconds);
    this.late.inc(cycle.lateReadings);
    this.recomputed.inc(cycle.recomputed);
    this.windows.inc(cycle.windows);
    for (const { stored, corrected, duplicate, rejected, privacyDropped } of cycle.counts) {
      this.readings.inc({ outcome: 'stored' }, stored);
      this.readings.inc({ outcome: 'corrected' }, corrected);
      this.readings.inc({ outcome: 'duplicate' }, duplicate);
      this.privacy.inc(privacyDropped);
      for (const [reason, n] of Object.entries(rejected)) {
        this.readings.inc({ outcome: 'rejected' }, n);
        this.rejected.inc({ reason }, n);
      }
    }
  }

  assigned(partition: number, position: number, hasPending: boolean): void {
    this.log.info({ partition, position, hasPending }, 'partition claimed');
  }

  failed(partition: number, reason: string): void {
    this.failures.inc({ kind: 'retry' });
    this.log.warn({ partition, reason }, 'cycle not committed, trying again');
  }

  ownershipLost(partition: number, detail: string): void {
    this.failures.inc({ kind: 'lost' });
    this.log.warn({ partition, detail }, 'partition lost');
  }

  recordsLost(partition: number, count: number): void {
    this.lostRecords.inc(count);
    this.log.error({ partition, count }, 'records were dropped by retention before they were read');
  }

  rowsRefused(bucket: string, count: number, detail: string): void {
    this.refusedRows.inc({ bucket }, count);
    this.log.warn({ bucket, count, detail }, 'store refused rows');
  }

  redone(partition: number, records: number): void {
    this.redoneRecords.inc(records);
    this.log.warn({ partition, records }, 'applied records again: a former owner had written after its time');
  }

  windowsVerified(count: number): void {
    this.verified.inc(count);
  }

  windowRepaired(device: string, family: string, start: number, field: string): void {
    this.repairs.inc();
    this.log.error({ device, family, start, field }, 'window differed from its stored points');
  }
}
