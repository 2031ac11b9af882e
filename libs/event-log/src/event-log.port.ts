import type { Topic } from '@app/contracts';

/** String headers of a record. Pass the same object again where it doesn't change: adapters cache its encoding. */
export type LogHeaders = Readonly<Record<string, string>>;

/** A record to append. */
export interface LogRecord {
  /** Decides the partition (murmur2 of its UTF-8 bytes); records of one key keep their order. */
  readonly key: string;
  readonly value: Uint8Array;
  readonly headers: LogHeaders;
  /** Epoch milliseconds. */
  readonly timestamp: number;
}

/** A record as read back. */
export interface StoredRecord extends LogRecord {
  readonly offset: number;
}

/** Consecutive records of one partition. `records` may be empty with `next > from`: retention left a gap. */
export interface LogBatch {
  readonly topic: Topic;
  readonly partition: number;
  /** Offset that was asked for. */
  readonly from: number;
  /** Offset to go on from: one past the last record. */
  readonly next: number;
  readonly records: readonly StoredRecord[];
  /** Records between `from` and the first one here that retention had dropped already. */
  readonly lost: number;
}

/** What a handler answers: nothing advances on anything but `Committed`. */
export type Outcome =
  | { readonly kind: 'committed'; /** Next offset to read. */ readonly next: number }
  | { readonly kind: 'retry'; readonly reason: string }
  /** Ownership is gone: stop reading this partition until it is assigned again. */
  | { readonly kind: 'lost'; readonly reason: string };

export interface ConsumeOptions {
  readonly topic: Topic;
  /** Consumer group. A broadcast consumer (`position: 'end'` on every instance) names none. */
  readonly group: string | null;
  readonly maxRecords: number;
  readonly maxBytes: number;
  /** Called when a partition becomes ours; resolves to the offset to start at (-1: the end when consuming began). */
  readonly onAssigned: (partition: number) => Promise<number>;
  /** Called with one batch at a time per partition, never two at once for the same partition. */
  readonly onBatch: (batch: LogBatch) => Promise<Outcome>;
}

export interface LogConsumer {
  /** Stops reading; resolves when no handler is running any more. */
  close(): Promise<void>;
  /** Records between the consumer's position and the log's end, over all its partitions. */
  lag(): Promise<number>;
  /** The same by partition, of those that are ours at the moment. */
  lagByPartition(): Promise<ReadonlyMap<number, number>>;
}

/** Oldest kept offset and next offset to be written of a partition. */
export interface LogRange {
  readonly first: number;
  readonly next: number;
}

/** Why an append or a read failed, and whether trying again can help. */
export class EventLogError extends Error {
  constructor(
    readonly code:
      'EVENTLOG_FULL' | 'EVENTLOG_CLOSED' | 'EVENTLOG_CORRUPT' | 'EVENTLOG_IO' | 'EVENTLOG_MISCONFIGURED',
    message: string,
    readonly retryable: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'EventLogError';
  }
}

/** A durable log of partitioned, ordered, replayable records. */
export abstract class EventLog {
  /** Opens what is there; refuses to start with another partition count than the data was written with. */
  abstract open(): Promise<void>;
  /**
   * Appends all the records, in order per key, and resolves when all are durable (embedded: synced to disk;
   * Kafka: acknowledged by every in-sync replica). Rejects with EventLogError when none may be taken as stored.
   * While the log is full or slow the promise waits; it never drops.
   */
  abstract append(topic: Topic, records: readonly LogRecord[]): Promise<void>;
  abstract partitions(topic: Topic): number;
  abstract range(topic: Topic, partition: number): Promise<LogRange>;
  /** Reads without consuming; empty when `from` is the end. */
  abstract read(
    topic: Topic,
    partition: number,
    from: number,
    limits: { maxRecords: number; maxBytes: number },
  ): Promise<LogBatch>;
  abstract consume(options: ConsumeOptions): Promise<LogConsumer>;
  /** True while appends and consumers get on; with the reason in words when not. Has no side effect. */
  abstract health(): { readonly ok: boolean; readonly detail: string };
  /** What an operator should know although everything works; null when there is nothing. */
  warning(): string | null {
    return null;
  }
  /** Bytes appended that are not durable yet, and how many of a topic are queued before appends wait outside (0: any). */
  backlog(): { readonly bytes: number; readonly limit: number } {
    return { bytes: 0, limit: 0 };
  }
  abstract close(): Promise<void>;
}
