import { HeadersCache } from '../../headers-cache.js';
import type { LogHeaders } from '../../event-log.port.js';
import { VarintReader, sizeOfVarint, writeVarint } from './varint.js';

/** Headers as Kafka's record format has them: their number, then name and value each with its length. */
export class HeadersCodec extends HeadersCache {
  constructor() {
    super({ encode, decode });
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

function decode(bytes: Buffer, from: number): Record<string, string> {
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
