import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** How InfluxDB seems to behave. */
export type Behaviour =
  | { readonly kind: 'well' }
  /** Every answer comes so much later. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Every request is answered with this status, and reaches nobody. */
  | { readonly kind: 'refuses'; readonly status: 429 | 503; readonly retryAfterSeconds: number };

/** A way to InfluxDB on which it can be made slow or unwilling. */
export class InfluxProxy {
  private behaviour: Behaviour = { kind: 'well' };
  private readonly server: Server;
  /** Requests it has refused or delayed. */
  disturbed = 0;

  private constructor(private readonly target: string) {
    this.server = createServer((incoming, outgoing) => void this.pass(incoming, outgoing));
  }

  static async start(target: string): Promise<InfluxProxy> {
    const proxy = new InfluxProxy(target);
    await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  behave(behaviour: Behaviour): void {
    this.behaviour = behaviour;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { behaviour } = this;
    if (behaviour.kind !== 'well') this.disturbed++;
    if (behaviour.kind === 'refuses') {
      incoming.resume();
      outgoing.writeHead(behaviour.status, { 'retry-after': String(behaviour.retryAfterSeconds) });
      outgoing.end(JSON.stringify({ error: 'the experiment refuses' }));
      return;
    }
    if (behaviour.kind === 'slow') await delay(behaviour.ms);
    const { method, headers, url = '/' } = incoming;
    const options = { ...(method !== undefined && { method }), headers };
    const upstream = request(new URL(url, this.target), options, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
      answer.on('error', () => outgoing.destroy());
    });
    // What InfluxDB does to the connection, the client sees.
    upstream.on('error', () => outgoing.destroy());
    incoming.pipe(upstream);
  }
}
