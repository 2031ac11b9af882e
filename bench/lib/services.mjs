// The services as processes on Kafka, InfluxDB and PostgreSQL, for a benchmark.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PLATFORM_NODE_OPTIONS } from '../../tools/lib/node-options.mjs';
import { freePort, Platform, root, until } from './platform.mjs';

/** No KPIs, as the pipelines that they are compared with have none. */
const WITHOUT_KPIS = ['mqtt-gateway', 'stream-processor', 'city-api'];
export const ALL_SERVICES = ['mqtt-gateway', 'stream-processor', 'kpi-service', 'city-api'];

/** Settings that all services share: the engines, with a topic prefix and a database of their own. */
function sharedEnv({ kafka, influx, login, postgres }, folder) {
  const own = `bench${randomBytes(4).toString('hex')}`;
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('NHIPPHO_'));
  return {
    ...Object.fromEntries(inherited),
    NHIPPHO_PROFILE: 'distributed',
    NHIPPHO_DATA: folder,
    NHIPPHO_LOG_LEVEL: 'warn',
    NHIPPHO_KAFKA_BROKERS: kafka,
    NHIPPHO_KAFKA_PREFIX: `${own}.`,
    NHIPPHO_INFLUX_URL: influx,
    NHIPPHO_INFLUX_VERSION: '1',
    NHIPPHO_INFLUX_USER: login.user,
    NHIPPHO_INFLUX_PASSWORD: login.password,
    NHIPPHO_INFLUX_DATABASE: own,
    NHIPPHO_POSTGRES_URL: postgres,
    NHIPPHO_DEVICE_RATE: '1000000',
    NHIPPHO_DEVICE_BURST: '10000000',
  };
}

/** Some of the services, each a process. */
export class Services extends Platform {
  #children = new Map();

  static async start(engines, names = WITHOUT_KPIS) {
    const services = new Services();
    services.dataDir = mkdtempSync(join(tmpdir(), 'nhippho-bench-'));
    const env = sharedEnv(engines, services.dataDir);
    services.ports = { http: await freePort(), mqtt: await freePort() };
    services.base = `http://127.0.0.1:${services.ports.http}`;
    for (const name of names) await services.#launch(name, env);
    services.adminKey = readFileSync(join(services.dataDir, 'admin.key'), 'utf8').trim();
    return services;
  }

  async #launch(name, env) {
    const metrics = await freePort();
    let output = '';
    const child = spawn(process.execPath, [...PLATFORM_NODE_OPTIONS, `dist/apps/${name}/src/main.js`], {
      cwd: root,
      env: {
        ...env,
        NHIPPHO_HTTP_PORT: String(this.ports.http),
        NHIPPHO_MQTT_PORT: String(this.ports.mqtt),
        NHIPPHO_INGEST_PORT: String(await freePort()),
        NHIPPHO_METRICS_PORT: String(metrics),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    this.#children.set(name, child);
    await until(
      `${name} to be ready`,
      async () => {
        if (child.exitCode !== null) throw new Error(`${name} ended:\n${output}`);
        const response = await fetch(`http://127.0.0.1:${metrics}/ready`).catch(() => null);
        return response?.ok ? true : undefined;
      },
      { seconds: 90, everyMs: 200 },
    );
  }

  pidOf(name) {
    return this.#children.get(name).pid;
  }

  async stop() {
    const ends = [...this.#children.values()].map(async (child) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    });
    await Promise.all(ends);
    this.removeData();
  }
}
