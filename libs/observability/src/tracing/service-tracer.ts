import {
  type Attributes,
  ROOT_CONTEXT,
  type SpanContext,
  SpanKind,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import { BatchSpans } from './batch-spans.js';
import { beginning } from './beginning.js';
import type { Sampling } from './sampling.js';
import { formatTraceparent, parseTraceparent } from './traceparent.js';

/** Sampled readings that one batch follows; of the others the trace ends before it. */
const FOLLOWED_AT_MOST = 64;

/** What came in, for its span. */
export interface Arrival {
  readonly device: string;
  readonly inlet: string;
  readonly bytes: number;
}

/** The span of one message from its arrival until it is durable. */
export interface ArrivalSpan {
  /** For the header of its record. */
  readonly traceparent: string;
  end(): void;
}

/** Makes the spans of one service. While tracing is off every call answers null and costs a comparison. */
export class ServiceTracer {
  /** A tracer that makes nothing. */
  static readonly off = new ServiceTracer(null);

  constructor(private readonly parts: { readonly tracer: Tracer; readonly sampling: Sampling } | null) {}

  /** Hot paths look here first. */
  get isOn(): boolean {
    return this.parts !== null;
  }

  /**
   * The span of a message that has come in; null when it isn't traced.
   * @param given the traceparent that came with it, where one did
   */
  arrival(given: string | undefined, { device, inlet, bytes }: Arrival): ArrivalSpan | null {
    const decision = this.parts?.sampling.decide(given) ?? null;
    if (this.parts === null || decision === null) return null;
    const parent = decision === 'new' ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, decision);
    const attributes = { 'nhippho.device': device, 'nhippho.inlet': inlet, 'nhippho.bytes': bytes };
    const span = this.parts.tracer.startSpan('receive', { kind: SpanKind.SERVER, attributes }, parent);
    return { traceparent: formatTraceparent(span.spanContext()), end: () => span.end() };
  }

  /**
   * The spans of work done for many things at once; null when none of them is traced.
   * @param traceparents of those that are traced; malformed ones are passed over
   */
  batch(
    name: string,
    traceparents: Iterable<string>,
    attributes: Attributes = {},
    began = beginning(),
  ): BatchSpans | null {
    if (this.parts === null) return null;
    const parents = new Map<string, SpanContext>();
    for (const text of traceparents) {
      if (parents.has(text) || parents.size >= FOLLOWED_AT_MOST) continue;
      const parent = parseTraceparent(text);
      if (parent !== null) parents.set(text, parent);
    }
    return parents.size === 0 ? null : new BatchSpans(this.parts.tracer, name, parents, attributes, began);
  }
}
