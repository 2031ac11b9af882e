import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Problem } from './problem.js';

/** Path of the ingest. */
export const INGEST_PATH = '/ingest/v1/telemetry';

const RAW_TYPE = 'application/x-nhippho-untouched';
const contentTypes = new WeakMap<IncomingMessage, string | undefined>();

/** What of Fastify is needed here. */
interface FastifyLike {
  addHook(
    name: 'onRequest',
    hook: (request: { readonly raw: IncomingMessage }, reply: unknown, done: () => void) => void,
  ): void;
  addContentTypeParser(
    type: string,
    parser: (request: unknown, payload: Readable, done: (error: null, body: unknown) => void) => void,
  ): void;
}

/**
 * Keeps bodies sent to the ingest away from the application's parsers, and those of other routes as they are: the
 * request gets a content type of our own, whose parser hands the controller the stream, before one byte is read.
 */
@Injectable()
export class UntouchedBody implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter?.getInstance<FastifyLike>();
    // An application without HTTP has no ingest.
    if (typeof fastify?.addContentTypeParser !== 'function') return;
    fastify.addContentTypeParser(RAW_TYPE, (_request, payload, done) => done(null, payload));
    fastify.addHook('onRequest', ({ raw }, _reply, done) => {
      if (raw.method === 'POST' && raw.url?.split('?', 1)[0] === INGEST_PATH) {
        contentTypes.set(raw, raw.headers['content-type']);
        raw.headers['content-type'] = RAW_TYPE;
      }
      done();
    });
  }
}

/** Content type that the client gave; a form's, which curl adds unasked, is taken as none. */
export function contentTypeOf(raw: IncomingMessage): string | undefined {
  const given = contentTypes.get(raw);
  return given?.startsWith('application/x-www-form-urlencoded') ? undefined : given;
}

/**
 * Reads a body of at most so many bytes, which has so long to arrive.
 * @throws Problem 413 as soon as more is announced or comes, 408 when it takes longer, 400 where the client goes away
 */
export async function readBody(raw: IncomingMessage, limit: number, withinMs: number): Promise<Buffer> {
  const stop = new AbortController();
  const late = delay(withinMs, undefined, { signal: stop.signal, ref: false }).then(() => {
    const detail = `a body has ${withinMs / 1_000} s to arrive`;
    throw new Problem(408, 'Too slow', detail, { connection: 'close' });
  });
  // Of the two, one is over when the other is: what it then says interests nobody.
  late.catch(() => undefined);
  const read = readWhole(raw, limit);
  read.catch(() => undefined);
  try {
    return await Promise.race([read, late]);
  } finally {
    stop.abort();
  }
}

async function readWhole(raw: IncomingMessage, limit: number): Promise<Buffer> {
  const tooLarge = (): Problem =>
    new Problem(413, 'Too large', `a body has at most ${limit} bytes`, { connection: 'close' });
  if (Number(raw.headers['content-length'] ?? 0) > limit) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of raw as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) break;
      chunks.push(chunk);
    }
  } catch {
    throw new Problem(400, 'Incomplete', 'the body ended early');
  }
  if (size > limit) throw tooLarge();
  return Buffer.concat(chunks);
}
