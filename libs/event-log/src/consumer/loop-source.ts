import type { Topic } from '@app/contracts';
import type { LogBatch } from '../event-log.port.js';

/** Where a loop gets its records from. */
export interface LoopSource {
  /** Records from `from` on; waits until there are some. Null when the signal aborts before that. */
  next(
    topic: Topic,
    partition: number,
    from: number,
    limits: { maxRecords: number; maxBytes: number },
    signal: AbortSignal,
  ): Promise<LogBatch | null>;
  /** Offset of the next record that will be durable. */
  end(topic: Topic, partition: number): number | Promise<number>;
}

/** What the owner of a loop hears of it. */
export interface LoopHooks {
  /** Called before a partition is claimed: resolves when it is known to be ours, or when the signal aborts. */
  readonly mayAssign?: (partition: number, signal: AbortSignal) => Promise<void>;
  /** The position moved: what lies before it may be dropped by retention. */
  readonly onPosition?: (partition: number, position: number) => void;
  /** Retention had dropped records that this consumer had not read. */
  readonly onLost?: (batch: LogBatch) => void;
  /** A handler threw, asked for a retry, lost its partition, or reading went wrong. */
  readonly onError?: (message: string, error: unknown) => void;
  /** Source of jitter in 0..1. */
  readonly random?: () => number;
}
