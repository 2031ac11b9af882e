import { type IncomingHttpHeaders, request } from 'node:http';
import { Readable } from 'node:stream';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import { encodingOf, mountReplies } from './replies.js';

const LONG = JSON.stringify({ text: 'Thủ Dầu Một '.repeat(500) });

/** A reply as it came over the wire, which `fetch` would have unpacked. */
interface Raw {
  readonly statusCode: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly rawPayload: Buffer;
}

describe('replies', () => {
  const server = Fastify();
  let base: string;

  beforeAll(async () => {
    mountReplies({ getHttpAdapter: () => ({ getInstance: () => server }) } as never);
    server.get('/json', (_request, reply) => reply.type('application/json').send(LONG));
    server.get('/short', (_request, reply) => reply.type('application/json').send('{}'));
    server.get('/file', (_request, reply) =>
      reply.type('application/vnd.apache.parquet').send(Buffer.from(LONG)),
    );
    server.get('/stream', (_request, reply) =>
      reply.type('text/csv').send(Readable.from(['a,b\r\n', '1,2\r\n'])),
    );
    server.get('/broken', (_request, reply) => reply.type('text/csv').send(Readable.from(broken())));
    server.get('/bad', (_request, reply) => reply.status(400).type('application/json').send(LONG));
    base = await server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => server.close());

  const get = (path: string, headers: Record<string, string> = {}): Promise<Raw> =>
    new Promise((resolve, reject) => {
      request(new URL(path, base), { headers, agent: false }, (reply) => {
        const chunks: Buffer[] = [];
        reply.on('data', (chunk: Buffer) => chunks.push(chunk));
        reply.on('error', reject);
        reply.on('end', () => {
          const raw = Buffer.concat(chunks);
          resolve({
            statusCode: reply.statusCode,
            headers: reply.headers,
            body: raw.toString(),
            rawPayload: raw,
          });
        });
      })
        .on('error', reject)
        .end();
    });

  it('have a tag that who knows it gets 304 and nothing for', async () => {
    const first = await get('/json');
    const { etag } = first.headers;
    const again = await get('/json', { 'if-none-match': `"other", ${String(etag)}` });

    expect([first.statusCode, first.body]).toEqual([200, LONG]);
    expect(String(etag)).toMatch(/^W\/"[\w-]{20,}"$/);
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', etag]);
    expect((await get('/json', { 'if-none-match': '"other"' })).statusCode).toBe(200);
    expect((await get('/bad')).headers.etag).toBeUndefined();
  });

  it('are compressed as the client takes it, streams too', async () => {
    const br = await get('/json', { 'accept-encoding': 'gzip, br' });
    const gz = await get('/stream', { 'accept-encoding': 'gzip' });

    expect(br.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' });
    expect(brotliDecompressSync(br.rawPayload).toString()).toBe(LONG);
    expect(gz.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(gz.rawPayload).toString()).toBe('a,b\r\n1,2\r\n');
  });

  it('are left alone when they are short, no text, or nobody asked', async () => {
    for (const [url, accept] of [
      ['/short', 'br'],
      ['/file', 'br'],
      ['/json', 'identity'],
      ['/json', ''],
    ] as const)
      expect((await get(url, { 'accept-encoding': accept })).headers['content-encoding']).toBeUndefined();
  });

  it('are an error that can be read when what they are made of breaks before it began', async () => {
    const reply = await get('/broken', { 'accept-encoding': 'gzip' });

    expect([reply.statusCode, reply.headers['content-encoding']]).toEqual([500, undefined]);
    expect(JSON.parse(reply.body)).toMatchObject({ statusCode: 500 });
  });

  it.each([
    [undefined, null],
    ['gzip;q=0', null],
    ['gzip;q=0.8, br;q=0.1', 'gzip'],
    ['*', 'br'],
    ['br;q=0, *', 'gzip'],
  ])('%p takes %p', (accept, expected) => {
    expect(encodingOf(accept)).toBe(expected);
  });
});

function* broken(): Generator<string> {
  yield 'a,b\r\n';
  throw new Error('the store went away');
}
