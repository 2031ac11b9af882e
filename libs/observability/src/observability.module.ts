import { type DynamicModule, Module } from '@nestjs/common';
import { AppConfig } from '@app/config';
import { Readiness } from './health/readiness.js';
import { publishReadiness } from './health/readiness.metrics.js';
import { StatusEndpoint } from './health/status-endpoint.js';
import { Logs } from './logs.js';
import { Metrics } from './metrics.js';
import { Tracing } from './tracing/tracing.js';

/** Logs, metrics and readiness of a process. */
export interface ObservabilityParts {
  readonly logs: Logs;
  readonly metrics: Metrics;
  /** By default one of this application's own. */
  readonly readiness?: Readiness;
  /** Serve health and metrics on their port while the application runs. */
  readonly serve: boolean;
}

/** Gives every module the process's logs, metrics, readiness and tracing; serves health and metrics where asked to. */
@Module({})
export class ObservabilityModule {
  static forRoot(parts: ObservabilityParts): DynamicModule {
    const readiness = parts.readiness ?? new Readiness();
    publishReadiness(readiness, parts.metrics);
    return {
      module: ObservabilityModule,
      global: true,
      providers: [
        { provide: Logs, useValue: parts.logs },
        { provide: Metrics, useValue: parts.metrics },
        { provide: Readiness, useValue: readiness },
        {
          provide: Tracing,
          useFactory: ({ tracing }: AppConfig) => Tracing.open(tracing, parts.logs, parts.metrics),
          inject: [AppConfig],
        },
        ...(parts.serve ? [StatusEndpoint] : []),
      ],
      exports: [Logs, Metrics, Readiness, Tracing],
    };
  }
}
