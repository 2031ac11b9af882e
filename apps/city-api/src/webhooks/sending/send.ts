import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { WebhookAnswer } from '@app/registry';
import type { Addresses } from './addresses.js';

/** What is kept of an answer's body. */
const BODY_CHARS = 500;
const BODY_BYTES = 4_096;

/** One attempt's request. */
export interface Outgoing {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer, and how long the receiver asks to be left alone. */
export interface Answered extends WebhookAnswer {
  readonly retryAfterMs: number | null;
}

/**
 * POSTs once, on a connection of its own, and never follows a redirect: the address is checked when it connects. Resolves
 * whatever happens; an answer other than 2xx has an `error`.
 * @param now epoch ms
 */
export async function send(
  { url, headers, body }: Outgoing,
  addresses: Addresses,
  signal: AbortSignal,
  now: () => number,
): Promise<Answered> {
  const at = now();
  const rest = (): Pick<Answered, 'at' | 'tookMs'> => ({ at, tookMs: now() - at });
  try {
    const target = new URL(url);
    addresses.check(target.hostname);
    const response = await post(target, headers, body, addresses, signal);
    const text = await beginningOf(response);
    const status = response.statusCode ?? 0;
    const error = status >= 200 && status < 300 ? null : `HTTP ${status}`;
    return { ...rest(), status, error, body: text, retryAfterMs: retryAfterOf(response) };
  } catch (error) {
    return { ...rest(), status: null, error: wordsOf(error, signal), body: '', retryAfterMs: null };
  }
}

function post(
  target: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  addresses: Addresses,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = target.protocol === 'https:' ? requestHttps : requestHttp;
    const sending = request(
      target,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
        lookup: addresses.lookup,
        agent: false,
        signal,
      },
      resolve,
    );
    sending.on('error', reject);
    sending.end(body);
  });
}

async function beginningOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= BODY_BYTES) break;
  }
  // PostgreSQL takes no NUL in a text, nor half a character where it is cut.
  const text = Buffer.concat(chunks).toString('utf8').replaceAll('\0', '');
  return text.slice(0, BODY_CHARS).replace(/\p{Surrogate}$/u, '');
}

function retryAfterOf({ statusCode, headers }: IncomingMessage): number | null {
  const seconds = Number(headers['retry-after']);
  return (statusCode === 429 || statusCode === 503) && seconds > 0 ? seconds * 1_000 : null;
}

function wordsOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'no answer in time';
  if (error instanceof AggregateError)
    return error.errors.map((one) => (one instanceof Error ? one.message : String(one))).join('; ');
  return error instanceof Error ? error.message : String(error);
}
