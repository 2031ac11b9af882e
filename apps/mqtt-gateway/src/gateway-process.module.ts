import { type DynamicModule, Module } from '@nestjs/common';
import { type AppConfig, type Clock, ConfigModule } from '@app/config';
import { type Logs, type Metrics, ObservabilityModule } from '@app/observability';
import { RegistryModule } from '@app/registry';
import { GatewayModule } from './gateway.module.js';

/** What a process makes once and gives to all its modules. */
export interface ProcessParts {
  readonly config: AppConfig;
  readonly clock: Clock;
  readonly logs: Logs;
  readonly metrics: Metrics;
}

/** The gateway with all that it needs, for a process of its own. */
@Module({})
export class GatewayProcessModule {
  static forRoot(parts: ProcessParts): DynamicModule {
    return {
      module: GatewayProcessModule,
      imports: [
        ConfigModule.forRoot(parts.config, parts.clock),
        ObservabilityModule.forRoot({ logs: parts.logs, metrics: parts.metrics, serve: true }),
        RegistryModule,
        GatewayModule,
      ],
    };
  }
}
