import { crc32 } from 'node:zlib';
import type { LogHeaders, LogRecord } from '../event-log.port.js';
import type { HeadersCodec } from './headers-codec.js';

/**
 * Layout of a physical record (little endian): u32 length, u32 CRC-32 of all that follows, u32 version, u32 count,
 * f64 base offset, u32 number of keys, u32 number of headers; then columns: f64 timestamps, u32 key numbers,
 * u32 header numbers, u32 ends of values, u32 ends of keys, u32 ends of headers; then bytes: keys, headers, values.
 */
export const PACKED = { version: 1, headBytes: 32, crcFrom: 8, bytesPerRecord: 20 } as const;

/** Greatest number of records and bytes of values in one packed batch: what a reader copies at once. */
export const PACK_LIMITS = { records: 4_096, bytes: 1 << 20 } as const;

interface Tables {
  readonly keyOf: Uint32Array;
  readonly headersOf: Uint32Array;
  readonly keys: readonly Buffer[];
  readonly headers: readonly Buffer[];
  readonly valueBytes: number;
}

/** Packs consecutive records of one partition, the first of which gets offset `base`. */
export function packBatch(records: readonly LogRecord[], base: number, codec: HeadersCodec): Buffer {
  const tables = collect(records, codec);
  const { keys, headers } = tables;
  const count = records.length;
  const columns = PACKED.headBytes + count * PACKED.bytesPerRecord + 4 * (keys.length + headers.length);
  const length = columns + sum(keys) + sum(headers) + tables.valueBytes;
  // Its own memory, not the pool's: the store's thread reads it after this call.
  const out = Buffer.allocUnsafeSlow(length);
  out.writeUInt32LE(length, 0);
  out.writeUInt32LE(PACKED.version, 8);
  out.writeUInt32LE(count, 12);
  out.writeDoubleLE(base, 16);
  out.writeUInt32LE(keys.length, 24);
  out.writeUInt32LE(headers.length, 28);
  const ends = new Uint32Array(
    out.buffer,
    PACKED.headBytes + count * 16,
    count + keys.length + headers.length,
  );
  writeColumns(out, records, tables);
  let at = writeTable(out, keys, columns, ends, count);
  at = writeTable(out, headers, at, ends, count + keys.length);
  writeValues(out, records, at, ends);
  out.writeUInt32LE(crc32(out.subarray(PACKED.crcFrom)), 4);
  return out;
}

function collect(records: readonly LogRecord[], codec: HeadersCodec): Tables {
  const keyOf = new Uint32Array(records.length);
  const headersOf = new Uint32Array(records.length);
  const keyNumbers = new Map<string, number>();
  const headerNumbers = new Map<LogHeaders, number>();
  const keys: Buffer[] = [];
  const headers: Buffer[] = [];
  let valueBytes = 0;
  for (let i = 0; i < records.length; i++) {
    const record = records[i]!;
    let key = keyNumbers.get(record.key);
    if (key === undefined) {
      keyNumbers.set(record.key, (key = keys.length));
      keys.push(Buffer.from(record.key, 'utf8'));
    }
    let header = headerNumbers.get(record.headers);
    if (header === undefined) {
      headerNumbers.set(record.headers, (header = headers.length));
      headers.push(codec.encode(record.headers));
    }
    keyOf[i] = key;
    headersOf[i] = header;
    valueBytes += record.value.length;
  }
  return { keyOf, headersOf, keys, headers, valueBytes };
}

function writeColumns(out: Buffer, records: readonly LogRecord[], tables: Tables): void {
  const count = records.length;
  const times = new Float64Array(out.buffer, PACKED.headBytes, count);
  for (let i = 0; i < count; i++) times[i] = records[i]!.timestamp;
  new Uint32Array(out.buffer, PACKED.headBytes + count * 8, count).set(tables.keyOf);
  new Uint32Array(out.buffer, PACKED.headBytes + count * 12, count).set(tables.headersOf);
}

function writeTable(
  out: Buffer,
  table: readonly Buffer[],
  from: number,
  ends: Uint32Array,
  slot: number,
): number {
  let at = from;
  for (let i = 0; i < table.length; i++) {
    out.set(table[i]!, at);
    at += table[i]!.length;
    ends[slot + i] = at;
  }
  return at;
}

function writeValues(out: Buffer, records: readonly LogRecord[], from: number, ends: Uint32Array): void {
  let at = from;
  for (let i = 0; i < records.length; i++) {
    const { value } = records[i]!;
    out.set(value, at);
    at += value.length;
    ends[i] = at;
  }
}

function sum(parts: readonly Buffer[]): number {
  let bytes = 0;
  for (const part of parts) bytes += part.length;
  return bytes;
}
