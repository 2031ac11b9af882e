import { Kafka, logLevel } from 'kafkajs';
import { Client } from 'pg';
import { INFLUX1_LOGIN } from './engines.js';

/** Whether topics can be made and the coordinator of groups is there. */
export async function kafkaAnswers(broker: string): Promise<boolean> {
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

/** Whether a query of a known user is answered. */
export async function influx1Answers(url: string): Promise<boolean> {
  const { user, password } = INFLUX1_LOGIN;
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  return (await fetch(`${url}/query?q=SHOW+DATABASES`, { headers: { authorization } })).ok;
}

/** Whether a connection gets an answer to a statement. */
export async function postgresAnswers(url: string): Promise<boolean> {
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
