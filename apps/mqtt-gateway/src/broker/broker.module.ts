import { Inject, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AccessModule, Authenticator } from '@app/access';
import { AppConfig, Clock } from '@app/config';
import { Logs, Metrics, Readiness, Tracing } from '@app/observability';
import { GatewayCounters } from '../gateway-counters.js';
import { Collector } from '../inlet/collector.js';
import { InletModule } from '../inlet/inlet.module.js';
import { DeviceRates } from '../limits/device-rates.js';
import { TopicRoutes } from '../session/topic-routes.js';
import { brokerAddress } from './broker-address.js';
import { BrokerInlet } from './broker-inlet.js';
import { DEFAULT_BROKER_LIMITS } from './broker-limits.js';
import { OverRate } from './over-rate.js';

/** Whom refused messages are accounted to that no device's are: no device can have this name. */
const BROKER = '$broker';

/** What the inlet needs of the gateway. */
class InletParts {
  constructor(
    @Inject(Clock) readonly clock: Clock,
    @Inject(GatewayCounters) readonly counters: GatewayCounters,
    @Inject(Collector) readonly collector: Collector,
    @Inject(DeviceRates) readonly rates: DeviceRates,
    @Inject(Authenticator) readonly authenticator: Authenticator,
    @Inject(Logs) readonly logs: Logs,
    @Inject(Metrics) readonly metrics: Metrics,
    @Inject(Tracing) readonly tracing: Tracing,
  ) {}
}

function createInlet(config: AppConfig, parts: InletParts, readiness: Readiness): BrokerInlet | null {
  if (config.brokerUrl === null) return null;
  const { clock, collector, rates, authenticator, logs, metrics } = parts;
  const log = logs.for('mqtt-gateway');
  const broker = authenticator.trustedBroker(BROKER, () => clock.now());
  const limits = DEFAULT_BROKER_LIMITS;
  const overRate = new OverRate(log, metrics);
  const sessionsLost = metrics.counter(
    'nhippho_gateway_broker_sessions_lost_total',
    'Connections that found the broker without the session left there: what it had queued is gone',
  );
  const inlet = new BrokerInlet({
    address: brokerAddress(config.brokerUrl),
    clientId: config.brokerClientId,
    subscription: config.brokerSubscription,
    monotonic: () => performance.now(),
    log,
    onSessionLost: () => sessionsLost.inc(),
    intake: {
      collector,
      rates,
      clock,
      tracer: parts.tracing.for('mqtt-gateway'),
      limits,
      broker,
      counters: parts.counters.broker,
      routes: new TopicRoutes(broker, limits.topicsRemembered, 'broker'),
      onOverRate: (device) => overRate.seen(device),
    },
  });
  metrics.gauge('nhippho_gateway_broker_subscribed', 'Subscribed at the external broker', [], (g) =>
    g.set(inlet.isSubscribed ? 1 : 0),
  );
  metrics.gauge(
    'nhippho_gateway_broker_in_flight_messages',
    'Messages of the external broker not durable yet',
    [],
    (g) => g.set(inlet.inFlight),
  );
  metrics
    .gauge(
      'nhippho_gateway_broker_in_flight_limit_messages',
      'Messages of the external broker not durable yet beyond which none is taken',
    )
    .set(limits.inFlightMessages);
  readiness.add('broker', () => inlet.check());
  return inlet;
}

/** Readings from a broker that the city has already; does nothing where NHIPPHO_BROKER_URL is not set. */
@Module({
  imports: [InletModule, AccessModule],
  providers: [
    InletParts,
    { provide: BrokerInlet, useFactory: createInlet, inject: [AppConfig, InletParts, Readiness] },
  ],
})
export class BrokerModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(@Inject(BrokerInlet) private readonly inlet: BrokerInlet | null) {}

  onApplicationBootstrap(): void {
    this.inlet?.start();
  }

  /** Before the transports close, and with them the way into the log. */
  async onModuleDestroy(): Promise<void> {
    await this.inlet?.stop();
  }
}
