import { spawnSync } from 'node:child_process';
import { Kafka, logLevel } from 'kafkajs';
import { Client } from 'pg';
import { GenericContainer } from 'testcontainers';
import { eventually } from '../eventually.js';
import { INFLUX1_LOGIN } from './engines.js';
import { freePort } from './free-port.js';
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

/** One node that is broker and controller. Clients are told to come back to 127.0.0.1, so its port is fixed beforehand. */
async function startKafka(containers: OwnedContainers): Promise<string> {
  const port = await freePort();
  await containers.start(
    new GenericContainer('apache/kafka:4.1.1')
      .withExposedPorts({ container: 9092, host: port })
      .withResourcesQuota({ memory: 1 })
      .withEnvironment({
        KAFKA_NODE_ID: '1',
        KAFKA_PROCESS_ROLES: 'broker,controller',
        KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
        KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
        KAFKA_LISTENERS: 'PLAINTEXT://:9092,CONTROLLER://:9093',
        KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
        KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
        KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
        KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: '1',
        KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
        KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
        KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
        KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
        KAFKA_HEAP_OPTS: '-Xms256m -Xmx512m',
      }),
  );
  const broker = `127.0.0.1:${port}`;
  await eventually('Kafka to answer', () => kafkaAnswers(broker), READY_WITHIN_MS, 200);
  return broker;
}

/** Whether topics can be made and the coordinator of groups is there. */
async function kafkaAnswers(broker: string): Promise<boolean> {
  const kafka = new Kafka({
    clientId: 'test-harness',
    brokers: [broker],
    logLevel: logLevel.NOTHING,
    connectionTimeout: 1000,
    retry: { retries: 0 },
  });
  const admin = kafka.admin();
  try {
    await admin.connect();
    const topic = 'test-harness';
    await admin.createTopics({ topics: [{ topic, numPartitions: 1, replicationFactor: 1 }], timeout: 5000 });
    await admin.fetchOffsets({ groupId: 'test-harness', topics: [topic] });
    return true;
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
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
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  await eventually(
    'InfluxDB to answer',
    async () => (await fetch(`${url}/query?q=SHOW+DATABASES`, { headers: { authorization } })).ok,
    READY_WITHIN_MS,
    100,
  );
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

async function postgresAnswers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } finally {
    await client.end().catch(() => undefined);
  }
}
