import type { LogRecord } from '@app/event-log';

/** Messages gathered from all connections and requests, in the order in which each sender sent them. */
export interface InboundBatch {
  readonly records: readonly LogRecord[];
}

/** The first `to` records of the batch are durable: their senders are told. */
interface Committed {
  readonly kind: 'committed';
  readonly to: number;
}

/** Nothing is known to be durable: the same batch comes again. */
interface Retry {
  readonly kind: 'retry';
  readonly reason: string;
}

export type BatchOutcome = Committed | Retry;

/** What a handler gave back, whatever it was, as an outcome: only a true `Committed` counts as one. */
export function outcomeOf(returned: unknown, size: number): BatchOutcome {
  if (typeof returned === 'object' && returned !== null && 'kind' in returned) {
    const { kind } = returned;
    if (kind === 'committed' && 'to' in returned) {
      const { to } = returned;
      if (typeof to === 'number' && Number.isInteger(to) && to >= 0 && to <= size) {
        return { kind: 'committed', to };
      }
    }
    if (kind === 'retry' && 'reason' in returned) return { kind: 'retry', reason: String(returned.reason) };
  }
  return { kind: 'retry', reason: 'the handler returned neither Committed nor Retry' };
}
