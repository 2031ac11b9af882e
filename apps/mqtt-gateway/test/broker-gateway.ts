import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Principal } from '@app/access';
import { brokerAddress } from '../src/broker/broker-address.js';
import { BrokerInlet } from '../src/broker/broker-inlet.js';
import { type BrokerLimits, DEFAULT_BROKER_LIMITS } from '../src/broker/broker-limits.js';
import { TopicRoutes } from '../src/session/topic-routes.js';
import { TestGateway, type TestGatewayOptions } from './test-gateway.js';

export interface BrokerGatewayOptions extends TestGatewayOptions {
  readonly url: string;
  readonly clientId?: string;
  readonly subscription?: 'keep' | 'end';
  readonly brokerLimits?: Partial<BrokerLimits>;
}

/** Devices cam-1 to cam-9 are in service, cam-new is so in the registry only. */
export function theBroker(): Principal {
  const known = new Set(Array.from({ length: 9 }, (_, i) => `cam-${i + 1}`));
  return {
    kind: 'broker',
    id: '$broker',
    mayWriteFor: (device) => known.has(device),
    confirmWriteFor: (device) => Promise.resolve(device === 'cam-new' && known.add(device).has(device)),
  };
}

/** A gateway whose only inlet is that of a broker, with a log in memory. */
export class BrokerGateway {
  readonly inner: TestGateway;
  readonly inlet: BrokerInlet;
  readonly overRate: string[] = [];
  sessionsLost = 0;
  /** All that was logged, as text. */
  logged = '';

  private constructor(options: BrokerGatewayOptions) {
    this.inner = new TestGateway(options);
    const broker = theBroker();
    const limits = { ...DEFAULT_BROKER_LIMITS, ...options.brokerLimits };
    const line = (...parts: unknown[]): void => void (this.logged += `${JSON.stringify(parts)}\n`);
    this.inlet = new BrokerInlet({
      address: brokerAddress(options.url),
      clientId: options.clientId ?? 'gateway-1',
      subscription: options.subscription ?? 'keep',
      monotonic: () => this.inner.time,
      log: { info: line, warn: line, error: line },
      onSessionLost: () => (this.sessionsLost += 1),
      intake: {
        collector: this.inner.collector,
        counters: this.inner.counters.broker,
        rates: this.inner.rates,
        clock: this.inner.clock,
        tracer: this.inner.tracer,
        limits,
        broker,
        routes: new TopicRoutes(broker, limits.topicsRemembered, 'broker'),
        onOverRate: (device) => void this.overRate.push(device),
      },
    });
  }

  /** Starts it; it connects when it can. */
  static async start(options: BrokerGatewayOptions): Promise<BrokerGateway> {
    const gateway = new BrokerGateway(options);
    await gateway.inner.log.open();
    gateway.inlet.start();
    return gateway;
  }

  async stop(): Promise<void> {
    await this.inlet.stop();
    await this.inner.stop();
  }

  /** Every payload in ❶, in no order. */
  async payloads(): Promise<string[]> {
    return (await this.inner.records()).map(({ value }) => Buffer.from(value).toString());
  }
}

/** A wire between a gateway and a broker that can be cut. */
export class Wire {
  /** PINGRESPs that the broker sent. */
  pongs = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly to: number,
  ) {
    server.on('connection', (socket) => this.join(socket));
  }

  static async to(port: number): Promise<Wire> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Wire(server, port);
  }

  /** The broker's address through this wire. */
  url(direct: string): string {
    return direct.replace(/:\d+$/, `:${(this.server.address() as AddressInfo).port}`);
  }

  /** Ends all connections as a network does: without a word. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(near: Socket): void {
    const far = connect(this.to, '127.0.0.1');
    far.on('data', (chunk: Buffer) => (this.pongs += chunk.equals(Buffer.from([0xd0, 0])) ? 1 : 0));
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
