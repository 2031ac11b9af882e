import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { InfluxDB } from '@influxdata/influxdb-client';
import { failureOf, NoAnswer } from './influx-errors.js';

export interface HttpOptions {
  readonly url: string;
  /** The whole Authorization header; null = none. */
  readonly authorization: string | null;
  readonly connections: number;
  /** Longest silence of the server during a request, ms. */
  readonly timeoutMs: number;
}

const gzipped = promisify(gzip);
/** Smaller bodies are sent as they are. */
const GZIP_FROM = 1400;

/** Requests through the InfluxDB client's transport, on kept-alive connections of their own. */
export class InfluxHttp {
  private readonly agent: HttpAgent;
  private readonly transport;

  constructor(private readonly options: HttpOptions) {
    const { url, connections, authorization } = options;
    const Agent = new URL(url).protocol === 'https:' ? HttpsAgent : HttpAgent;
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
    this.transport = new InfluxDB({
      url,
      timeout: 0,
      transportOptions: { agent: this.agent },
      ...(authorization !== null && { headers: { authorization } }),
    }).transport;
  }

  /**
   * Sends a request and gives the answer's body piece by piece; leaving the loop gives up the rest.
   * @throws InfluxFailure
   */
  async *send(
    method: 'GET' | 'POST',
    path: string,
    body: Buffer,
    headers: Record<string, string>,
  ): AsyncGenerator<Uint8Array, void> {
    const giveUp = new AbortController();
    const { timeoutMs } = this.options;
    const timer = setTimeout(() => giveUp.abort(), timeoutMs).unref();
    let isDone = false;
    try {
      const { signal } = giveUp;
      for await (const piece of this.transport.iterate(path, body, { method, headers, signal })) {
        timer.refresh();
        yield piece;
      }
      isDone = true;
    } catch (error) {
      throw failureOf(giveUp.signal.aborted ? new NoAnswer(timeoutMs) : error);
    } finally {
      clearTimeout(timer);
      if (!isDone) giveUp.abort();
    }
  }

  /** Sends line protocol; resolves when the server has it on disk. @throws InfluxFailure */
  async write(path: string, lines: Buffer, isCompressed: boolean): Promise<void> {
    const headers: Record<string, string> = { 'content-type': 'text/plain; charset=utf-8' };
    let body = lines;
    if (isCompressed && lines.length >= GZIP_FROM) {
      body = await gzipped(lines, { level: constants.Z_BEST_SPEED });
      headers['content-encoding'] = 'gzip';
    }
    await drain(this.send('POST', path, body, headers));
  }

  /** Sends a small request with a JSON body and gives the answer as JSON. @throws InfluxFailure */
  async json(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
    const sent = Buffer.from(body === undefined ? '' : JSON.stringify(body));
    return parsed(await drain(this.send(method, path, sent, { 'content-type': 'application/json' })));
  }

  close(): void {
    this.agent.destroy();
  }
}

async function drain(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return text.trim() === '' ? null : JSON.parse(text);
  } catch (error) {
    throw failureOf(error);
  }
}
