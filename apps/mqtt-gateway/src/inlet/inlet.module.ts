import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Module } from '@nestjs/common';
import { AppConfig } from '@app/config';
import { EventLogModule } from '@app/event-log';
import { Logs, Metrics } from '@app/observability';
import { GatewayCounters } from '../gateway-counters.js';
import { publishGateway } from '../gateway-metrics.js';
import { DeviceRates } from '../limits/device-rates.js';
import { DEFAULT_LIMITS } from '../limits/gateway-limits.js';
import { Collector } from './collector.js';
import { InboundController } from './inbound.controller.js';

const monotonic = (): number => performance.now();

function createCollector(logs: Logs, metrics: Metrics): Collector {
  const log = logs.for('mqtt-gateway');
  const latency = metrics.histogram(
    'nhippho_gateway_append_seconds',
    'Time to make a batch durable',
    [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30],
  );
  const batch = metrics.histogram(
    'nhippho_gateway_batch_messages',
    'Messages of all connections appended together',
    [1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 16_384],
  );
  const retries = metrics.counter(
    'nhippho_gateway_append_retries_total',
    'Appends that failed and are tried again; their senders wait',
  );
  return new Collector({
    limits: DEFAULT_LIMITS,
    monotonic,
    backoff: (attempt) => delay(Math.min(1_000, 20 * 2 ** attempt)),
    onAppended: (records, milliseconds) => {
      latency.observe(milliseconds / 1_000);
      batch.observe(records);
    },
    onRetry: (reason, attempt) => {
      retries.inc();
      if (attempt === 1 || attempt % 30 === 0) log.warn({ reason, attempt }, 'appending to the event log');
    },
  });
}

/** What MQTT and HTTP have in common: the way of a message into ❶, the devices' rates and the counts. */
@Module({
  imports: [EventLogModule],
  controllers: [InboundController],
  providers: [
    GatewayCounters,
    { provide: Collector, useFactory: createCollector, inject: [Logs, Metrics] },
    {
      provide: DeviceRates,
      useFactory: (config: AppConfig) =>
        new DeviceRates(config.deviceRatePerSecond, config.deviceRateBurst, monotonic),
      inject: [AppConfig],
    },
  ],
  exports: [GatewayCounters, Collector, DeviceRates, EventLogModule],
})
export class InletModule {
  constructor(
    @Inject(Metrics) metrics: Metrics,
    @Inject(GatewayCounters) counters: GatewayCounters,
    @Inject(Collector) collector: Collector,
  ) {
    publishGateway(metrics, counters, collector, DEFAULT_LIMITS);
  }
}
