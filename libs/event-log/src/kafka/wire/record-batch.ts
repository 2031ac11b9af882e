import type { LogRecord } from '../../event-log.port.js';
import { crc32c } from './crc32c.js';
import { writeInt64 } from './int64.js';
import { sizeOfVarint, writeVarint } from './varint.js';

/**
 * Places in the head of a record batch, format 2, big endian: i64 base offset, i32 length of what follows, i32 leader
 * epoch, i8 format, u32 CRC-32C of what follows, i16 attributes, i32 last offset delta, i64 first and i64 greatest
 * timestamp, i64 producer id, i16 producer epoch, i32 first sequence number, i32 number of records.
 */
export const BATCH = {
  headBytes: 61,
  lengthAt: 8,
  lengthFrom: 12,
  leaderEpochAt: 12,
  formatAt: 16,
  format: 2,
  crcAt: 17,
  attributesAt: 21,
  lastDeltaAt: 23,
  firstTimeAt: 27,
  maxTimeAt: 35,
  producerIdAt: 43,
  producerEpochAt: 51,
  sequenceAt: 53,
  countAt: 57,
} as const;

/** Bytes that a record takes at most beyond key, value and headers. */
export const RECORD_OVERHEAD = 32;

/** Buffers larger than this are given back when a batch is done. */
const KEEP_BYTES = 256 * 1024;
const FIRST_BYTES = 8 * 1024;

/** Who stamps a batch: what lets the broker recognise a repetition. */
export interface ProducerStamp {
  readonly producerId: bigint;
  readonly epoch: number;
  readonly sequence: number;
}

/** Writes records straight into the bytes of one batch: no object is made for a message. */
export class RecordBatchBuilder {
  private buffer = Buffer.allocUnsafeSlow(FIRST_BYTES);
  private end: number = BATCH.headBytes;
  private firstTime = 0;
  private maxTime = 0;
  private records = 0;

  get count(): number {
    return this.records;
  }

  get bytes(): number {
    return this.end;
  }

  /**
   * Adds a record; its value is copied.
   * @param key length and UTF-8 bytes of the key, as `encodeKey` gives them
   * @param headers as `HeadersCodec` encodes them
   */
  add(record: LogRecord, key: Buffer, headers: Buffer): void {
    const { value } = record;
    const time = Math.trunc(record.timestamp);
    if (this.records === 0) this.firstTime = this.maxTime = time;
    else if (time > this.maxTime) this.maxTime = time;
    const delta = time - this.firstTime;
    const index = this.records;
    const size =
      1 +
      sizeOfVarint(delta) +
      sizeOfVarint(index) +
      key.length +
      sizeOfVarint(value.length) +
      value.length +
      headers.length;
    this.reserve(size + 5);
    const out = this.buffer;
    let at = writeVarint(out, size, this.end);
    out[at++] = 0;
    at = writeVarint(out, delta, at);
    at = writeVarint(out, index, at);
    out.set(key, at);
    at = writeVarint(out, value.length, at + key.length);
    out.set(value, at);
    at += value.length;
    out.set(headers, at);
    this.end = at + headers.length;
    this.records = index + 1;
  }

  /** The finished batch, valid until the next `add` or `reset`. */
  finish(stamp: ProducerStamp): Buffer {
    const out = this.buffer;
    writeInt64(out, 0, 0);
    out.writeInt32BE(this.end - BATCH.lengthFrom, BATCH.lengthAt);
    out.writeInt32BE(-1, BATCH.leaderEpochAt);
    out.writeInt8(BATCH.format, BATCH.formatAt);
    out.writeInt16BE(0, BATCH.attributesAt);
    out.writeInt32BE(this.records - 1, BATCH.lastDeltaAt);
    writeInt64(out, this.firstTime, BATCH.firstTimeAt);
    writeInt64(out, this.maxTime, BATCH.maxTimeAt);
    out.writeBigInt64BE(stamp.producerId, BATCH.producerIdAt);
    out.writeInt16BE(stamp.epoch, BATCH.producerEpochAt);
    out.writeInt32BE(stamp.sequence, BATCH.sequenceAt);
    out.writeInt32BE(this.records, BATCH.countAt);
    out.writeUInt32BE(crc32c(out, BATCH.attributesAt, this.end), BATCH.crcAt);
    return out.subarray(0, this.end);
  }

  reset(): void {
    this.end = BATCH.headBytes;
    this.records = 0;
    if (this.buffer.length > KEEP_BYTES) this.buffer = Buffer.allocUnsafeSlow(FIRST_BYTES);
  }

  private reserve(more: number): void {
    const needed = this.end + more;
    if (needed <= this.buffer.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(needed, this.buffer.length * 2));
    this.buffer.copy(grown, 0, 0, this.end);
    this.buffer = grown;
  }
}

/** Length and bytes of a key, as a record holds them. */
export function encodeKey(key: string): Buffer {
  const length = Buffer.byteLength(key);
  const out = Buffer.allocUnsafe(sizeOfVarint(length) + length);
  out.write(key, writeVarint(out, length, 0), 'utf8');
  return out;
}
