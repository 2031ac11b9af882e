import { type DynamicModule, Module } from '@nestjs/common';
import { Logs } from './logs.js';
import { Metrics } from './metrics.js';
import { MetricsServer } from './metrics-server.js';

/** Gives every module the process's logs and metrics; serves the metrics where asked to. */
@Module({})
export class ObservabilityModule {
  static forRoot(options: { logs: Logs; metrics: Metrics; serve: boolean }): DynamicModule {
    return {
      module: ObservabilityModule,
      global: true,
      providers: [
        { provide: Logs, useValue: options.logs },
        { provide: Metrics, useValue: options.metrics },
        ...(options.serve ? [MetricsServer] : []),
      ],
      exports: [Logs, Metrics],
    };
  }
}
