import { FastifyAdapter } from '@nestjs/platform-fastify';
import { NestFactory } from '@nestjs/core';
import { Module } from '@nestjs/common';
import { AppConfig, ConfigModule } from '@app/config';
import { Logs, Metrics, NestLogger, ObservabilityModule } from '@app/observability';
import { RawConsumer, StreamProcessorModule } from './stream-processor.module.js';

/** The stream processor as a process of its own; the distributed profile's way to run it. */
async function main(): Promise<void> {
  const config = AppConfig.fromEnv(process.env);
  const logs = new Logs(config.logLevel);

  @Module({
    imports: [
      ConfigModule.forRoot(config),
      ObservabilityModule.forRoot({ logs, metrics: new Metrics(true), serve: true }),
      StreamProcessorModule.forRoot(),
    ],
  })
  class ProcessorProcess {}

  const app = await NestFactory.create(ProcessorProcess, new FastifyAdapter(), {
    logger: new NestLogger(logs.for('nest')),
  });
  app.enableShutdownHooks();
  app.connectMicroservice({ strategy: app.get(RawConsumer) });
  await app.init();
  await app.startAllMicroservices();
}

await main();
