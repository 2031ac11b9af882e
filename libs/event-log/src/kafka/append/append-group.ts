import type { LogRecord } from '../../event-log.port.js';
import { RECORD_OVERHEAD, RecordBatchBuilder } from '../wire/record-batch.js';
import type { HeadersCodec } from '../wire/headers-codec.js';
import type { EncodedKey } from './key-cache.js';

/** Bytes of one partition's batch, of which a request holds one; a larger record is alone in its. */
const BATCH_BYTES = 1 << 20;
/** Bytes of one request. */
const GROUP_BYTES = 4 << 20;

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** What goes to Kafka together: at most one batch per partition, and who waits for them. */
export class AppendGroup {
  readonly waiters: Waiter[] = [];
  private readonly batches: (RecordBatchBuilder | undefined)[];
  private size = 0;
  private records = 0;

  constructor(partitions: number) {
    this.batches = Array.from({ length: partitions });
  }

  get bytes(): number {
    return this.size;
  }

  get count(): number {
    return this.records;
  }

  /** Adds the record; false when there is no room for it here. */
  add(record: LogRecord, key: EncodedKey, codec: HeadersCodec): boolean {
    const headers = codec.encode(record.headers);
    const bytes = RECORD_OVERHEAD + record.value.length + key.bytes.length + headers.length;
    let batch = this.batches[key.partition];
    if (!batch) this.batches[key.partition] = batch = new RecordBatchBuilder();
    if (this.records > 0 && this.size + bytes > GROUP_BYTES) return false;
    if (batch.count > 0 && batch.bytes + bytes > BATCH_BYTES) return false;
    batch.add(record, key.bytes, headers);
    this.size += bytes;
    this.records += 1;
    return true;
  }

  /** Partitions that have records in it. */
  partitions(): number[] {
    return this.batches.flatMap((batch, partition) => (batch && batch.count > 0 ? [partition] : []));
  }

  batch(partition: number): RecordBatchBuilder {
    const batch = this.batches[partition];
    if (!batch) throw new Error(`the group has no batch for partition ${partition}`);
    return batch;
  }

  settle(): void {
    for (const { resolve } of this.waiters) resolve();
  }

  refuse(error: unknown): void {
    for (const { reject } of this.waiters) reject(error);
  }

  /** Empties it for its next use. */
  reset(): void {
    for (const batch of this.batches) batch?.reset();
    this.waiters.length = 0;
    this.size = 0;
    this.records = 0;
  }
}
