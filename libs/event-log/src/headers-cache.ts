import type { LogHeaders } from './event-log.port.js';

const MAX_CACHED = 16_384;

/** How an engine writes headers into bytes. */
export interface HeadersFormat {
  encode(headers: LogHeaders): Buffer;
  /** Reads what stands in [from, to). */
  decode(bytes: Buffer, from: number, to: number): Record<string, string>;
}

/** Encodes headers once per frozen object and decodes equal bytes to the same frozen object: both repeat a lot. */
export class HeadersCache {
  private readonly encoded = new WeakMap<LogHeaders, Buffer>();
  private readonly decoded = new Map<string, LogHeaders>();

  constructor(private readonly format: HeadersFormat) {}

  encode(headers: LogHeaders): Buffer {
    let bytes = this.encoded.get(headers);
    if (!bytes) {
      bytes = this.format.encode(headers);
      // An object that its owner may still change must not be remembered.
      if (Object.isFrozen(headers)) this.encoded.set(headers, bytes);
    }
    return bytes;
  }

  decode(bytes: Buffer, from = 0, to = bytes.length): LogHeaders {
    const name = bytes.toString('latin1', from, to);
    let headers = this.decoded.get(name);
    if (!headers) {
      if (this.decoded.size >= MAX_CACHED) this.decoded.clear();
      headers = Object.freeze(this.format.decode(bytes, from, to));
      this.decoded.set(name, headers);
    }
    return headers;
  }
}
