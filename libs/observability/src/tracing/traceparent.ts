import { type SpanContext, TraceFlags } from '@opentelemetry/api';

/** Name of the header under which a record carries a traceparent, on every topic. */
export const TRACE_HEADER = 'trace';

const FORMAT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const NO_TRACE_ID = '0'.repeat(32);
const NO_SPAN_ID = '0'.repeat(16);

/** Reads a W3C traceparent [Trace Context, 3.2]; null for what is none, which is to be treated as if it weren't there. */
export function parseTraceparent(text: string): SpanContext | null {
  const [, version, traceId = '', spanId = '', flags = '', more] = FORMAT.exec(text) ?? [];
  if (version === undefined || version === 'ff' || (version === '00' && more !== undefined)) return null;
  if (traceId === NO_TRACE_ID || spanId === NO_SPAN_ID) return null;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true };
}

/** Writes version 00 of a traceparent. */
export function formatTraceparent({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}

/** Traceparents among the headers of these records: those of the records that are traced. */
export function tracesOf(
  records: Iterable<{ readonly headers: Readonly<Record<string, string>> }>,
): string[] {
  const traces: string[] = [];
  for (const { headers } of records) {
    const text = headers[TRACE_HEADER];
    if (text !== undefined) traces.push(text);
  }
  return traces;
}
