import { gunzipSync } from 'node:zlib';
import { EventLogError } from '../../event-log.port.js';
import type { StoredRecord } from '../../event-log.port.js';
import { crc32c } from './crc32c.js';
import type { HeadersCodec } from './headers-codec.js';
import { readInt64 } from './int64.js';
import { BATCH } from './record-batch.js';
import { VarintReader } from './varint.js';

const CODEC_MASK = 7;
const CONTROL = 1 << 5;
const LOG_APPEND_TIME = 1 << 3;
const CODECS = ['none', 'gzip', 'snappy', 'lz4', 'zstd'];

/** Length of the whole batches at the beginning of a record set; the broker may cut off the last one. */
export function wholeBatches(set: Buffer): { bytes: number; next: number | null } {
  let at = 0;
  let next: number | null = null;
  while (at + BATCH.headBytes <= set.length) {
    const end = at + BATCH.lengthFrom + set.readInt32BE(at + BATCH.lengthAt);
    if (end > set.length) break;
    next = readInt64(set, at) + set.readInt32BE(at + BATCH.lastDeltaAt) + 1;
    at = end;
  }
  return { bytes: at, next };
}

/**
 * Records of a set of whole batches from offset `from` on.
 * @param where for messages: topic and partition
 * @throws EventLogError EVENTLOG_CORRUPT naming the offset: a wrong checksum, or a format or compression unknown here
 */
export function readRecords(set: Buffer, from: number, where: string, codec: HeadersCodec): StoredRecord[] {
  const out: StoredRecord[] = [];
  let at = 0;
  while (at < set.length) {
    const end = at + BATCH.lengthFrom + set.readInt32BE(at + BATCH.lengthAt);
    readBatch(set, at, end, from, where, codec, out);
    at = end;
  }
  return out;
}

function readBatch(
  set: Buffer,
  start: number,
  end: number,
  from: number,
  where: string,
  codec: HeadersCodec,
  out: StoredRecord[],
): void {
  const base = readInt64(set, start);
  if (base + set.readInt32BE(start + BATCH.lastDeltaAt) < from) return;
  const attributes = set.readInt16BE(start + BATCH.attributesAt);
  if (attributes & CONTROL) return;
  check(set, start, end, `${where} offset ${base}`);
  const body = unpacked(set, start, end, attributes & CODEC_MASK, `${where} offset ${base}`);
  const firstTime = readInt64(set, start + BATCH.firstTimeAt);
  const appendTime = attributes & LOG_APPEND_TIME ? readInt64(set, start + BATCH.maxTimeAt) : null;
  const count = set.readInt32BE(start + BATCH.countAt);
  const reader = new VarintReader(body.bytes, body.from);
  for (let i = 0; i < count; i++) {
    const length = reader.next();
    const next = reader.at + length;
    reader.at += 1;
    const delta = reader.next();
    const offset = base + reader.next();
    if (offset >= from) {
      const timestamp = appendTime ?? firstTime + delta;
      out.push(readRecord(body.bytes, reader, next, offset, timestamp, codec));
    }
    reader.at = next;
  }
  if (reader.at !== body.to) throw corrupt(`${where} offset ${base}`, `its records end at ${reader.at}`);
}

function readRecord(
  bytes: Buffer,
  reader: VarintReader,
  end: number,
  offset: number,
  timestamp: number,
  codec: HeadersCodec,
): StoredRecord {
  const keyBytes = Math.max(0, reader.next());
  const keyFrom = reader.at;
  reader.at += keyBytes;
  const valueBytes = Math.max(0, reader.next());
  const valueFrom = reader.at;
  return {
    key: bytes.toString('utf8', keyFrom, keyFrom + keyBytes),
    value: bytes.subarray(valueFrom, valueFrom + valueBytes),
    headers: codec.decode(bytes, valueFrom + valueBytes, end),
    timestamp,
    offset,
  };
}

function check(set: Buffer, start: number, end: number, where: string): void {
  const format = set.readInt8(start + BATCH.formatAt);
  if (format !== BATCH.format) throw corrupt(where, `record format ${format}, not ${BATCH.format}`);
  const crc = crc32c(set, start + BATCH.attributesAt, end);
  if (crc !== set.readUInt32BE(start + BATCH.crcAt)) throw corrupt(where, 'wrong checksum');
}

/** We write without compression; what an operator's tool wrote with gzip is read, too. */
function unpacked(set: Buffer, start: number, end: number, kind: number, where: string) {
  const from = start + BATCH.headBytes;
  if (kind === 0) return { bytes: set, from, to: end };
  if (kind !== 1) throw corrupt(where, `compressed with ${CODECS[kind] ?? kind}; none and gzip can be read`);
  const bytes = gunzipSync(set.subarray(from, end));
  return { bytes, from: 0, to: bytes.length };
}

function corrupt(where: string, why: string): EventLogError {
  return new EventLogError('EVENTLOG_CORRUPT', `reading ${where}: ${why}`, false);
}
