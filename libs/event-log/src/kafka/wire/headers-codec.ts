import type { LogHeaders } from '../../event-log.port.js';
import { VarintReader, sizeOfVarint, writeVarint } from './varint.js';

const MAX_CACHED = 16_384;

/** Headers as Kafka's record format has them: their number, then name and value each with its length. */
export class HeadersCodec {
  private readonly encoded = new WeakMap<LogHeaders, Buffer>();
  private readonly decoded = new Map<string, LogHeaders>();

  /** Frozen headers are encoded once. */
  encode(headers: LogHeaders): Buffer {
    let bytes = this.encoded.get(headers);
    if (!bytes) {
      bytes = encode(headers);
      // An object that its owner may still change must not be remembered.
      if (Object.isFrozen(headers)) this.encoded.set(headers, bytes);
    }
    return bytes;
  }

  /** Equal headers come back as one frozen object. */
  decode(bytes: Buffer, from: number, to: number): LogHeaders {
    const name = bytes.toString('latin1', from, to);
    let headers = this.decoded.get(name);
    if (!headers) {
      if (this.decoded.size >= MAX_CACHED) this.decoded.clear();
      headers = Object.freeze(decode(bytes, from));
      this.decoded.set(name, headers);
    }
    return headers;
  }
}

function encode(headers: LogHeaders): Buffer {
  const entries = Object.entries(headers);
  let size = sizeOfVarint(entries.length);
  for (const [name, value] of entries) {
    const [nameBytes, valueBytes] = [Buffer.byteLength(name), Buffer.byteLength(value)];
    size += sizeOfVarint(nameBytes) + nameBytes + sizeOfVarint(valueBytes) + valueBytes;
  }
  const out = Buffer.allocUnsafe(size);
  let at = writeVarint(out, entries.length, 0);
  for (const entry of entries) {
    for (const text of entry) {
      at = writeVarint(out, Buffer.byteLength(text), at);
      at += out.write(text, at, 'utf8');
    }
  }
  return out;
}

function decode(bytes: Buffer, from: number): LogHeaders {
  const reader = new VarintReader(bytes, from);
  const text = (): string => {
    const length = reader.next();
    if (length < 0) return '';
    const start = reader.at;
    reader.at += length;
    return bytes.toString('utf8', start, reader.at);
  };
  const count = reader.next();
  const entries: [string, string][] = [];
  for (let i = 0; i < count; i++) {
    const name = text();
    entries.push([name, text()]);
  }
  return Object.fromEntries(entries);
}
