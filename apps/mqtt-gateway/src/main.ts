import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppConfig, ConfigError, SystemClock } from '@app/config';
import { Logs, Metrics, NestLogger } from '@app/observability';
import { GatewayProcessModule } from './gateway-process.module.js';
import { MqttInlet } from './inlet/mqtt-inlet.js';

/** The gateway as a process of its own: MQTT, the HTTP ingest on its own port, metrics. */
async function main(): Promise<void> {
  const config = AppConfig.fromEnv(process.env);
  const logs = new Logs(config.logLevel);
  const parts = { config, clock: new SystemClock(), logs, metrics: new Metrics(true) };
  const app = await NestFactory.create<NestFastifyApplication>(
    GatewayProcessModule.forRoot(parts),
    new FastifyAdapter({ forceCloseConnections: true }),
    { logger: new NestLogger(logs.for('nest')), abortOnError: false },
  );
  app.enableShutdownHooks();
  app.connectMicroservice({ strategy: app.get(MqttInlet) });
  // The stores are open and the inventory is read before the first device is let in.
  await app.init();
  await app.startAllMicroservices();
  await app.listen(config.ingestPort, config.bind);
}

main().catch((error: unknown) => {
  const words =
    error instanceof ConfigError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${words ?? 'could not start'}\n`);
  process.exit(error instanceof ConfigError ? 2 : 1);
});
