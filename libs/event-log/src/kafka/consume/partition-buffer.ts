import type { Topic } from '@app/contracts';
import { EventLogError } from '../../event-log.port.js';
import type { LogBatch, LogRange, StoredRecord } from '../../event-log.port.js';
import type { HeadersCodec } from '../wire/headers-codec.js';
import { readRecords, wholeBatches } from '../wire/record-reader.js';

/** Bytes read ahead of a handler; the reading pauses beyond. */
const AHEAD_BYTES = 4 << 20;

/** What was read of a partition and not handed over yet. One reader, one handler at a time. */
export class PartitionBuffer {
  /** Whole batches as they came, read but not taken apart. */
  private sets: Buffer[] = [];
  private setBytes = 0;
  private records: StoredRecord[] = [];
  private taken = 0;
  /** Offset that is handed over next. */
  private at: number | null = null;
  private fetchAt = 0;
  /** Counts the times at which reading began somewhere else: an answer to an older question is dropped. */
  private seeks = 0;
  private end = 0;
  /** Everything before it was dropped by retention, as far as it was asked for. */
  private keptFrom = 0;
  private failure: EventLogError | null = null;
  private wake: () => void = () => undefined;

  constructor(
    readonly topic: Topic,
    readonly partition: number,
    private readonly codec: HeadersCodec,
  ) {}

  /** True while somebody waits for records here and there is room for more. */
  get isWanted(): boolean {
    return this.at !== null && this.setBytes < AHEAD_BYTES;
  }

  /** True while reading pauses because the handler is behind. */
  get isFull(): boolean {
    return this.at !== null && this.setBytes >= AHEAD_BYTES;
  }

  /** What to ask the broker for, and with which number its answer must come. */
  get wanted(): { readonly from: number; readonly ticket: number } {
    return { from: this.fetchAt, ticket: this.seeks };
  }

  /** The end of the partition as the last answer said. */
  get knownEnd(): number {
    return this.end;
  }

  /** Reading goes on at `from`; true when that is not where it stood. */
  seek(from: number): boolean {
    if (this.at === from) return false;
    this.sets = [];
    this.setBytes = 0;
    this.records = [];
    this.taken = 0;
    this.at = this.fetchAt = from;
    this.failure = null;
    this.keptFrom = 0;
    this.seeks += 1;
    return true;
  }

  /** Takes in what the broker sent for `ticket`; true when it brought records. */
  offer(ticket: number, set: Buffer, end: number): boolean {
    if (ticket !== this.seeks) return false;
    this.end = end;
    const { bytes, next } = wholeBatches(set);
    if (next === null) return false;
    // A copy, so that a slow partition doesn't keep the answer for all the others in memory.
    this.sets.push(Buffer.from(set.subarray(0, bytes)));
    this.setBytes += bytes;
    this.fetchAt = Math.max(this.fetchAt, next);
    this.wake();
    return true;
  }

  /** The broker has nothing at the offset asked for with `ticket`: dropped by retention, or never written. */
  outOfRange(ticket: number, range: LogRange): void {
    if (ticket !== this.seeks) return;
    this.end = range.next;
    if (this.fetchAt < range.first) this.fetchAt = this.keptFrom = range.first;
    else if (this.fetchAt > range.next)
      this.failure = beyondEnd(this.topic, this.partition, this.fetchAt, range);
    this.wake();
  }

  /** The next batch, or null while there is nothing to hand over. */
  take(limits: { maxRecords: number; maxBytes: number }): LogBatch | null {
    const from = this.at;
    if (from === null) return null;
    this.failIfBeyond();
    const records = this.collect(limits);
    const last = records.at(-1);
    // Without records it may be a gap behind which nothing has come yet.
    if (!last && (this.setBytes > 0 || this.fetchAt === from)) return null;
    const next = last ? last.offset + 1 : this.fetchAt;
    const lost = Math.max(0, Math.min(this.keptFrom, next) - from);
    this.at = next;
    return { topic: this.topic, partition: this.partition, from, next, records, lost };
  }

  /** Resolves when there may be something to take, or when the signal aborts. */
  wait(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        signal.removeEventListener('abort', wake);
        this.wake = () => undefined;
        resolve();
      };
      this.wake = wake;
      signal.addEventListener('abort', wake, { once: true });
    });
  }

  /** Throws once, and asks the broker again the next time. */
  private failIfBeyond(): void {
    const { failure } = this;
    if (!failure) return;
    this.at = null;
    throw failure;
  }

  private collect({ maxRecords, maxBytes }: { maxRecords: number; maxBytes: number }): StoredRecord[] {
    const out: StoredRecord[] = [];
    let bytes = 0;
    while (out.length < maxRecords) {
      const record = this.records[this.taken] ?? this.unpack();
      if (!record) break;
      bytes += record.value.length;
      if (bytes > maxBytes && out.length > 0) break;
      out.push(record);
      this.taken += 1;
    }
    return out;
  }

  /** Takes the next set apart; its first record, or undefined when there is no set. */
  private unpack(): StoredRecord | undefined {
    // The broker sends whole batches, though their first records may be dropped already.
    const from = Math.max(this.at ?? 0, this.keptFrom);
    this.records = [];
    this.taken = 0;
    for (let set = this.sets[0]; set; set = this.sets[0]) {
      this.records = readRecords(set, from, `${this.topic}/${this.partition}`, this.codec);
      this.sets.shift();
      this.setBytes -= set.length;
      if (this.records.length > 0) break;
    }
    return this.records[0];
  }
}

/** A position beyond the end means that the log was lost or exchanged, not that it is quiet: waiting would skip records. */
export function beyondEnd(topic: Topic, partition: number, from: number, range: LogRange): EventLogError {
  const message = `reading ${topic}/${partition} from offset ${from}, but it ends at ${range.next}`;
  return new EventLogError('EVENTLOG_MISCONFIGURED', message, false);
}
