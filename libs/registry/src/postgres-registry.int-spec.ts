import { describe, it } from '@jest/globals';
import { describeRegistryContract, eventually, openRegistry, seedsFolder } from '@app/testing';
import { Client } from 'pg';
import { GenericContainer } from 'testcontainers';
import { RegistryOptions } from './registry-options.js';

const SILENT = { info: () => {}, warn: () => {}, error: () => {} };
const PASSWORD = 'nhippho';

async function answers(url: string): Promise<boolean> {
  const client = new Client(url);
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

if (process.env['NHIPPHO_TEST_DOCKER'] === 'yes') {
  describeRegistryContract('PostgreSQL', async () => {
    const container = await new GenericContainer('postgres:15')
      .withEnvironment({ POSTGRES_PASSWORD: PASSWORD, POSTGRES_USER: 'postgres', POSTGRES_DB: 'registry' })
      .withExposedPorts(5432)
      .start();
    const url = `postgres://postgres:${PASSWORD}@${container.getHost()}:${container.getMappedPort(5432)}/registry`;
    await eventually('PostgreSQL to answer', () => answers(url), 60_000, 200);
    const options = new RegistryOptions('postgres', '', url, seedsFolder(), null, SILENT);
    // Two services that start at once: one migrates and seeds, the other waits for it.
    const [opened, second] = await Promise.all([openRegistry(options), openRegistry(options)]);
    await second.close();
    return {
      ...opened,
      close: async () => {
        await opened.close();
        await container.stop();
      },
    };
  });
} else {
  describe.skip('registry contract: PostgreSQL (left out: Docker does not answer)', () => {
    it.todo('runs where Docker answers');
  });
}
