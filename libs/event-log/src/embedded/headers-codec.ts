import { HeadersCache } from '../headers-cache.js';

/** Headers as JSON. */
export class HeadersCodec extends HeadersCache {
  constructor() {
    super({
      encode: (headers) => Buffer.from(JSON.stringify(headers), 'utf8'),
      decode: (bytes, from, to) => JSON.parse(bytes.toString('utf8', from, to)) as Record<string, string>,
    });
  }
}
