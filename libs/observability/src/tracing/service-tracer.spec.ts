import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { Sampling } from './sampling.js';
import { ServiceTracer } from './service-tracer.js';

const ARRIVAL = { device: 'cam-1', inlet: 'mqtt', bytes: 10 };

describe('the tracer of a service', () => {
  let spans: InMemorySpanExporter;
  let tracer: ServiceTracer;

  beforeEach(() => {
    spans = new InMemorySpanExporter();
    const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
    const sampling = new Sampling({ ratio: 1, now: () => 0, random: () => 0 });
    tracer = new ServiceTracer({ tracer: provider.getTracer('test'), sampling });
  });

  const finished = () =>
    spans.getFinishedSpans().map((span) => {
      const { traceId, spanId } = span.spanContext();
      const links = span.links.map(({ context }) => context.spanId);
      return { name: span.name, traceId, spanId, parent: span.parentSpanContext?.spanId, links, span };
    });

  it('makes nothing while tracing is off', () => {
    expect(ServiceTracer.off.isOn).toBe(false);
    expect(ServiceTracer.off.arrival(undefined, ARRIVAL)).toBeNull();
    expect(
      ServiceTracer.off.batch('work', ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01']),
    ).toBeNull();
  });

  it('makes no spans for a batch of which nothing is traced', () => {
    expect(tracer.batch('work', [])).toBeNull();
    expect(tracer.batch('work', ['nonsense'])).toBeNull();
  });

  it('gives the span of an arrival as the parent of what follows', () => {
    const arrival = tracer.arrival(undefined, ARRIVAL);
    const spansOfWork = tracer.batch('work', [arrival?.traceparent ?? '']);
    spansOfWork?.end();
    arrival?.end();

    const all = finished();
    const received = all.find(({ name }) => name === 'receive');
    const work = all.find(({ name }) => name === 'work');
    expect(received?.span.attributes).toMatchObject({ 'nhippho.device': 'cam-1', 'nhippho.bytes': 10 });
    expect(work).toMatchObject({ traceId: received?.traceId, parent: received?.spanId });
  });

  it('links the batch with each traced thing, and each with the batch', () => {
    const arrivals = [1, 2].map(() => tracer.arrival(undefined, ARRIVAL)!);
    tracer
      .batch(
        'work',
        arrivals.map(({ traceparent }) => traceparent),
      )
      ?.end();
    for (const arrival of arrivals) arrival.end();

    const all = finished();
    const batch = all.find(({ name }) => name === 'work batch')!;
    const received = all.filter(({ name }) => name === 'receive');
    expect(batch.links).toEqual(received.map(({ spanId }) => spanId));
    expect(received.map(({ traceId }) => traceId)).not.toContain(batch.traceId);
    const members = all.filter(({ name }) => name === 'work');
    expect(members.map(({ links }) => links)).toEqual([[batch.spanId], [batch.spanId]]);
  });

  it('puts steps end to end inside each traced thing', () => {
    const began = { at: Date.now() - 5, monotonic: performance.now() - 5 };
    const { traceparent } = tracer.arrival(undefined, ARRIVAL)!;
    const work = tracer.batch('work', [traceparent], {}, began)!;
    work.step('first');
    work.step('second');
    const next = work.follow(traceparent);
    work.end('the store is down');

    const all = finished();
    const [first, second] = ['first', 'second'].map((name) => all.find((one) => one.name === name)!);
    const member = all.find(({ name }) => name === 'work')!;
    expect([first?.parent, second?.parent]).toEqual([member.spanId, member.spanId]);
    expect(second?.span.startTime).toEqual(first?.span.endTime);
    expect(first?.span.startTime).toEqual(member.span.startTime);
    expect(next).toContain(`-${member.spanId}-01`);
    expect(member.span.status.message).toBe('the store is down');
  });

  it('follows at most 64 of a batch', () => {
    const trace = (n: number): string => `00-${String(n).padStart(32, '1')}-b7ad6b7169203331-01`;

    tracer
      .batch(
        'work',
        Array.from({ length: 500 }, (_, n) => trace(n)),
      )
      ?.end();

    expect(finished().filter(({ name }) => name === 'work')).toHaveLength(64);
  });
});
