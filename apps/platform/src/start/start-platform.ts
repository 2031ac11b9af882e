import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type NestFastifyApplication, FastifyAdapter } from '@nestjs/platform-fastify';
import { NestFactory } from '@nestjs/core';
import { type AppConfig, Clock, SystemClock } from '@app/config';
import { Logs, Metrics, NestLogger } from '@app/observability';
import { SecureHttp, mountUnreadable } from '@app/service';
import { CityApiModule } from '../../../city-api/src/city-api.module.js';
import { WindowsConsumer } from '../../../kpi-service/src/kpi-service.module.js';
import { MqttInlet } from '../../../mqtt-gateway/src/gateway.module.js';
import { type CycleProbe, RawConsumer } from '../../../stream-processor/src/stream-processor.module.js';
import { PlatformModule } from '../platform.module.js';
import { takeDataFolder } from './data-folder.js';
import { requireFreePorts } from './free-ports.js';

/** Largest body that any route takes; each route has a limit of its own below it. */
const BODY_LIMIT = 1_100_000;
const CLOSE_WITHIN_MS = 5000;

export interface PlatformOptions {
  readonly config: AppConfig;
  readonly clock?: Clock;
  /** Told of each step of a commit cycle; for tests. */
  readonly probe?: CycleProbe;
  /** Called with each step of the start that is done. */
  readonly onStep?: (text: string) => void;
}

export interface RunningPlatform {
  readonly app: NestFastifyApplication;
  /** Whether the page had been built. */
  readonly page: boolean;
  /** Stops taking readings, finishes what is under way, closes the stores, lets go of the data folder. */
  stop(): Promise<void>;
}

/**
 * Starts every service in this process. When it resolves, readings are taken and the page is served.
 * @throws DataFolderInUse, or the system error of a port that can't be opened
 */
export async function startPlatform(options: PlatformOptions): Promise<RunningPlatform> {
  const { config, clock = new SystemClock(), onStep = () => undefined } = options;
  await requireFreePorts(config.httpBind, [config.httpPort]);
  await requireFreePorts(config.mqttBind, [config.mqttPort]);
  const tlsPorts = [config.httpTls, config.mqttTls].flatMap((tls) => (tls === null ? [] : [tls.port]));
  await requireFreePorts(config.bind, [config.metricsPort, ...tlsPorts]);
  const release = takeDataFolder(config.dataDir);
  onStep(`data folder ${config.dataDir}`);
  const logs = new Logs(config.logLevel, join(config.dataDir, 'platform.log'));
  let app: NestFastifyApplication | null = null;
  try {
    const parts = { config, clock, logs, metrics: new Metrics(true), probe: options.probe };
    app = await NestFactory.create<NestFastifyApplication>(
      PlatformModule.forRoot(parts),
      new FastifyAdapter({
        ...CityApiModule.httpOptions,
        bodyLimit: BODY_LIMIT,
        forceCloseConnections: true,
      }),
      { logger: new NestLogger(logs.for('nest')), abortOnError: false, bodyParser: true },
    );
    mountUnreadable(app, parts.metrics);
    const page = await CityApiModule.mount(app);
    const secure = await SecureHttp.of(app, config, logs.for('http'));
    for (const strategy of [app.get(RawConsumer), app.get(WindowsConsumer), app.get(MqttInlet)]) {
      app.connectMicroservice({ strategy });
    }
    await app.init();
    onStep('event log, time series and registry are open');
    await app.startAllMicroservices();
    onStep(`MQTT on ${config.mqttBind}:${config.mqttPort}`);
    if (config.mqttTls) onStep(`MQTT over TLS on ${config.bind}:${config.mqttTls.port}`);
    await app.listen(config.httpPort, config.httpBind);
    onStep(`HTTP on ${config.httpBind}:${config.httpPort}`);
    if (secure !== null && config.httpTls) {
      await secure.listen(config.httpTls.port, config.bind);
      onStep(`HTTPS on ${config.bind}:${config.httpTls.port}`);
    }
    return { app, page, stop: stopper(app, release) };
  } catch (error) {
    // What failed half-way may not close either; the process is about to end, and the system takes back the rest.
    await Promise.race([
      app?.close().catch(() => undefined),
      delay(CLOSE_WITHIN_MS, undefined, { ref: false }),
    ]);
    release();
    throw error;
  }
}

function stopper(app: NestFastifyApplication, release: () => void): () => Promise<void> {
  let stopping: Promise<void> | null = null;
  return () => (stopping ??= app.close().finally(release));
}
