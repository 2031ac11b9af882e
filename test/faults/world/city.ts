import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../libs/testing/src/engines/free-port.js';
import { Rest } from '../../support/rest.js';
import { type Engines, engineVariables, ownEngines } from './engines.js';
import { InfluxProxy } from './influx-proxy.js';
import { ServiceProcess } from './service-process.js';

const ADMIN_KEY = 'faults-administrator-key';
const STEERED_PROCESSOR = 'test/faults/world/steered-processor.mjs';

/** The four services as processes on engines of their own. */
export class City {
  /** Stream processors beyond the first. */
  readonly more: ServiceProcess[] = [];

  private constructor(
    readonly engines: Engines,
    readonly influx: InfluxProxy,
    readonly gateway: ServiceProcess,
    readonly processor: ServiceProcess,
    readonly kpi: ServiceProcess,
    readonly api: ServiceProcess,
    readonly rest: Rest,
    readonly mqttPort: number,
    readonly dataDir: string,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  /** Starts engines and services, and waits until all are ready. */
  static async start(): Promise<City> {
    const engines = await ownEngines();
    const influx = await InfluxProxy.start(engines.influxUrl);
    const dataDir = mkdtempSync(join(tmpdir(), 'nhippho-faults-'));
    const [httpPort, mqttPort, ingestPort] = await Promise.all([freePort(), freePort(), freePort()]);
    const env = {
      ...engineVariables(engines, influx.url),
      NHIPPHO_PROFILE: 'distributed',
      NHIPPHO_DATA: dataDir,
      NHIPPHO_ADMIN_KEY: ADMIN_KEY,
      NHIPPHO_HTTP_PORT: String(httpPort),
      NHIPPHO_MQTT_PORT: String(mqttPort),
      NHIPPHO_INGEST_PORT: String(ingestPort),
    };
    const [gateway, processor, kpi, api] = await Promise.all(
      (['mqtt-gateway', 'stream-processor', 'kpi-service', 'city-api'] as const).map((name) =>
        ServiceProcess.create(name, mainOf(name), env),
      ) as [
        Promise<ServiceProcess>,
        Promise<ServiceProcess>,
        Promise<ServiceProcess>,
        Promise<ServiceProcess>,
      ],
    );
    const rest = new Rest(`http://127.0.0.1:${httpPort}`, ADMIN_KEY);
    const city = new City(engines, influx, gateway, processor, kpi, api, rest, mqttPort, dataDir, env);
    try {
      for (const service of city.services) service.start();
      await Promise.all(city.services.map((service) => service.ready()));
      return city;
    } catch (error) {
      await city.remove();
      throw error;
    }
  }

  get processors(): readonly ServiceProcess[] {
    return [this.processor, ...this.more];
  }

  get services(): readonly ServiceProcess[] {
    return [this.gateway, ...this.processors, this.kpi, this.api];
  }

  /** Starts one more stream processor; resolves when it is ready. */
  async addProcessor(kind: 'plain' | 'steered' = 'plain'): Promise<ServiceProcess> {
    const name = `stream-processor-${this.more.length + 2}`;
    const entry = kind === 'plain' ? mainOf('stream-processor') : STEERED_PROCESSOR;
    const processor = await ServiceProcess.create(name, entry, this.env);
    this.more.push(processor);
    processor.start();
    await processor.ready();
    return processor;
  }

  /** Ends every stream processor but the first, as an update would. */
  async oneProcessor(): Promise<void> {
    await Promise.all(
      this.more.splice(0).map(async (processor) => {
        processor.signal('SIGCONT');
        await processor.end('SIGTERM');
        await processor.remove();
      }),
    );
  }

  /** Ends services and engines, and removes what they wrote. */
  async remove(): Promise<void> {
    await Promise.all(this.services.map((service) => service.remove()));
    await this.influx.stop();
    await this.engines.remove();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

function mainOf(service: string): string {
  return `dist/apps/${service}/src/main.js`;
}
