import { EventLogError } from '../../event-log.port.js';
import type { LogRecord } from '../../event-log.port.js';
import type { TopicLayout } from '../topics.js';
import { MAX_RECORD_BYTES } from '../kafka-options.js';
import type { HeadersCodec } from '../wire/headers-codec.js';
import { AppendGroup } from './append-group.js';
import { KeyCache } from './key-cache.js';

/** Bytes that wait in encoded form; appends beyond that wait as they came. */
const QUEUE_BYTES = 32 << 20;
const SPARE_GROUPS = 2;

interface Waiting {
  readonly records: readonly LogRecord[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit of one topic: what arrives while one group is being stored makes up the next. Records are encoded as
 * they arrive; an append that spans groups is done with its last, since groups are stored in order.
 */
export class AppendQueue {
  private readonly keys: KeyCache;
  private readonly groups: AppendGroup[] = [];
  private readonly spare: AppendGroup[] = [];
  private readonly overflow: Waiting[] = [];
  private pumping: Promise<void> | null = null;
  private queuedBytes = 0;
  private isClosed = false;

  constructor(
    private readonly layout: TopicLayout,
    private readonly codec: HeadersCodec,
    /** Resolves to true when the group is stored, to false when it will not be. */
    private readonly store: (group: AppendGroup) => Promise<boolean>,
  ) {
    this.keys = new KeyCache(layout.partitions);
  }

  /** Bytes that wait to be acknowledged. */
  get waitingBytes(): number {
    return this.queuedBytes;
  }

  static readonly limitBytes = QUEUE_BYTES;

  add(records: readonly LogRecord[]): Promise<void> {
    if (this.isClosed) return Promise.reject(closedError());
    const tooLarge = records.find(({ key, value }) => key.length * 3 + value.length > MAX_RECORD_BYTES);
    if (tooLarge) return Promise.reject(tooLargeError(this.layout.topic, tooLarge));
    return new Promise((resolve, reject) => {
      // Behind those that wait, or an append could overtake one of the same key.
      const isFull = this.queuedBytes >= QUEUE_BYTES || this.overflow.length > 0;
      if (isFull) this.overflow.push({ records, resolve, reject });
      else this.take({ records, resolve, reject });
    });
  }

  /** Refuses what comes from now on and what waits; resolves when nothing is being stored any more. */
  async close(): Promise<void> {
    this.isClosed = true;
    for (const { reject } of this.overflow.splice(0)) reject(closedError());
    await this.pumping;
  }

  private take({ records, resolve, reject }: Waiting): void {
    let group = this.groups.at(-1) ?? this.begin();
    let before = group.bytes;
    for (const record of records) {
      const key = this.keys.of(record.key);
      if (group.add(record, key, this.codec)) continue;
      this.queuedBytes += group.bytes - before;
      group = this.begin();
      before = 0;
      group.add(record, key, this.codec);
    }
    this.queuedBytes += group.bytes - before;
    group.waiters.push({ resolve, reject });
    this.pumping ??= this.pump();
  }

  private begin(): AppendGroup {
    const group = this.spare.pop() ?? new AppendGroup(this.layout.partitions);
    this.groups.push(group);
    return group;
  }

  private async pump(): Promise<void> {
    // One turn of the loop, so that what other connections received in this turn joins the group.
    await new Promise((resolve) => setImmediate(resolve));
    for (let group = this.groups.shift(); group; group = this.groups.shift()) {
      const { bytes } = group;
      await this.settle(group);
      this.queuedBytes -= bytes;
      group.reset();
      if (this.spare.length < SPARE_GROUPS) this.spare.push(group);
      while (this.queuedBytes < QUEUE_BYTES) {
        const waiting = this.overflow.shift();
        if (!waiting) break;
        this.take(waiting);
      }
    }
    this.pumping = null;
  }

  private async settle(group: AppendGroup): Promise<void> {
    try {
      const isStored = !this.isClosed && (await this.store(group));
      if (isStored) group.settle();
      else group.refuse(closedError());
    } catch (error) {
      group.refuse(error);
    }
  }
}

/** What an append to a closed log, or one caught by its closing, is refused with. */
export function closedError(): EventLogError {
  return new EventLogError('EVENTLOG_CLOSED', 'the event log is closed', false);
}

function tooLargeError(topic: string, { key, value }: LogRecord): EventLogError {
  const message = `appending a record of ${value.length} bytes with key ${key} to ${topic}; at most ${MAX_RECORD_BYTES}`;
  return new EventLogError('EVENTLOG_MISCONFIGURED', message, false);
}
