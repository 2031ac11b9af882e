import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Metrics } from '@app/observability';

/** How long somebody who doesn't close the connection after the answer may keep it. */
const LINGER_MS = 1_000;

interface Answer {
  readonly status: number;
  readonly phrase: string;
  readonly detail: string;
}

const NO_REQUEST: Answer = { status: 400, phrase: 'Bad Request', detail: 'what came is no HTTP request' };
const ANSWERS: Readonly<Record<string, Answer>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    phrase: 'Request Header Fields Too Large',
    detail: 'the headers of the request are too large',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    phrase: 'Request Timeout',
    detail: 'the request took too long to arrive',
  },
};

/** Counts and answers what no request can be read from, as problem details (RFC 9457), and ends its connection. */
export function mountUnreadable(app: NestFastifyApplication, metrics: Metrics): void {
  const server: Server = app.getHttpServer();
  const unreadable = metrics.counter(
    'nhippho_http_unreadable_total',
    'Connections to the HTTP port that were ended because what came was no request, by the status answered',
    ['status'],
  );
  // Fastify's own listener would answer first, in a form of its own.
  server.removeAllListeners('clientError');
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const answer = ANSWERS[error.code ?? ''] ?? NO_REQUEST;
    unreadable.inc({ status: answer.status });
    socket.end(textOf(answer));
    // At once, what is still arriving would be answered with a reset, and the answer lost.
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
  });
}

function textOf({ status, phrase, detail }: Answer): string {
  const body = JSON.stringify({ type: 'about:blank', title: phrase, status, detail });
  return [
    `HTTP/1.1 ${status} ${phrase}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    '',
    body,
  ].join('\r\n');
}
