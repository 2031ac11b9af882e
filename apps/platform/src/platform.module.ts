import { type DynamicModule, Module } from '@nestjs/common';
import { type AppConfig, type Clock, ConfigModule } from '@app/config';
import { EventLogModule } from '@app/event-log';
import { type Logs, type Metrics, ObservabilityModule } from '@app/observability';
import { RegistryModule } from '@app/registry';
import { TimeSeriesModule } from '@app/time-series';
import { CityApiModule } from '../../city-api/src/city-api.module.js';
import { KpiServiceModule } from '../../kpi-service/src/kpi-service.module.js';
import { GatewayModule } from '../../mqtt-gateway/src/gateway.module.js';
import { IngestModule } from '../../mqtt-gateway/src/ingest.module.js';
import {
  type CycleProbe,
  StreamProcessorModule,
} from '../../stream-processor/src/stream-processor.module.js';
import { DemonstrationDevice } from './virtual-city/demonstration-device.js';
import { VirtualCity } from './virtual-city/virtual-city.js';

export interface PlatformParts {
  readonly config: AppConfig;
  readonly clock: Clock;
  readonly logs: Logs;
  readonly metrics: Metrics;
  readonly probe?: CycleProbe | undefined;
}

/** All four services in one process on the embedded engines. */
@Module({})
export class PlatformModule {
  static forRoot(parts: PlatformParts): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        ConfigModule.forRoot(parts.config, parts.clock),
        ObservabilityModule.forRoot({ logs: parts.logs, metrics: parts.metrics, serve: true }),
        EventLogModule,
        TimeSeriesModule,
        RegistryModule,
        GatewayModule,
        IngestModule,
        StreamProcessorModule.forRoot(parts.probe ? { probe: parts.probe } : {}),
        KpiServiceModule,
        CityApiModule,
      ],
      providers: [VirtualCity, DemonstrationDevice],
    };
  }
}
