import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

type Encoding = 'br' | 'gzip';

/** Below this a reply in one piece isn't worth compressing. */
const MIN_BYTES = 1_024;
const TEXTS =
  /^(text\/(?!event-stream)|application\/([\w.+-]*\+)?(json|xml)|application\/x-ndjson|image\/svg)/;
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
const compressed = {
  br: (body: Buffer) => promisify(brotliCompress)(body, BROTLI),
  gzip: (body: Buffer) => promisify(gzip)(body),
};
const compressing = { br: () => createBrotliCompress(BROTLI), gzip: () => createGzip() };

/**
 * Gives GET replies in one piece an ETag, answers 304 to who has them already (by tag, or by the `last-modified` they carry), and compresses texts, streamed ones as they
 * leave. Event streams are written past it. Before `listen`.
 */
export function mountReplies(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onSend', (request, reply, payload) => Promise.resolve(tagged(request, reply, payload)));
  server.addHook('onSend', (request, reply, payload) => encoded(request, reply, payload));
}

function tagged(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  const body = bytesOf(payload);
  if (request.method !== 'GET' || reply.statusCode !== 200 || body === null || reply.hasHeader('etag'))
    return payload;
  // Weak: the same content in another encoding has the same tag.
  const etag = `W/"${createHash('sha1').update(body).digest('base64url')}"`;
  reply.header('etag', etag);
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-cache');
  if (!isKnown(request, etag, reply.getHeader('last-modified'))) return payload;
  reply.status(304).removeHeader('content-length');
  return '';
}

/** Whether the client has it: by a tag, or where it names none by the time. [RFC 9110 §13.1.2, §13.1.3] */
function isKnown({ headers }: FastifyRequest, etag: string, modified: unknown): boolean {
  if (headers['if-none-match'] === undefined)
    return Date.parse(String(modified)) <= Date.parse(headers['if-modified-since'] ?? '');
  const known = headers['if-none-match'].split(',').map((one) => one.trim());
  return known.includes(etag) || known.includes('*');
}

async function encoded(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  if (reply.statusCode >= 400) {
    // What was to be compressed broke before it began; the error isn't.
    reply.removeHeader('content-encoding');
    return payload;
  }
  const type = String(reply.getHeader('content-type') ?? '');
  if (!TEXTS.test(type) || reply.hasHeader('content-encoding') || reply.statusCode === 304) return payload;
  const body = bytesOf(payload);
  const stream = payload instanceof Readable ? payload : null;
  if (stream === null && (body === null || body.length < MIN_BYTES)) return payload;
  const vary = reply.getHeader('vary');
  reply.header('vary', vary === undefined ? 'accept-encoding' : `${String(vary)}, accept-encoding`);
  const encoding = encodingOf(request.headers['accept-encoding']);
  if (encoding === null || request.method === 'HEAD') return payload;
  reply.header('content-encoding', encoding).removeHeader('content-length');
  if (body !== null) return compressed[encoding](body);
  if (stream === null) return payload;
  const out = compressing[encoding]();
  // Either end that breaks takes the other with it.
  stream.once('error', (error) => out.destroy(error));
  out.once('close', () => stream.destroy());
  return stream.pipe(out);
}

/** What a client takes that we have, by its own weights, Brotli first among equals; null: as it is. */
export function encodingOf(accept: string | string[] | undefined): Encoding | null {
  const weights = new Map(
    String(accept ?? '')
      .split(',')
      .map((part): [string, number] => {
        const [name = '', weight] = part
          .trim()
          .toLowerCase()
          .split(/\s*;\s*q=/);
        return [name, weight === undefined ? 1 : Number(weight)];
      }),
  );
  const weigh = (name: Encoding): number => weights.get(name) ?? weights.get('*') ?? 0;
  const [br, gz] = [weigh('br'), weigh('gzip')];
  if (!(br > 0) && !(gz > 0)) return null;
  return br >= gz ? 'br' : 'gzip';
}

function bytesOf(payload: unknown): Buffer | null {
  if (typeof payload === 'string') return Buffer.from(payload);
  return Buffer.isBuffer(payload) ? payload : null;
}
