import { connect as connectTcp, type Socket } from 'node:net';
import { once } from 'node:events';
import type { Principal } from '@app/access';
import { TOPICS } from '@app/contracts';
import type { LogRecord } from '@app/event-log';
import { ServiceTracer } from '@app/observability';
import { eventually, FakeCallers, InMemoryEventLog, ManualClock } from '@app/testing';
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import { generate, parser, type Packet } from 'mqtt-packet';
import { GatewayCounters } from '../src/gateway-counters.js';
import { Collector, type BatchHandler } from '../src/inlet/collector.js';
import { DeviceRates } from '../src/limits/device-rates.js';
import { DEFAULT_LIMITS, type GatewayLimits } from '../src/limits/gateway-limits.js';
import { Slots } from '../src/limits/slots.js';
import { MqttServer } from '../src/mqtt-server.js';
import { ClientIds } from '../src/session/client-ids.js';
import { FeedHub } from '../src/viewers/feed-hub.js';
import { ViewersByToken } from '../src/viewers/viewer-access.js';

/** Devices cam-1, cam-2 and dev-*, and gateway gw-1 with meter-1 (in memory) and meter-new (in the registry only). */
const DEVICES = new Set(['cam-1', 'cam-2']);

/** The credential that everybody comes with. */
export const PRESENTED = { id: 'first', until: Infinity };

export function principalOf(id: string): Principal | null {
  if (id === 'gw-1') {
    const known = new Set(['meter-1']);
    const all = new Set(['meter-1', 'meter-new']);
    return {
      kind: 'gateway',
      id,
      presented: PRESENTED,
      mayWriteFor: (device) => known.has(device),
      confirmWriteFor: (device) => Promise.resolve(all.has(device) && (known.add(device), true)),
    };
  }
  if (!DEVICES.has(id) && !id.startsWith('dev-')) return null;
  return {
    kind: 'device',
    id,
    presented: PRESENTED,
    mayWriteFor: (device) => device === id,
    confirmWriteFor: (device) => Promise.resolve(device === id),
  };
}

export const ADMIN_KEY = 'the-administrator-of-this-test';

export interface TestGatewayOptions {
  readonly limits?: Partial<GatewayLimits>;
  readonly handler?: BatchHandler;
  readonly rate?: { readonly perSecond: number; readonly burst: number };
  readonly reads?: 'open' | 'identified';
  readonly tracer?: ServiceTracer;
  readonly clientIdRule?: 'free' | 'device';
  readonly authenticate?: (id: string, secret: string) => Promise<Principal | null>;
}

/** A gateway on a free port with a log in memory and a time that only tests move. */
export class TestGateway {
  readonly log = new InMemoryEventLog();
  readonly counters = new GatewayCounters();
  readonly clock = new ManualClock(Date.UTC(2026, 10, 23));
  readonly tracer: ServiceTracer;
  readonly feed = new FeedHub();
  readonly collector: Collector;
  readonly rates: DeviceRates;
  readonly limits: GatewayLimits;
  readonly server: MqttServer;
  readonly errors: unknown[] = [];
  readonly callers = new FakeCallers();
  /** Milliseconds of the monotonic clock. */
  time = 1_000;
  port = 0;
  private readonly clients: MqttClient[] = [];
  private readonly sockets: RawClient[] = [];

  constructor(options: TestGatewayOptions = {}) {
    this.tracer = options.tracer ?? ServiceTracer.off;
    this.limits = { ...DEFAULT_LIMITS, stopMs: 50, ...options.limits };
    const monotonic = (): number => this.time;
    this.collector = new Collector({
      limits: this.limits,
      monotonic,
      backoff: () => new Promise((resolve) => setImmediate(resolve)),
    });
    const { perSecond, burst } = options.rate ?? { perSecond: 1e9, burst: 1e9 };
    this.rates = new DeviceRates(perSecond, burst, monotonic);
    this.server = new MqttServer(
      {
        limits: this.limits,
        clock: this.clock,
        monotonic,
        counters: this.counters,
        collector: this.collector,
        tracer: this.tracer,
        rates: this.rates,
        slots: new Slots(this.limits.connectsVerified, this.limits.connectsWaiting),
        authenticator: {
          authenticate:
            options.authenticate ??
            ((id, secret) => Promise.resolve(secret === `secret-${id}` ? principalOf(id) : null)),
          authenticateByCertificate: (id) => Promise.resolve(principalOf(id)),
        },
        viewerAccess: new ViewersByToken(
          options.reads ?? 'open',
          { verify: (key) => key === ADMIN_KEY },
          this.callers,
        ),
        feed: this.feed,
        clientIds: new ClientIds(),
        clientIdRule: options.clientIdRule ?? 'free',
      },
      {
        info: () => undefined,
        warn: () => undefined,
        error: (...args: unknown[]) => void this.errors.push(args),
      },
    );
    this.collector.handle(
      options.handler ??
        (async (records) => {
          await this.log.append(TOPICS.raw, records);
          return { kind: 'committed', to: records.length };
        }),
    );
  }

  async start(): Promise<this> {
    await this.log.open();
    this.port = await this.server.listen(0, '127.0.0.1');
    return this;
  }

  async stop(): Promise<void> {
    for (const client of this.clients) client.end(true);
    for (const socket of this.sockets) socket.socket.destroy();
    await this.server.close();
    this.collector.stop();
    await this.log.close();
  }

  /** Moves the monotonic time and lets the server look at its limits. */
  pass(milliseconds: number): void {
    this.time += milliseconds;
    this.server.sweep();
  }

  /** A connected MQTT.js client; by default device cam-1 at 3.1.1. */
  async client(options: IClientOptions = {}): Promise<MqttClient> {
    const username = options.username ?? 'cam-1';
    const client = await connectAsync(`mqtt://127.0.0.1:${this.port}`, {
      username,
      ...(username === 'viewer' ? {} : { password: `secret-${username}` }),
      reconnectPeriod: 0,
      ...options,
    });
    this.clients.push(client);
    client.on('error', () => undefined);
    return client;
  }

  /** A bare socket that speaks packets. */
  async raw(version: 4 | 5 = 4): Promise<RawClient> {
    const socket = connectTcp(this.port, '127.0.0.1');
    await once(socket, 'connect');
    const client = new RawClient(socket, version);
    this.sockets.push(client);
    return client;
  }

  /** A bare socket after an accepted CONNECT. */
  async device(
    version: 4 | 5 = 4,
    connect: Partial<Packet & Record<string, unknown>> = {},
  ): Promise<RawClient> {
    const client = await this.raw(version);
    const username = (connect.username as string | undefined) ?? 'cam-1';
    client.send({
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion: version,
      clean: true,
      clientId: `raw-${this.sockets.length}`,
      keepalive: 60,
      username,
      ...(username === 'viewer' ? {} : { password: Buffer.from(`secret-${username}`) }),
      ...connect,
    } as Packet);
    await client.next('connack');
    return client;
  }

  /** Everything in ❶, partition by partition. */
  async records(): Promise<LogRecord[]> {
    const all: LogRecord[] = [];
    for (let partition = 0; partition < this.log.partitions(TOPICS.raw); partition += 1) {
      const batch = await this.log.read(TOPICS.raw, partition, 0, { maxRecords: 1e6, maxBytes: 1e9 });
      all.push(...batch.records);
    }
    return all;
  }

  /** Payloads in ❶ as text, of one device. */
  async payloads(device = 'cam-1'): Promise<string[]> {
    return (await this.records()).filter((r) => r.key === device).map((r) => Buffer.from(r.value).toString());
  }
}

/** A client of packets and bytes, for what no well-behaved client does. */
export class RawClient {
  readonly packets: Packet[] = [];
  /** What the server sent that is no packet. */
  readonly faults: unknown[] = [];
  closed = false;

  constructor(
    readonly socket: Socket,
    readonly version: 4 | 5,
  ) {
    const decoder = parser({ protocolVersion: version });
    decoder.on('packet', (packet) => void this.packets.push(packet));
    decoder.on('error', (error) => void this.faults.push(error));
    socket.on('data', (chunk: Buffer) => void decoder.parse(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => (this.closed = true));
  }

  send(...packets: Packet[]): void {
    this.socket.write(Buffer.concat(packets.map((p) => generate(p, { protocolVersion: this.version }))));
  }

  sendBytes(...bytes: (Buffer | readonly number[])[]): void {
    this.socket.write(Buffer.concat(bytes.map((b) => Buffer.from(b))));
  }

  publish(payload: string, messageId: number, more: Partial<Packet & Record<string, unknown>> = {}): void {
    this.send({ ...aPublish(payload, messageId), ...more } as Packet);
  }

  /** The next packet, which must be of this kind. */
  async next<C extends Packet['cmd']>(cmd: C): Promise<Extract<Packet, { cmd: C }>> {
    await eventually(`a ${cmd}`, () => this.packets.length > 0 || this.closed);
    const packet = this.packets.shift();
    if (packet?.cmd !== cmd) throw new Error(`expected ${cmd}, got ${JSON.stringify(packet) ?? 'the end'}`);
    return packet as Extract<Packet, { cmd: C }>;
  }

  async end(): Promise<void> {
    await eventually('the server to close', () => this.closed);
  }
}

/** A QoS 1 PUBLISH of cam-1. */
export function aPublish(payload: string, messageId: number): Packet {
  return { cmd: 'publish', topic: 'telemetry/cam-1', payload, qos: 1, messageId, dup: false, retain: false };
}

/** A handler that holds its batches until told. */
export class HeldHandler {
  readonly batches: (readonly LogRecord[])[] = [];
  private readonly settle: ((outcome: unknown) => void)[] = [];

  readonly handle: BatchHandler = (records) => {
    this.batches.push(records);
    return new Promise((resolve) => this.settle.push(resolve));
  };

  /** Settles the oldest batch that waits. */
  answer(outcome?: unknown): void {
    const batch = this.batches[this.batches.length - this.settle.length];
    this.settle.shift()?.(outcome ?? { kind: 'committed', to: batch?.length ?? 0 });
  }

  get waiting(): number {
    return this.settle.length;
  }

  get texts(): string[] {
    return this.batches.flat().map((record) => Buffer.from(record.value).toString());
  }
}
