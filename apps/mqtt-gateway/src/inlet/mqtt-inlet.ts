import type { MqttTls } from '@app/config';
import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import type { MqttServer } from '../mqtt-server.js';
import type { Collector } from './collector.js';
import type { InboundBatch } from './inbound-batch.js';
import { MQTT_INLET, TELEMETRY_INBOUND } from './telemetry-inbound.js';

/** Where the endpoint listens. */
export interface InletAddress {
  readonly port: number;
  readonly host: string;
  /** The encrypted port, which is bound to `tlsHost`; null: there is none. */
  readonly tls: MqttTls | null;
  readonly tlsHost: string;
}

/**
 * The gateway as a Nest transport: hands batches of inbound messages to the one handler of `telemetry.inbound` and
 * acknowledges on `Committed` alone. A handler that throws, returns nothing or never settles acknowledges nothing.
 */
export class MqttInlet extends Server implements CustomTransportStrategy {
  override readonly transportId = MQTT_INLET;
  /** Port it listens on; 0 while it doesn't. */
  port = 0;

  constructor(
    private readonly server: MqttServer,
    private readonly collector: Collector,
    private readonly address: InletAddress,
  ) {
    super();
  }

  /** Starts taking batches and connections; calls back with the system's error where the port can't be had. */
  listen(callback: (error?: unknown) => void): void {
    const handler = this.getHandlerByPattern(TELEMETRY_INBOUND);
    if (handler === null) {
      callback(new Error(`starting the MQTT inlet: nobody handles ${TELEMETRY_INBOUND}`));
      return;
    }
    this.collector.handle(async (records) => {
      const batch: InboundBatch = { records };
      const returned: unknown = await handler(batch, undefined);
      // Nest turns a thrown error into a stream that fails; without subscribing to it, it would look like success.
      return isObservable(returned) ? lastValueFrom(returned, { defaultValue: undefined }) : returned;
    });
    this.open().then(
      () => callback(),
      (error: unknown) => callback(error),
    );
  }

  /** Acknowledges what was read, then closes all connections. */
  async close(): Promise<void> {
    await this.server.close();
    this.collector.stop();
    this.port = 0;
  }

  private async open(): Promise<void> {
    const { port, host, tls, tlsHost } = this.address;
    if (tls !== null) await this.server.listenTls(tls, tlsHost);
    this.port = await this.server.listen(port, host);
  }

  /** The transport has no events of its own. */
  on(): void {}

  unwrap<T>(): T {
    return this.server as T;
  }
}
