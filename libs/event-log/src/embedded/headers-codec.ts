import type { LogHeaders } from '../event-log.port.js';

const MAX_CACHED = 16_384;

/** Encodes headers once per object and decodes equal bytes to the same frozen object: both repeat a lot. */
export class HeadersCodec {
  private readonly encoded = new WeakMap<LogHeaders, Buffer>();
  private readonly decoded = new Map<string, LogHeaders>();

  encode(headers: LogHeaders): Buffer {
    let bytes = this.encoded.get(headers);
    if (!bytes) {
      bytes = Buffer.from(JSON.stringify(headers), 'utf8');
      // An object that its owner may still change must not be remembered.
      if (Object.isFrozen(headers)) this.encoded.set(headers, bytes);
    }
    return bytes;
  }

  decode(bytes: Buffer): LogHeaders {
    const name = bytes.toString('latin1');
    let headers = this.decoded.get(name);
    if (!headers) {
      if (this.decoded.size >= MAX_CACHED) this.decoded.clear();
      headers = Object.freeze(JSON.parse(bytes.toString('utf8')) as Record<string, string>);
      this.decoded.set(name, headers);
    }
    return headers;
  }
}
