import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { eventually } from '../../../libs/testing/src/eventually.js';
import {
  influx1Answers,
  kafkaAnswers,
  postgresAnswers,
} from '../../../libs/testing/src/engines/engine-answers.js';
import { INFLUX1_LOGIN } from '../../../libs/testing/src/engines/engines.js';
import { startEngines } from '../../../libs/testing/src/engines/start-engines.js';

const run = promisify(execFile);
const READY_WITHIN_MS = 120_000;
const ASK_EVERY_MS = 100;

/** One engine's container, which an experiment may stop; its port stays the same. */
export class Engine {
  constructor(
    private readonly name: string,
    private readonly container: string,
    private readonly answers: () => Promise<boolean>,
  ) {}

  /** As an update would; Docker kills it after ten seconds. */
  async stop(): Promise<void> {
    await run('docker', ['stop', '--time', '10', this.container]);
  }

  async kill(): Promise<void> {
    await run('docker', ['kill', this.container]);
  }

  /** Starts it on what it left behind; resolves when it answers a client. */
  async start(): Promise<void> {
    await run('docker', ['start', this.container]);
    await eventually(`${this.name} to answer`, this.answers, READY_WITHIN_MS, ASK_EVERY_MS);
  }
}

/** Kafka, InfluxDB and PostgreSQL of the experiments' own. */
export interface Engines {
  readonly kafka: Engine;
  readonly influx: Engine;
  readonly postgres: Engine;
  readonly brokers: string;
  readonly influxUrl: string;
  readonly postgresUrl: string;
  remove(): Promise<void>;
}

/** Starts them beside whatever engines other suites share. @throws without Docker */
export async function ownEngines(): Promise<Engines> {
  // Testcontainers looks here, and only here.
  process.env['TESTCONTAINERS_RYUK_DISABLED'] ??= 'true';
  process.env['TESTCONTAINERS_HOST_OVERRIDE'] ??= '127.0.0.1';
  const env: NodeJS.ProcessEnv = {};
  const remove = await startEngines(env);
  const { NHIPPHO_TEST_KAFKA: brokers, NHIPPHO_TEST_INFLUX1: influxUrl } = env;
  const postgresUrl = env['NHIPPHO_TEST_POSTGRES'];
  if (!brokers || !influxUrl || !postgresUrl) throw new Error('the experiments need Docker');
  const at = async (name: string, url: string, answers: () => Promise<boolean>): Promise<Engine> =>
    new Engine(name, await containerAt(new URL(url).port), answers);
  return {
    kafka: await at('Kafka', `kafka://${brokers}`, () => kafkaAnswers(brokers)),
    influx: await at('InfluxDB', influxUrl, () => influx1Answers(influxUrl)),
    postgres: await at('PostgreSQL', postgresUrl, () => postgresAnswers(postgresUrl)),
    brokers,
    influxUrl,
    postgresUrl,
    remove,
  };
}

/** Variables of the engines as the services get them; they reach InfluxDB by `influxUrl`. */
export function engineVariables(engines: Engines, influxUrl: string): Readonly<Record<string, string>> {
  return {
    NHIPPHO_KAFKA_BROKERS: engines.brokers,
    NHIPPHO_INFLUX_URL: influxUrl,
    NHIPPHO_INFLUX_VERSION: '1',
    NHIPPHO_INFLUX_USER: INFLUX1_LOGIN.user,
    NHIPPHO_INFLUX_PASSWORD: INFLUX1_LOGIN.password,
    NHIPPHO_POSTGRES_URL: engines.postgresUrl,
  };
}

async function containerAt(port: string): Promise<string> {
  const { stdout } = await run('docker', ['ps', '--quiet', '--filter', `publish=${port}`]);
  const id = stdout.trim();
  if (id === '') throw new Error(`no container listens on port ${port}`);
  return id;
}
