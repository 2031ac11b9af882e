import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { type Caller, type InForce, StreamRights } from '@app/access';
import type { MqttTls } from '@app/config';
import type { Logger } from '@app/observability';
import { TlsFiles } from '@app/service';
import { countUp } from './gateway-counters.js';
import { REASON } from './protocol/reason-codes.js';
import { Connection } from './session/connection.js';
import { DeviceSession } from './session/device-session.js';
import type { GatewayContext } from './session/gateway-context.js';
import { shakeHands } from './session/handshake.js';
import { type SecureDoor, secureDoor } from './tls/secure-door.js';

const SWEEP_MS = 250;
const TCP_KEEP_ALIVE_MS = 60_000;

interface Watching {
  readonly caller: Caller;
  readonly connection: Connection;
}

/** The devices' and viewers' MQTT endpoint: listens, keeps its connections, and watches their time limits. */
export class MqttServer {
  private readonly connections = new Set<Connection>();
  private readonly byAddress = new Map<string, number>();
  private servers: Server[] = [];
  private files: TlsFiles | null = null;
  private door: SecureDoor | null = null;
  private timer: NodeJS.Timeout | null = null;
  /** Ends viewers whose key was revoked or whose session ended. */
  private readonly rights: StreamRights<Watching>;
  private unwritable = false;
  private sweeps = 0;

  constructor(
    private readonly context: GatewayContext,
    private readonly log: Pick<Logger, 'info' | 'warn' | 'error'>,
  ) {
    this.rights = new StreamRights(
      context.viewerAccess,
      () => this.watching(),
      ({ connection }) => connection.end(REASON.notAuthorized, 'revoked'),
      () => context.clock.now(),
    );
  }

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
  listen(port: number, host: string): Promise<number> {
    const server = createServer({ noDelay: true, keepAlive: true, keepAliveInitialDelay: TCP_KEEP_ALIVE_MS });
    server.on('connection', (socket) => this.opened(socket, null));
    return this.open(server, port, host);
  }

  /** As `listen`, encrypted. @throws ConfigError for files that can't be used */
  async listenTls(tls: MqttTls, host: string): Promise<number> {
    const { counters, limits } = this.context;
    this.files = await TlsFiles.open(tls, this.log);
    this.door = secureDoor(this.files, tls.ca === null ? 'none' : tls.clients, {
      handshakeMs: limits.connectMs,
      hasRoom: (shakingHands) => this.connections.size + shakingHands <= limits.connections,
      enters: (socket, certified) => this.opened(socket, certified),
      refused: (why) => countUp(counters.connectsRefused, why),
      trustChanged: () => this.endCertified(),
    });
    return this.open(this.door.server, tls.port, host);
  }

  /** Looks for renewed TLS files now. */
  async renew(): Promise<void> {
    await this.files?.look();
  }

  /** Ends the sessions of a principal that came with a credential which is no longer good. */
  credentialsChanged(principal: string, inForce: InForce): void {
    for (const connection of this.connections) {
      const { presented } = connection;
      if (presented === null || connection.principal !== principal) continue;
      const until = inForce.get(presented.id);
      if (until === undefined) connection.end(REASON.notAuthorized, 'revoked');
      else connection.presented = { ...presented, until };
    }
  }

  /** Checks time limits; called by a timer, and by tests after they moved the time. */
  sweep(): void {
    const now = this.context.monotonic();
    const time = this.context.clock.now();
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
      if (connection.presented !== null && connection.presented.until <= time) {
        connection.end(REASON.notAuthorized, 'expired');
      }
      connection.sweep(now);
    }
    this.boundArriving();
    this.rights.sweep();
    this.sweeps += 1;
    if (this.sweeps % 256 === 0) this.context.rates.prune();
  }

  /** Reads no more, waits until what was read is durable and acknowledged, then says goodbye and closes. */
  async close(): Promise<void> {
    const { servers } = this;
    if (servers.length === 0) return;
    this.servers = [];
    this.rights.close();
    this.files?.close();
    const closed = Promise.all(
      servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))),
    );
    for (const connection of this.connections) connection.stopReading();
    await Promise.race([this.context.collector.drained(), timeout(this.context.limits.stopMs)]);
    for (const connection of this.connections) connection.leave(REASON.serverShuttingDown);
    const ends = Promise.all([...this.connections].map((connection) => connection.closed));
    await Promise.race([ends, timeout(1_000)]);
    if (this.timer) clearInterval(this.timer);
    for (const connection of this.connections) connection.socket.destroy();
    this.door?.cutOff();
    await closed;
  }

  private async open(server: Server, port: number, host: string): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host, backlog: 4_096 }, () => {
        server.off('error', reject);
        resolve();
      });
    });
    // E.g. no file descriptors left: the connections that exist go on.
    server.on('error', (error) => this.log.error({ err: error }, 'accepting a connection'));
    this.servers.push(server);
    // After the poll phase: what arrived while this process was busy is read before anybody is told to be too slow.
    this.timer ??= setInterval(() => setImmediate(() => this.sweep()), SWEEP_MS);
    return (server.address() as AddressInfo).port;
  }

  private *watching(): Iterable<Watching> {
    for (const connection of this.connections)
      if (connection.viewer !== null && !connection.ended) yield { caller: connection.viewer, connection };
  }

  /** Whoever came by a certificate shows it again: it may have been revoked. */
  private endCertified(): void {
    for (const connection of this.connections)
      if (connection.certified !== null) connection.end(REASON.notAuthorized, 'trust_changed');
  }

  /** A packet takes memory before it is known to be worth it: when all of them take too much, the largest give it back. */
  private boundArriving(): void {
    const { arrivingBytes } = this.context.limits;
    let bytes = 0;
    for (const { arriving } of this.connections) bytes += arriving;
    if (bytes <= arrivingBytes) return;
    for (const connection of [...this.connections].sort((a, b) => b.arriving - a.arriving)) {
      bytes -= connection.arriving;
      connection.end(REASON.serverBusy, 'arriving');
      if (bytes <= arrivingBytes) return;
    }
  }

  private left(address: string): void {
    const others = (this.byAddress.get(address) ?? 1) - 1;
    if (others > 0) this.byAddress.set(address, others);
    else this.byAddress.delete(address);
  }

  private opened(socket: Socket, certified: string | null): void {
    const { counters, limits } = this.context;
    const address = socket.remoteAddress ?? '';
    const ofAddress = this.byAddress.get(address) ?? 0;
    const isFull = this.connections.size >= limits.connections;
    if (isFull || ofAddress >= limits.connectionsOfAddress) {
      countUp(counters.connectsRefused, isFull ? 'connections' : 'address');
      socket.destroy();
      return;
    }
    this.byAddress.set(address, ofAddress + 1);
    const connection = new Connection(socket, this.context, (ready, frame) => {
      shakeHands(ready, frame).catch((error: unknown) => {
        this.log.error({ err: error }, 'verifying a CONNECT');
        ready.end(REASON.serverUnavailable, 'internal');
      });
    });
    connection.certified = certified;
    this.connections.add(connection);
    counters.connections = this.connections.size;
    socket.on('close', () => {
      this.connections.delete(connection);
      counters.connections = this.connections.size;
      this.left(address);
    });
  }
}

function timeout(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
