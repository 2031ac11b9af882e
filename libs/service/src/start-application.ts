import { setTimeout as delay } from 'node:timers/promises';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type AppConfig, type Clock, ConfigModule } from '@app/config';
import { type Logs, type Metrics, NestLogger, ObservabilityModule, type Readiness } from '@app/observability';
import { SecureHttp } from './tls/secure-http.js';
import { mountUnreadable } from './unreadable.js';
import type { ServiceDefinition } from './service-definition.js';

const CLOSE_WITHIN_MS = 5_000;

/** What one attempt to start is made with; each has metrics and readiness of its own. */
export interface AttemptParts {
  readonly config: AppConfig;
  readonly clock: Clock;
  readonly logs: Logs;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
}

/**
 * Starts the service once: stores first, then consumers and inlets, then HTTP. Whatever was open when something failed
 * is closed again, and the error thrown.
 */
export async function startApplication(
  definition: ServiceDefinition,
  parts: AttemptParts,
): Promise<NestFastifyApplication> {
  const { strategies = [], http } = definition;
  const app = await NestFactory.create<NestFastifyApplication>(
    rootModule(definition, parts),
    http?.adapter?.() ?? new FastifyAdapter(),
    { logger: new NestLogger(parts.logs.for('nest')), abortOnError: false },
  );
  try {
    if (http) mountUnreadable(app, parts.metrics);
    await http?.mount?.(app);
    const { config } = parts;
    const secure = http ? await SecureHttp.of(app, config, parts.logs.for('http')) : null;
    for (const strategy of strategies) app.connectMicroservice({ strategy: app.get(strategy) });
    await app.init();
    await app.startAllMicroservices();
    if (http) await app.listen(http.port(config), config.httpBind);
    if (config.httpTls) await secure?.listen(config.httpTls.port, config.bind);
    await definition.started?.(app, config);
    return app;
  } catch (error) {
    await closeWithin(app, CLOSE_WITHIN_MS);
    throw error;
  }
}

/**
 * Finishes what is under way and closes everything; false when that took longer than `limitMs`. Connections whose
 * request has been answered are ended at once, those that still wait for an answer get it.
 */
export async function closeWithin(app: NestFastifyApplication, limitMs: number): Promise<boolean> {
  const idle = setInterval(() => app.getHttpServer().closeIdleConnections(), 100);
  const closed = app.close().then(() => true);
  try {
    return await Promise.race([closed, delay(limitMs, false, { ref: false })]);
  } finally {
    clearInterval(idle);
  }
}

function rootModule({ modules }: ServiceDefinition, parts: AttemptParts): DynamicModule {
  @Module({})
  class Service {}
  const { config, clock, logs, metrics, readiness } = parts;
  return {
    module: Service,
    imports: [
      ConfigModule.forRoot(config, clock),
      ObservabilityModule.forRoot({ logs, metrics, readiness, serve: false }),
      ...modules,
    ],
  };
}
