import {
  type Attributes,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import { type Beginning, timeSince } from './beginning.js';
import { formatTraceparent } from './traceparent.js';

/**
 * Spans of one piece of work done for many things at once: one of its own, linked with the traced ones, and in the
 * trace of each of those a span with a child for every step.
 */
export class BatchSpans {
  private readonly own: Span;
  private readonly members = new Map<string, Span>();
  private stepBegan: number;

  /** @param parents the traced ones by their traceparent */
  constructor(
    private readonly tracer: Tracer,
    name: string,
    parents: ReadonlyMap<string, SpanContext>,
    attributes: Attributes,
    private readonly began: Beginning,
  ) {
    this.stepBegan = began.at;
    const common = { kind: SpanKind.CONSUMER, attributes, startTime: began.at };
    const links = [...parents.values()].map((context) => ({ context }));
    this.own = tracer.startSpan(`${name} batch`, { ...common, links }, ROOT_CONTEXT);
    const link = { context: this.own.spanContext() };
    for (const [text, parent] of parents) {
      const context = trace.setSpanContext(ROOT_CONTEXT, parent);
      this.members.set(text, tracer.startSpan(name, { ...common, links: [link] }, context));
    }
  }

  /** A step that began where the one before it ended is done. */
  step(name: string): void {
    const now = timeSince(this.began);
    for (const span of this.members.values()) {
      const context = trace.setSpan(ROOT_CONTEXT, span);
      this.tracer.startSpan(name, { startTime: this.stepBegan }, context).end(now);
    }
    this.stepBegan = now;
  }

  /** What the next part continues the trace of `traceparent` with; undefined for one that isn't followed here. */
  follow(traceparent: string): string | undefined {
    const span = this.members.get(traceparent);
    return span && formatTraceparent(span.spanContext());
  }

  /** @param failure why the work came to nothing, where it did */
  end(failure?: string): void {
    const now = timeSince(this.began);
    for (const span of [this.own, ...this.members.values()]) {
      if (failure !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: failure });
      span.end(now);
    }
  }
}
