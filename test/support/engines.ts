import { describe } from '@jest/globals';
import { createDatabase, describeWith, freshPrefix, testEngine } from '@app/testing';
import { Kafka, logLevel } from 'kafkajs';

export type Engines = 'embedded' | 'distributed';

/** One suite on both sets of engines, under names that begin alike; where there is no Docker the second is left out. */
export function describeOnEachEngine(name: string, suite: (engines: Engines) => void): void {
  describe(`${name}, on the embedded engines`, () => suite('embedded'));
  describeWith(['kafka', 'influx1', 'postgres'], `${name}, on Kafka, InfluxDB and PostgreSQL`, () =>
    suite('distributed'),
  );
}

/** A place of one test's own on the engines that all tests share. */
export interface Place {
  /** The variables that bring a platform there. */
  readonly env: Readonly<Record<string, string>>;
  /** Removes everything that was written there. */
  remove(): Promise<void>;
}

/** Makes a place on Kafka, InfluxDB and PostgreSQL. */
export async function takePlace(): Promise<Place> {
  const prefix = freshPrefix();
  const influxDatabase = `${prefix}city`;
  const { brokers } = testEngine('kafka');
  const { url, user, password } = testEngine('influx1');
  const database = await createDatabase();
  return {
    env: {
      NHIPPHO_PROFILE: 'distributed',
      NHIPPHO_KAFKA_BROKERS: brokers.join(','),
      NHIPPHO_KAFKA_PREFIX: prefix,
      NHIPPHO_INFLUX_URL: url,
      NHIPPHO_INFLUX_VERSION: '1',
      NHIPPHO_INFLUX_USER: user,
      NHIPPHO_INFLUX_PASSWORD: password,
      NHIPPHO_INFLUX_DATABASE: influxDatabase,
      NHIPPHO_POSTGRES_URL: database.url,
    },
    remove: async () => {
      await Promise.all([removeTopics(brokers, prefix), removeInflux(influxDatabase), database.drop()]);
    },
  };
}

async function removeTopics(brokers: readonly string[], prefix: string): Promise<void> {
  const kafka = new Kafka({ clientId: 'test', brokers: [...brokers], logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  try {
    const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(prefix));
    if (topics.length > 0) await admin.deleteTopics({ topics });
  } finally {
    await admin.disconnect();
  }
}

/** Drops a database of InfluxDB 1.x. */
export async function removeInflux(database: string): Promise<void> {
  const { url, user, password } = testEngine('influx1');
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const query = new URLSearchParams({ q: `DROP DATABASE "${database}"` });
  const response = await fetch(`${url}/query?${query.toString()}`, {
    method: 'POST',
    headers: { authorization },
  });
  if (!response.ok) throw new Error(`dropping ${database}: ${response.status} ${await response.text()}`);
}
