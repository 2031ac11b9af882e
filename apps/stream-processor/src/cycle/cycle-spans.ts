import type { StoredRecord } from '@app/event-log';
import {
  type BatchSpans,
  type Beginning,
  type ServiceTracer,
  TRACE_HEADER,
  tracesOf,
} from '@app/observability';
import type { Cycle } from './cycle.js';
import type { CycleStep } from './cycle-probe.js';

/** Spans of a commit cycle in the traces of the readings that it takes in. */
export class CycleSpans {
  private constructor(
    private readonly spans: BatchSpans,
    /** By device: the trace that goes on in ❸ with the windows that its reading touched. */
    readonly byDevice: ReadonlyMap<string, string>,
  ) {}

  /** Null when none of the records that the cycle takes is traced. */
  static of(
    tracer: ServiceTracer,
    taken: readonly StoredRecord[],
    cycle: Cycle,
    began: Beginning,
  ): CycleSpans | null {
    const traces = tracesOf(taken);
    const spans = tracer.batch('process', traces, { 'nhippho.records': taken.length }, began);
    if (spans === null) return null;
    const byDevice = new Map<string, string>();
    for (const { record, series, outcome } of cycle.items) {
      const trace = record.headers[TRACE_HEADER];
      if (trace === undefined || (outcome !== 'stored' && outcome !== 'corrected')) continue;
      const next = spans.follow(trace);
      if (next !== undefined) byDevice.set(series.device, next);
    }
    return new CycleSpans(spans, byDevice);
  }

  /** The cycle has reached this step. */
  step(step: CycleStep): void {
    this.spans.step(step);
  }

  /** @param failure how the cycle ended where it didn't commit */
  end(failure?: string): void {
    this.spans.end(failure);
  }
}
