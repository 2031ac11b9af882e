import { Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { AccessModule, AdminKey, Authenticator, Callers, CallersModule } from '@app/access';
import { AppConfig, Clock } from '@app/config';
import { EventLog } from '@app/event-log';
import { type Check, Logs, Metrics, Readiness, type ServiceTracer, Tracing } from '@app/observability';
import { AlarmRepository, InventoryCache } from '@app/registry';
import { BrokerModule } from './broker/broker.module.js';
import { publishEndpoint } from './endpoint-metrics.js';
import { GatewayCounters } from './gateway-counters.js';
import { IngestModule } from './ingest.module.js';
import { Collector } from './inlet/collector.js';
import { InletModule } from './inlet/inlet.module.js';
import { MqttInlet } from './inlet/mqtt-inlet.js';
import { DeviceRates } from './limits/device-rates.js';
import { DEFAULT_LIMITS } from './limits/gateway-limits.js';
import { Slots } from './limits/slots.js';
import { MqttServer } from './mqtt-server.js';
import { ClientIds } from './session/client-ids.js';
import { FeedHub } from './viewers/feed-hub.js';
import { FeedReader } from './viewers/feed-reader.js';
import { LatestValues } from './viewers/latest-values.js';
import { LogLatestValues } from './viewers/log-latest-values.js';
import { StoredAlarms } from './viewers/stored-alarms.js';
import { ViewersByToken } from './viewers/viewer-access.js';

export { IngestModule, LatestValues, MqttInlet };

/** While nothing becomes durable for so long, new devices had better go elsewhere, ms. */
const STUCK_AFTER_MS = 10_000;

/** What the endpoint needs that isn't made here, gathered so that no constructor takes a dozen arguments. */
class EndpointParts {
  readonly tracer: ServiceTracer;

  constructor(
    @Inject(Clock) readonly clock: Clock,
    @Inject(GatewayCounters) readonly counters: GatewayCounters,
    @Inject(Collector) readonly collector: Collector,
    @Inject(DeviceRates) readonly rates: DeviceRates,
    @Inject(Authenticator) readonly authenticator: Authenticator,
    @Inject(ViewersByToken) readonly viewerAccess: ViewersByToken,
    @Inject(Metrics) readonly metrics: Metrics,
    @Inject(Tracing) tracing: Tracing,
  ) {
    this.tracer = tracing.for('mqtt-gateway');
  }
}

function createFeedReader(
  log: EventLog,
  hub: FeedHub,
  latest: LatestValues,
  tracing: Tracing,
  cache: InventoryCache,
): FeedReader {
  const isHome = (set: string): boolean =>
    cache.current().sets.find((one) => one.status === 'active')?.id === set;
  return new FeedReader(log, hub, latest, tracing.for('mqtt-gateway'), isHome);
}

function createServer(parts: EndpointParts, feed: FeedHub, logs: Logs, config: AppConfig): MqttServer {
  const context = {
    clock: parts.clock,
    counters: parts.counters,
    collector: parts.collector,
    tracer: parts.tracer,
    rates: parts.rates,
    authenticator: parts.authenticator,
    viewerAccess: parts.viewerAccess,
    limits: { ...DEFAULT_LIMITS, connectionsOfAddress: config.mqttConnectionsOfAddress },
    monotonic: () => performance.now(),
    slots: new Slots(DEFAULT_LIMITS.connectsVerified, DEFAULT_LIMITS.connectsWaiting),
    feed,
    clientIds: new ClientIds(),
    clientIdRule: config.mqttClientId,
  };
  const server = new MqttServer(context, logs.for('mqtt-gateway'));
  publishEndpoint(parts.metrics, context, server);
  return server;
}

function createInlet(
  server: MqttServer,
  collector: Collector,
  config: AppConfig,
  readiness: Readiness,
  logs: Logs,
): MqttInlet {
  const inlet = new MqttInlet(server, collector, {
    port: config.mqttPort,
    host: config.mqttBind,
    tls: config.mqttTls,
    tlsHost: config.bind,
  });
  if (config.mqttTls === null && !config.isLoopback)
    logs
      .for('mqtt-gateway')
      .warn(
        'MQTT is not encrypted and not bound to loopback: give NHIPPHO_MQTT_TLS_CERT, or end TLS before it',
      );
  readiness.add('inlet', (): Check => {
    if (inlet.port === 0) return { ok: false, detail: 'takes no connections' };
    const waited = collector.unwritableMs;
    const detail = `${server.size} connections, ${collector.inFlight} messages on their way to the log`;
    if (waited < STUCK_AFTER_MS) return { ok: true, detail };
    return { ok: false, detail: `${detail}, none durable for ${Math.round(waited / 1000)} s` };
  });
  return inlet;
}

/**
 * The devices' MQTT endpoint. Start it with `app.connectMicroservice({ strategy: app.get(MqttInlet) })`. Needs the
 * global modules of configuration, observability and registry.
 */
@Module({
  imports: [InletModule, IngestModule, AccessModule, CallersModule, BrokerModule],
  providers: [
    EndpointParts,
    FeedHub,
    {
      provide: ViewersByToken,
      useFactory: (config: AppConfig, adminKey: AdminKey, callers: Callers) =>
        new ViewersByToken(config.reads, adminKey, callers),
      inject: [AppConfig, AdminKey, Callers],
    },
    {
      provide: LatestValues,
      useFactory: (log: EventLog, alarms: AlarmRepository) =>
        new StoredAlarms(alarms, new LogLatestValues(log)),
      inject: [EventLog, AlarmRepository],
    },
    {
      provide: FeedReader,
      useFactory: createFeedReader,
      inject: [EventLog, FeedHub, LatestValues, Tracing, InventoryCache],
    },
    { provide: MqttServer, useFactory: createServer, inject: [EndpointParts, FeedHub, Logs, AppConfig] },
    {
      provide: MqttInlet,
      useFactory: createInlet,
      inject: [MqttServer, Collector, AppConfig, Readiness, Logs],
    },
  ],
  exports: [MqttInlet, IngestModule],
})
export class GatewayModule implements OnModuleDestroy {
  private readonly forget: () => void;

  constructor(@Inject(Authenticator) authenticator: Authenticator, @Inject(MqttServer) server: MqttServer) {
    this.forget = authenticator.onCredentials((principal, inForce) =>
      server.credentialsChanged(principal, inForce),
    );
  }

  onModuleDestroy(): void {
    this.forget();
  }
}
