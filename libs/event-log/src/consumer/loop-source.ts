import type { Topic } from '@app/contracts';
import type { LogBatch } from '../event-log.port.js';

/** What a loop needs of a log that lives in this process. */
export interface LoopSource {
  read(
    topic: Topic,
    partition: number,
    from: number,
    limits: { maxRecords: number; maxBytes: number },
  ): Promise<LogBatch>;
  /** Offset of the next record that will be durable. */
  end(topic: Topic, partition: number): number;
  /** Resolves when the end is beyond `offset`, or when the signal aborts. */
  waitBeyond(topic: Topic, partition: number, offset: number, signal: AbortSignal): Promise<void>;
}

/** What the owner of a loop hears of it. */
export interface LoopHooks {
  /** The position moved: what lies before it may be dropped by retention. */
  readonly onPosition?: (partition: number, position: number) => void;
  /** A handler threw, asked for a retry, lost its partition, or reading went wrong. */
  readonly onError?: (message: string, error: unknown) => void;
  /** Source of jitter in 0..1. */
  readonly random?: () => number;
}
