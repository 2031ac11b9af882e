import { setTimeout as delay } from 'node:timers/promises';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { Logs } from '../logs.js';
import type { Metrics } from '../metrics.js';
import type { SpanExport } from './export.js';
import { Sampling } from './sampling.js';
import { ServiceTracer } from './service-tracer.js';
import { SpanCounts } from './tracing.metrics.js';

/** How long a stop waits for the last spans to be sent. */
const FLUSH_WITHIN_MS = 2_000;

/** Where spans go, and the share of messages that are traced (0..1). A null URL: tracing is off. */
export interface TracingOptions {
  readonly url: string | null;
  readonly ratio: number;
}

/** The process's tracing: off unless a collector is given, and then nothing of OpenTelemetry's SDK is even loaded. */
export class Tracing implements OnApplicationShutdown {
  /** Traces nothing. */
  static readonly off = new Tracing(null);

  private readonly tracers = new Map<string, ServiceTracer>();

  private constructor(private readonly parts: { export: SpanExport; sampling: Sampling } | null) {}

  /** Tracing as configured. Whether the collector answers is seen when spans are sent, not here. */
  static async open({ url, ratio }: TracingOptions, logs: Logs, metrics: Metrics): Promise<Tracing> {
    if (url === null) return Tracing.off;
    const { SpanExport, WAITING_AT_MOST } = await import('./export.js');
    const counts = new SpanCounts(logs.for('tracing'));
    counts.publish(metrics, WAITING_AT_MOST);
    const sampling = new Sampling({ ratio, now: () => performance.now(), random: Math.random });
    return new Tracing({ export: new SpanExport(url, counts), sampling });
  }

  /** The tracer of a service, under whose name its spans appear. */
  for(service: string): ServiceTracer {
    if (this.parts === null) return ServiceTracer.off;
    const { export: spans, sampling } = this.parts;
    const tracer =
      this.tracers.get(service) ?? new ServiceTracer({ tracer: spans.tracer(service), sampling });
    this.tracers.set(service, tracer);
    return tracer;
  }

  /** Sends what waits, for two seconds at most. */
  async onApplicationShutdown(): Promise<void> {
    if (this.parts === null) return;
    const sent = this.parts.export.shutdown().catch(() => undefined);
    await Promise.race([sent, delay(FLUSH_WITHIN_MS, undefined, { ref: false })]);
  }
}
