import { Module } from '@nestjs/common';
import { AccessModule, Authenticator } from '@app/access';
import { Clock } from '@app/config';
import { Tracing } from '@app/observability';
import { GatewayCounters } from './gateway-counters.js';
import { Collector } from './inlet/collector.js';
import { InletModule } from './inlet/inlet.module.js';
import { DeviceRates } from './limits/device-rates.js';
import { DEFAULT_LIMITS } from './limits/gateway-limits.js';
import { IngestController } from './ingest/ingest.controller.js';
import { IngestService } from './ingest/ingest.service.js';
import { UntouchedBody } from './ingest/untouched-body.js';

/** Readings over HTTP, in the HTTP application (Fastify) that imports it. */
@Module({
  imports: [InletModule, AccessModule],
  controllers: [IngestController],
  providers: [
    UntouchedBody,
    {
      provide: IngestService,
      useFactory: (
        collector: Collector,
        rates: DeviceRates,
        counters: GatewayCounters,
        clock: Clock,
        authenticator: Authenticator,
        tracing: Tracing,
      ) =>
        new IngestService({
          collector,
          rates,
          counters,
          clock,
          authenticator,
          tracer: tracing.for('mqtt-gateway'),
          limits: DEFAULT_LIMITS,
        }),
      inject: [Collector, DeviceRates, GatewayCounters, Clock, Authenticator, Tracing],
    },
  ],
})
export class IngestModule {}
