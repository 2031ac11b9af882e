import 'reflect-metadata';
import { AppConfig, ConfigError } from '@app/config';
import { announce, print } from './start/announce.js';
import { explainStartupError, type Ports } from './start/startup-error.js';
import { startPlatform } from './start/start-platform.js';
import { DemonstrationDevice } from './virtual-city/demonstration-device.js';
import { VirtualCity } from './virtual-city/virtual-city.js';

let ports: Ports | null = null;

async function main(): Promise<void> {
  const config = AppConfig.fromEnv(process.env);
  ports = {
    http: config.httpPort,
    mqtt: config.mqttPort,
    metrics: config.metricsPort,
    httpTls: config.httpTls?.port ?? null,
    mqttTls: config.mqttTls?.port ?? null,
  };
  const platform = await startPlatform({ config, onStep: (text) => print(text) });
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    print(`${signal}: stopping`);
    platform.stop().then(
      () => {
        print('stopped; all that was acknowledged is on disk');
        process.exit(0);
      },
      (error: unknown) => {
        print(`stopping failed: ${error instanceof Error ? error.message : String(error)}`, 'bad');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', () => stop('Ctrl-C'));
  process.on('SIGTERM', () => stop('SIGTERM'));
  const demonstration = await platform.app.get(DemonstrationDevice).ensure();
  const city = await platform.app.get(VirtualCity).start();
  if (!stopping) announce({ config, page: platform.page, demonstration, city });
}

main().catch((error: unknown) => {
  const words = explainStartupError(error, ports);
  print(
    words ?? `could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    'bad',
  );
  process.exit(error instanceof ConfigError ? 2 : 1);
});
