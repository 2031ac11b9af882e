import type { LogRecord } from '@app/event-log';
import { type ArrivalSpan, TRACE_HEADER } from '@app/observability';
import type { Receiver } from './collector.js';

/** Stands for the receiver of one traced record: ends its span when it is durable. */
export class TracedReceiver implements Receiver {
  constructor(
    private readonly receiver: Receiver,
    private readonly span: ArrivalSpan,
  ) {}

  committed(ack: number, bytes: number): void {
    this.span.end();
    this.receiver.committed(ack, bytes);
  }

  flush(): void {
    this.receiver.flush();
  }
}

/** The record with the trace among its headers. */
export function withTrace(record: LogRecord, { traceparent }: ArrivalSpan): LogRecord {
  return { ...record, headers: Object.freeze({ ...record.headers, [TRACE_HEADER]: traceparent }) };
}
