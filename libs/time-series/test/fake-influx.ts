import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** A request as it came in; the body unzipped. */
export interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** `performance.now()` when it was complete. */
  readonly at: number;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the fake says to a request; `hang` never answers, `reset` cuts the connection, `stored` behaves well. */
export type Verdict = Answer | 'hang' | 'reset' | 'stored';

/** Answers that InfluxDB documents, in its words. */
export const ANSWERS = {
  noContent: { status: 204 },
  parse: (line: string): Answer => ({
    status: 400,
    body: { code: 'invalid', message: `unable to parse '${line}': invalid number` },
  }),
  unauthorized: { status: 401, body: { code: 'unauthorized', message: 'unauthorized access' } },
  noBucket: { status: 404, body: { code: 'not found', message: 'bucket "nhippho/raw" not found' } },
  tooLarge: {
    status: 413,
    body: { code: 'request too large', message: 'cannot read data: points batch is too large' },
  },
  tooMany: (seconds: number): Answer => ({
    status: 429,
    headers: { 'Retry-After': String(seconds) },
    body: { code: 'too many requests', message: 'org has exceeded limited_write plan limit' },
  }),
  unavailable: { status: 503, body: { code: 'unavailable', message: 'engine is closed' } },
} as const;

/**
 * Records what an InfluxDB would be sent, keeps the lines that it takes, and answers as told. Unless told otherwise
 * every bucket exists and every line is good.
 */
export class FakeInflux {
  readonly requests: Recorded[] = [];
  /** Lines stored, in order. */
  readonly stored: string[] = [];
  /** Asked for each request that writes. */
  onWrite: (request: Recorded, lines: readonly string[]) => Verdict = () => 'stored';
  /** Asked for each other request; undefined = as a server where everything exists. */
  onOther: (request: Recorded) => Verdict | undefined = () => undefined;
  private server: Server | null = null;
  private port = 0;

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get writes(): Recorded[] {
    return this.requests.filter(isWrite);
  }

  /** Starts, the second time on the port of the first. */
  async start(): Promise<void> {
    const server = createServer((request, response) => void this.serve(request, response));
    this.server = server;
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = null;
    server?.closeAllConnections();
    await new Promise((resolve) => (server === null ? resolve(null) : server.close(resolve)));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const raw = Buffer.concat(pieces);
    const body = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw).toString('utf8');
    const { pathname, searchParams } = new URL(request.url ?? '', this.url);
    const { method = '', headers } = request;
    const parameters = Object.fromEntries(searchParams);
    const recorded = { method, path: pathname, parameters, headers, body, at: performance.now() };
    this.requests.push(recorded);
    const verdict = isWrite(recorded)
      ? this.judge(recorded)
      : (this.onOther(recorded) ?? defaultAnswer(recorded));
    if (verdict === 'hang') return;
    if (verdict === 'reset' || verdict === 'stored') {
      request.socket.destroy();
      return;
    }
    response.writeHead(verdict.status, { 'Content-Type': 'application/json', ...verdict.headers });
    response.end(verdict.body === undefined ? '' : JSON.stringify(verdict.body));
  }

  private judge(request: Recorded): Exclude<Verdict, 'stored'> {
    const lines = request.body.split('\n').filter((line) => line !== '');
    const verdict = this.onWrite(request, lines);
    if (verdict !== 'stored') return verdict;
    this.stored.push(...lines);
    return ANSWERS.noContent;
  }
}

function isWrite({ path }: Recorded): boolean {
  return path === '/write' || path === '/api/v2/write';
}

function defaultAnswer({ path, parameters, body }: Recorded): Answer {
  if (path === '/api/v2/buckets') {
    const bucket = { name: parameters['name'], retentionRules: [{ type: 'expire', everySeconds: 0 }] };
    return { status: 200, body: { buckets: [bucket] } };
  }
  if (path === '/api/v2/orgs')
    return { status: 200, body: { orgs: [{ id: '0a', name: parameters['org'] }] } };
  if (path !== '/query') return { status: 204 };
  const policies = ['raw', 'windows', 'kpi'].map((name) => [name, '0s']);
  const series = [{ columns: ['name', 'duration'], values: policies }];
  const isPolicies = (new URLSearchParams(body).get('q') ?? '').startsWith('SHOW RETENTION');
  return { status: 200, body: { results: [{ statement_id: 0, ...(isPolicies && { series }) }] } };
}
