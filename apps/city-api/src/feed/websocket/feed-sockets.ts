import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Caller } from '@app/access';
import { AppConfig } from '@app/config';
import { type Logger, Logs } from '@app/observability';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { Identification } from '../../access/identification.js';
import { Problem } from '../../http/problem.js';
import { toProblem } from '../../http/problem.filter.js';
import { ZodPipe } from '../../http/zod.pipe.js';
import { FEED_LIMITS } from '../feed-client.js';
import { FeedClients } from '../feed-clients.js';
import { FeedFilter } from '../feed-filter.js';
import { socketQuery } from '../feed-query.js';
import { ignoreUpgrade } from './other-upgrade.js';
import { identifiedBy, isOriginAllowed, PROTOCOL, refuseUpgrade } from './socket-handshake.js';
import { CLOSE, SocketLine } from './socket-line.js';
import { SocketSession, type Subscription } from './socket-session.js';

/** An address in a request has no host of its own. */
const BASE = 'http://feed';
const PATH = '/api/v1/feed/ws';
const MAX_PAYLOAD = 64 * 1_024;
const CLOSE_WITHIN_MS = 500;

/** Who connected, and what the address asks for. */
interface Admitted {
  readonly caller: Caller;
  readonly first: Subscription | null;
}

/** The WebSocket endpoint of the feed, on the HTTP server of the rest. */
@Injectable()
export class FeedSockets implements OnModuleDestroy {
  private readonly endpoint = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_PAYLOAD,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(PROTOCOL) ? PROTOCOL : false),
  });
  private readonly query = new ZodPipe(socketQuery);
  private readonly log: Logger;

  constructor(
    private readonly clients: FeedClients,
    private readonly config: AppConfig,
    private readonly identification: Identification,
    logs: Logs,
  ) {
    this.log = logs.for('feed');
  }

  attach(server: Server): void {
    server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
      socket.on('error', () => socket.destroy());
      if (request.headers.upgrade?.toLowerCase() !== 'websocket')
        return ignoreUpgrade(server, request, socket, head);
      void this.upgrade(request, socket, head);
    });
  }

  /** Closes with 1001; who doesn't answer is cut off, since the HTTP server waits for every connection. */
  async onModuleDestroy(): Promise<void> {
    const open = [...this.endpoint.clients];
    if (open.length === 0) return;
    for (const ws of open) ws.close(CLOSE.goingAway, 'the service stops');
    const closed = Promise.all(open.map((ws) => new Promise((resolve) => ws.once('close', resolve))));
    await Promise.race([closed, delay(CLOSE_WITHIN_MS, undefined, { ref: false })]);
    for (const ws of open) ws.terminate();
  }

  private async upgrade(request: IncomingMessage, socket: Socket, head: Buffer): Promise<void> {
    try {
      const admitted = await this.admit(request);
      this.endpoint.handleUpgrade(request, socket, head, (ws) => this.opened(ws, socket, admitted));
    } catch (error) {
      const { status, detail } = toProblem(error);
      if (status >= 500) this.log.error({ err: error }, 'letting a reader of the feed in failed');
      refuseUpgrade(socket, status, detail);
    }
  }

  /** @throws Problem where the connection isn't let in */
  private async admit(request: IncomingMessage): Promise<Admitted> {
    const address = request.url ?? '/';
    const url = URL.canParse(address, BASE) ? new URL(address, BASE) : null;
    if (url?.pathname !== PATH) throw new Problem(404, `no WebSocket here; the feed is at ${PATH}`);
    if (!isOriginAllowed(request, this.config.feedOrigins))
      throw new Problem(
        403,
        `pages of ${request.headers.origin} may not connect; NHIPPHO_FEED_ORIGINS lists who may`,
      );
    const caller = await this.identification.callerOf(identifiedBy(request));
    if (!caller.may('read'))
      throw new Problem(
        caller.kind === 'anonymous' ? 401 : 403,
        'reading needs identification here: sign in, send `Authorization: Bearer <key>`, or offer the subprotocol ' +
          '`nhippho.bearer.<base64url of the key>`',
      );
    if (this.clients.isFull) throw new Problem(503, `${FEED_LIMITS.clients} readers are connected already`);
    if (url.search === '') return { caller, first: null };
    const given = Object.fromEntries(
      [...new Set(url.searchParams.keys())].map((name) => {
        const values = url.searchParams.getAll(name);
        return [name, values.length === 1 ? values[0] : values];
      }),
    );
    const q = this.query.transform(given);
    const first = { filter: new FeedFilter(q), begin: { after: q.lastEventId ?? null, state: q.state } };
    return { caller, first };
  }

  private opened(ws: WebSocket, socket: Socket, { caller, first }: Admitted): void {
    const line = new SocketLine(ws, socket);
    const client = this.clients.enter(line, caller);
    const session = new SocketSession(client, line, this.clients);
    socket.on('drain', () => client.pump());
    ws.on('message', (data: RawData, isBinary: boolean) => session.said(data, isBinary));
    // A frame that breaks the protocol, or is too large: `ws` closes with the code that says so.
    ws.on('error', () => undefined);
    ws.on('close', () => this.clients.leave(client));
    session.begin(first);
  }
}
