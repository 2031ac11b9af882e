import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from '../metrics.js';
import type { Readiness, ReadyState } from './readiness.js';

/** How often the checks are made although nobody asks, so that those that compare with earlier have an earlier. */
const CHECK_EVERY_MS = 10_000;

/** What the server tells of. */
export interface Status {
  /** Shown one after the other; no name is in two of them. */
  readonly metrics: readonly Metrics[];
  readonly readiness: Readiness;
}

/** Serves `/health`, `/ready` and `/metrics` on a port of its own, which need not be open to readers. */
export class StatusServer {
  private server: Server | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(private status: Status) {}

  /** Tells of these parts from now on; of what isn't named, as before. */
  show(status: Partial<Status>): void {
    this.status = { ...this.status, ...status };
  }

  /** Resolves to the port. Rejects with the system's error, e.g. EADDRINUSE. */
  async listen(port: number, host: string): Promise<number> {
    const server = createServer((request, response) => {
      this.serve(request.url ?? '', response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    this.server = server;
    this.timer = setInterval(() => void this.status.readiness.state(), CHECK_EVERY_MS).unref();
    return (server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    const server = this.server;
    this.server = null;
    if (this.timer) clearInterval(this.timer);
    if (server === null) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  }

  private async serve(url: string, response: ServerResponse): Promise<void> {
    const { metrics, readiness } = this.status;
    switch (new URL(url, 'http://status').pathname) {
      case '/health':
        return json(response, 200, { status: 'ok' });
      case '/ready': {
        const state: ReadyState = await readiness.state();
        return json(response, state.ready ? 200 : 503, state);
      }
      case '/metrics': {
        const text = (await Promise.all(metrics.map((each) => each.text()))).join('\n');
        response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text);
        return;
      }
      default:
        return json(response, 404, { title: 'Not Found', status: 404 });
    }
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}
