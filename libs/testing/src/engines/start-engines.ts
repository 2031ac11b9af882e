import { spawnSync } from 'node:child_process';
import { GenericContainer } from 'testcontainers';
import { eventually } from '../eventually.js';
import { influx1Answers, kafkaAnswers, postgresAnswers } from './engine-answers.js';
import { INFLUX1_LOGIN } from './engines.js';
import { freePort } from './free-port.js';
import { kafkaContainer } from './kafka-container.js';
import { OwnedContainers } from './owned-containers.js';

const READY_WITHIN_MS = 90_000;
const SYSTEM = 'postgres';

/**
 * Starts the engines that this environment doesn't name already, all at once, and names them in it. Without Docker it
 * starts nothing. Resolves to what stops them when each answers as a client sees it.
 */
export async function startEngines(env: NodeJS.ProcessEnv): Promise<() => Promise<void>> {
  if (!hasDocker(env)) return () => Promise.resolve();
  env['TESTCONTAINERS_RYUK_DISABLED'] ??= 'true';
  env['TESTCONTAINERS_HOST_OVERRIDE'] ??= '127.0.0.1';
  const missing = Object.entries(STARTERS).filter(([variable]) => !env[variable]);
  if (missing.length === 0) return () => Promise.resolve();
  const containers = new OwnedContainers();
  const outcomes = await Promise.allSettled(
    missing.map(async ([variable, starter]) => (env[variable] = await starter(containers))),
  );
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) {
    await containers.stop();
    const reason: unknown = failed.reason;
    const why = reason instanceof Error ? reason.message : String(reason);
    throw new Error(`engines for the tests (NHIPPHO_TEST_DOCKER=no goes without): ${why}`, { cause: reason });
  }
  return () => containers.stop();
}

const STARTERS = {
  NHIPPHO_TEST_KAFKA: startKafka,
  NHIPPHO_TEST_INFLUX1: startInflux1,
  NHIPPHO_TEST_POSTGRES: startPostgres,
};

function hasDocker(env: NodeJS.ProcessEnv): boolean {
  env['NHIPPHO_TEST_DOCKER'] ??=
    spawnSync('docker', ['info'], { stdio: 'ignore' }).status === 0 ? 'yes' : 'no';
  return env['NHIPPHO_TEST_DOCKER'] === 'yes';
}

async function startKafka(containers: OwnedContainers): Promise<string> {
  const port = await freePort();
  await containers.start(await kafkaContainer(port));
  const broker = `127.0.0.1:${port}`;
  await eventually('Kafka to answer', () => kafkaAnswers(broker), READY_WITHIN_MS, 200);
  return broker;
}

async function startInflux1(containers: OwnedContainers): Promise<string> {
  const { user, password } = INFLUX1_LOGIN;
  const port = await freePort();
  await containers.start(
    new GenericContainer('influxdb:1.8')
      .withExposedPorts({ container: 8086, host: port })
      .withResourcesQuota({ memory: 1 })
      .withEnvironment({
        INFLUXDB_HTTP_AUTH_ENABLED: 'true',
        INFLUXDB_ADMIN_USER: user,
        INFLUXDB_ADMIN_PASSWORD: password,
        INFLUXDB_REPORTING_DISABLED: 'true',
      }),
  );
  const url = `http://127.0.0.1:${port}`;
  await eventually('InfluxDB to answer', () => influx1Answers(url), READY_WITHIN_MS, 100);
  return url;
}

/** Nothing in it has to live longer than the tests, so it needn't sync. */
async function startPostgres(containers: OwnedContainers): Promise<string> {
  const password = 'nhippho-test';
  const port = await freePort();
  await containers.start(
    new GenericContainer('postgres:15')
      .withExposedPorts({ container: 5432, host: port })
      .withResourcesQuota({ memory: 1 })
      .withEnvironment({ POSTGRES_USER: SYSTEM, POSTGRES_PASSWORD: password, POSTGRES_DB: SYSTEM })
      .withCommand(['postgres', '-c', 'fsync=off', '-c', 'max_connections=200']),
  );
  const url = `postgres://${SYSTEM}:${password}@127.0.0.1:${port}/${SYSTEM}`;
  await eventually('PostgreSQL to answer', () => postgresAnswers(url), READY_WITHIN_MS, 100);
  return url;
}
