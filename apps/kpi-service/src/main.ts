import 'reflect-metadata';
import { AppConfig, ConfigModule, SystemClock } from '@app/config';
import { Logs, Metrics, NestLogger, ObservabilityModule } from '@app/observability';
import { RegistryModule } from '@app/registry';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { KpiServiceModule, WindowsConsumer } from './kpi-service.module.js';

/** The KPI service as a process of its own (distributed profile). */
async function main(): Promise<void> {
  const config = AppConfig.fromEnv(process.env);
  const logs = new Logs(config.logLevel);
  @Module({
    imports: [
      ConfigModule.forRoot(config, new SystemClock()),
      ObservabilityModule.forRoot({ logs, metrics: new Metrics(true), serve: true }),
      RegistryModule,
      KpiServiceModule,
    ],
  })
  class KpiServiceApp {}

  const logger = new NestLogger(logs.for('nest'));
  const app = await NestFactory.create(KpiServiceApp, { logger, abortOnError: false });
  app.enableShutdownHooks();
  app.connectMicroservice({ strategy: app.get(WindowsConsumer) });
  await app.init();
  await app.startAllMicroservices();
}

await main();
