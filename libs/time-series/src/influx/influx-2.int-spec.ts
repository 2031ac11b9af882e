import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { GenericContainer, type StartedTestContainer, Wait } from 'testcontainers';
import { describeTimeSeriesContract } from '@app/testing';
import { InfluxTimeSeries } from './influx-time-series.js';

// Runs where the image is to be had already: it is larger than what a test may fetch unasked.
const IMAGE = 'influxdb:2.7';
const TOKEN = 'nhippho-test-token';
const hasImage =
  process.env['NHIPPHO_TEST_DOCKER'] !== 'no' &&
  spawnSync('docker', ['image', 'inspect', IMAGE], { stdio: 'ignore' }).status === 0;
const suite = hasImage ? describe : describe.skip;

suite(`on a real server${hasImage ? '' : ` (skipped: no image ${IMAGE} here)`}`, () => {
  let container: StartedTestContainer;
  let url: string;

  beforeAll(async () => {
    container = await new GenericContainer(IMAGE)
      .withExposedPorts(8086)
      .withEnvironment({
        DOCKER_INFLUXDB_INIT_MODE: 'setup',
        DOCKER_INFLUXDB_INIT_USERNAME: 'nhippho',
        DOCKER_INFLUXDB_INIT_PASSWORD: 'nhippho-test',
        DOCKER_INFLUXDB_INIT_ORG: 'nhippho',
        DOCKER_INFLUXDB_INIT_BUCKET: 'unused',
        DOCKER_INFLUXDB_INIT_ADMIN_TOKEN: TOKEN,
      })
      .withWaitStrategy(Wait.forHttp('/health', 8086))
      .start();
    url = `http://127.0.0.1:${container.getMappedPort(8086)}`;
  });
  afterAll(() => container.stop({ timeout: 0 }));

  describeTimeSeriesContract('InfluxDB 2', async () => {
    const database = `t${randomBytes(5).toString('hex')}`;
    const create = (): InfluxTimeSeries =>
      new InfluxTimeSeries({
        url,
        version: '2',
        database,
        token: TOKEN,
        org: 'nhippho',
        retentionDays: { raw: null },
        isCompressed: true,
      });
    let series = create();
    return {
      series,
      reopen: async (schema) => {
        await series.close();
        series = create();
        await series.open(schema);
        return series;
      },
      dispose: () => series.close(),
    };
  });
});
