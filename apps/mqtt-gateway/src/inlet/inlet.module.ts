import { setTimeout as delay } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { AppConfig } from '@app/config';
import { EventLogModule } from '@app/event-log';
import { Logs, Metrics } from '@app/observability';
import { GatewayCounters } from '../gateway-counters.js';
import { GatewayMetrics } from '../gateway-metrics.js';
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
  return new Collector({
    limits: DEFAULT_LIMITS,
    monotonic,
    backoff: (attempt) => delay(Math.min(1_000, 20 * 2 ** attempt)),
    onAppended: (_records, milliseconds) => latency.observe(milliseconds / 1_000),
    onRetry: (reason, attempt) => {
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
    {
      provide: GatewayMetrics,
      useFactory: (metrics: Metrics, counters: GatewayCounters, collector: Collector) =>
        new GatewayMetrics(metrics, counters, collector),
      inject: [Metrics, GatewayCounters, Collector],
    },
  ],
  exports: [GatewayCounters, Collector, DeviceRates, EventLogModule],
})
export class InletModule {}
