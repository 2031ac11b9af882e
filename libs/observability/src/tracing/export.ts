import { hostname } from 'node:os';
import type { Tracer } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOnSampler,
  BasicTracerProvider,
  BatchSpanProcessor,
  type ReadableSpan,
  type SpanExporter,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import type { SpanCounts } from './tracing.metrics.js';

/** Spans that may wait to be sent; more are dropped and counted. */
export const WAITING_AT_MOST = 8_192;
const BATCH = 512;
const EVERY_MS = 1_000;
const EXPORT_WITHIN_MS = 5_000;

type Done = Parameters<SpanExporter['export']>[1];

/** Sends spans to an OTLP collector in the background, in batches, from a bounded queue. Loaded only when tracing is on. */
export class SpanExport implements SpanProcessor {
  private readonly batches: BatchSpanProcessor;
  private readonly exporter: OTLPTraceExporter;

  /** @param url base of the collector; spans go to `/v1/traces` under it */
  constructor(
    url: string,
    private readonly counts: SpanCounts,
  ) {
    const target = `${url.replace(/\/+$/, '')}/v1/traces`;
    this.exporter = new OTLPTraceExporter({ url: target, timeoutMillis: EXPORT_WITHIN_MS });
    this.batches = new BatchSpanProcessor(
      {
        export: (spans, done) => this.export(spans, done),
        shutdown: () => this.exporter.shutdown(),
      },
      // Its own limit drops without telling, so ours comes first.
      {
        maxQueueSize: 2 * WAITING_AT_MOST,
        maxExportBatchSize: BATCH,
        scheduledDelayMillis: EVERY_MS,
        exportTimeoutMillis: EXPORT_WITHIN_MS,
      },
    );
  }

  /** A tracer whose spans belong to `service`. */
  tracer(service: string): Tracer {
    const provider = new BasicTracerProvider({
      resource: resourceFromAttributes({
        'service.namespace': 'nhippho',
        'service.name': service,
        'service.instance.id': `${hostname()}:${process.pid}`,
      }),
      // Which messages are traced was decided before a span is asked for.
      sampler: new AlwaysOnSampler(),
      spanProcessors: [this],
    });
    return provider.getTracer(service);
  }

  onStart(): void {}

  onEnd(span: ReadableSpan): void {
    if (this.counts.waiting >= WAITING_AT_MOST) {
      this.counts.dropped += 1;
      return;
    }
    this.counts.waiting += 1;
    this.batches.onEnd(span);
  }

  forceFlush(): Promise<void> {
    return this.batches.forceFlush();
  }

  shutdown(): Promise<void> {
    return this.batches.shutdown();
  }

  private export(spans: ReadableSpan[], done: Done): void {
    this.exporter.export(spans, (result) => {
      this.counts.waiting -= spans.length;
      if (result.error === undefined) this.counts.exported += spans.length;
      else this.counts.fail(spans.length, result.error);
      done(result);
    });
  }
}
