import { crc32 } from 'node:zlib';
import type { LogHeaders, StoredRecord } from '../event-log.port.js';
import type { HeadersCodec } from './headers-codec.js';
import { PACKED } from './packed-batch.js';

/** A packed batch read back. Values are slices of its one copy of the bytes, valid as long as anybody holds them. */
export class UnpackedBatch {
  readonly base: number;
  readonly count: number;
  private readonly times: Float64Array;
  private readonly columns: Uint32Array;
  private readonly keys: readonly string[];
  private readonly headers: readonly LogHeaders[];
  private readonly valuesFrom: number;

  private constructor(
    private readonly bytes: Buffer,
    codec: HeadersCodec,
  ) {
    this.count = bytes.readUInt32LE(12);
    this.base = bytes.readDoubleLE(16);
    const keyCount = bytes.readUInt32LE(24);
    const headerCount = bytes.readUInt32LE(28);
    const { buffer, byteOffset } = bytes;
    const columnWords = this.count * 3 + keyCount + headerCount;
    this.times = new Float64Array(buffer, byteOffset + PACKED.headBytes, this.count);
    this.columns = new Uint32Array(buffer, byteOffset + PACKED.headBytes + this.count * 8, columnWords);
    let at = PACKED.headBytes + this.count * 8 + columnWords * 4;
    const slices = (count: number, slot: number) =>
      Array.from({ length: count }, (_, i) => bytes.subarray(at, (at = this.columns[slot + i]!)));
    this.keys = slices(keyCount, this.count * 3).map((key) => key.toString('utf8'));
    this.headers = slices(headerCount, this.count * 3 + keyCount).map((header) => codec.decode(header));
    this.valuesFrom = at;
  }

  /** Unpacks, or returns why the bytes are not the batch that was written with this base offset. */
  static from(raw: Buffer, base: number, codec: HeadersCodec): UnpackedBatch | string {
    if (raw.length < PACKED.headBytes) return `only ${raw.length} bytes`;
    if (raw.readUInt32LE(0) !== raw.length) return `length ${raw.readUInt32LE(0)} instead of ${raw.length}`;
    if (crc32(raw.subarray(PACKED.crcFrom)) !== raw.readUInt32LE(4)) return 'wrong checksum';
    if (raw.readUInt32LE(8) !== PACKED.version) return `unknown version ${raw.readUInt32LE(8)}`;
    if (raw.readDoubleLE(16) !== base) return `base offset ${raw.readDoubleLE(16)} instead of ${base}`;
    // Columns are read as typed arrays, which need their alignment.
    return new UnpackedBatch(raw.byteOffset % 8 === 0 ? raw : aligned(raw), codec);
  }

  /** Offset after the last record. */
  get next(): number {
    return this.base + this.count;
  }

  /** Bytes of the value at `index`. */
  valueBytes(index: number): number {
    return this.end(index) - this.start(index);
  }

  record(index: number): StoredRecord {
    const { columns, count } = this;
    return {
      key: this.keys[columns[index]!]!,
      value: this.bytes.subarray(this.start(index), this.end(index)),
      headers: this.headers[columns[count + index]!]!,
      timestamp: this.times[index]!,
      offset: this.base + index,
    };
  }

  private start(index: number): number {
    return index === 0 ? this.valuesFrom : this.end(index - 1);
  }

  private end(index: number): number {
    return this.columns[this.count * 2 + index]!;
  }
}

function aligned(raw: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(raw.length);
  copy.set(raw);
  return copy;
}
