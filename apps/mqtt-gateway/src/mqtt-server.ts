import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Logger } from '@app/observability';
import { countUp } from './gateway-counters.js';
import { REASON } from './protocol/reason-codes.js';
import { Connection } from './session/connection.js';
import { DeviceSession } from './session/device-session.js';
import type { GatewayContext } from './session/gateway-context.js';
import { shakeHands } from './session/handshake.js';

const SWEEP_MS = 250;
const TCP_KEEP_ALIVE_MS = 60_000;

/** The devices' and viewers' MQTT endpoint: listens, keeps its connections, and watches their time limits. */
export class MqttServer {
  private readonly connections = new Set<Connection>();
  private server: Server | null = null;
  private timer: NodeJS.Timeout | null = null;
  private unwritable = false;
  private sweeps = 0;

  constructor(
    private readonly context: GatewayContext,
    private readonly log: Pick<Logger, 'info' | 'warn' | 'error'>,
  ) {}

  get size(): number {
    return this.connections.size;
  }

  /** Bytes that arrived and wait to be processed, over all connections. */
  get buffered(): number {
    let bytes = 0;
    for (const connection of this.connections) bytes += connection.buffered;
    return bytes;
  }

  /** Starts listening; resolves to the port. Rejects with the system's error, e.g. EADDRINUSE. */
  async listen(port: number, host: string): Promise<number> {
    const server = createServer({ noDelay: true, keepAlive: true, keepAliveInitialDelay: TCP_KEEP_ALIVE_MS });
    server.on('connection', (socket) => this.opened(socket));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host, backlog: 4_096 }, () => {
        server.off('error', reject);
        resolve();
      });
    });
    // E.g. no file descriptors left: the connections that exist go on.
    server.on('error', (error) => this.log.error({ err: error }, 'accepting a connection'));
    this.server = server;
    this.timer = setInterval(() => this.sweep(), SWEEP_MS);
    return (server.address() as AddressInfo).port;
  }

  /** Ends all sessions of a principal, whose credential is no longer good. */
  endSessionsOf(principal: string): void {
    for (const connection of this.connections) {
      if (connection.principal === principal) connection.end(REASON.notAuthorized, 'revoked');
    }
  }

  /** Checks time limits; called by a timer, and by tests after they moved the time. */
  sweep(): void {
    const now = this.context.monotonic();
    const unwritable = this.context.collector.unwritableMs > this.context.limits.unwritableMs;
    if (unwritable !== this.unwritable) {
      this.unwritable = unwritable;
      if (unwritable) this.log.error("the event log has not been writable: closing devices' connections");
      else this.log.info('the event log is writable again');
    }
    for (const connection of this.connections) {
      if (unwritable && connection.session instanceof DeviceSession) {
        // 0x88, server unavailable, has no place in a DISCONNECT [MQTT 5.0, 3.14.2.1]; a CONNACK says it afterwards.
        connection.end(REASON.serverBusy, 'unwritable');
      }
      connection.sweep(now);
    }
    this.sweeps += 1;
    if (this.sweeps % 256 === 0) this.context.rates.prune();
  }

  /** Reads no more, waits until what was read is durable and acknowledged, then says goodbye and closes. */
  async close(): Promise<void> {
    const { server } = this;
    if (server === null) return;
    this.server = null;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const connection of this.connections) connection.stopReading();
    await Promise.race([this.context.collector.drained(), timeout(this.context.limits.stopMs)]);
    for (const connection of this.connections) connection.leave(REASON.serverShuttingDown);
    const ends = Promise.all([...this.connections].map((connection) => connection.closed));
    await Promise.race([ends, timeout(1_000)]);
    if (this.timer) clearInterval(this.timer);
    for (const connection of this.connections) connection.socket.destroy();
    await closed;
  }

  private opened(socket: Socket): void {
    const { counters, limits } = this.context;
    if (this.connections.size >= limits.connections) {
      countUp(counters.connectsRefused, 'connections');
      socket.destroy();
      return;
    }
    const connection = new Connection(socket, this.context, (ready, frame) => {
      shakeHands(ready, frame).catch((error: unknown) => {
        this.log.error({ err: error }, 'verifying a CONNECT');
        ready.end(REASON.serverUnavailable, 'internal');
      });
    });
    this.connections.add(connection);
    counters.connections = this.connections.size;
    socket.on('close', () => {
      this.connections.delete(connection);
      counters.connections = this.connections.size;
    });
  }
}

function timeout(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
