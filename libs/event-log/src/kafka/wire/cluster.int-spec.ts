import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { TOPICS } from '@app/contracts';
import { describeWith, freshPrefix, testEngine } from '@app/testing';
import { TEST_TIMING, dropTopics } from '../../../test/kafka/test-broker.js';
import { KafkaEventLog } from '../kafka-event-log.js';
import { KafkaCluster } from './cluster.js';
import { fetchRequest } from './fetch.js';

const LIMITS = { maxWaitMs: 0, minBytes: 0, maxBytes: 1000 };
const REQUEST_MS = 1_000;

describeWith('kafka', 'The connections to a Kafka cluster', () => {
  it('are one for reading and one for the rest, however many requests come at once', async () => {
    const { cluster, topic, sockets, drop } = await connected();
    const node = (await cluster.leaders(topic)).get(0) ?? -1;

    const fetch = () =>
      cluster.request(node, fetchRequest(topic, [{ partition: 0, from: 0, maxBytes: 100 }], LIMITS));
    const answers = await Promise.all([
      ...Array.from({ length: 10 }, fetch),
      ...Array.from({ length: 10 }, () => cluster.ranges(topic, [0])),
    ]);
    const open = sockets.size;
    await drop();

    expect(answers).toHaveLength(20);
    expect(open).toBe(2);
  });

  it('leave nobody waiting when one is given up, and are opened anew', async () => {
    const { cluster, topic, sockets, drop } = await connected();
    const [dead] = sockets;
    dead?.removeAllListeners('data');

    const early = failure(cluster.ranges(topic, [0]));
    await delay(REQUEST_MS / 2);
    const late = failure(cluster.ranges(topic, [0]));
    const reasons = await Promise.all([early, late]);
    const after = await cluster.ranges(topic, [0]);
    await drop();

    expect(reasons).toEqual([expect.stringContaining('timed out'), expect.stringContaining('given up')]);
    expect(after.get(0)).toEqual({ first: 0, next: 0 });
    expect(dead?.destroyed).toBe(true);
  });

  it('forget the piece of an answer that came on the one before', async () => {
    const { cluster, topic, sockets, drop } = await connected();
    const [dead] = sockets;
    dead?.emit('data', Buffer.from([0, 0, 1, 0, 7]));
    dead?.emit('end');

    const after = await cluster.ranges(topic, [0]);
    await drop();

    expect(after.get(0)).toEqual({ first: 0, next: 0 });
  });
});

/** Connections of their own, connected, to a topic that nothing was written to. */
async function connected() {
  const { brokers } = testEngine('kafka');
  const timing = { ...TEST_TIMING, requestMs: REQUEST_MS };
  const options = { brokers, prefix: freshPrefix(), partitions: 4, maxBytes: 1e9, timing };
  const log = new KafkaEventLog(options);
  await log.open();
  await log.close();
  const sockets = new Set<Socket>();
  const cluster = new KafkaCluster({ options, timing, sockets });
  const topic = `${options.prefix}${TOPICS.feed}`;
  await cluster.connect([topic]);
  await cluster.ranges(topic, [0]);
  const drop = async () => {
    await cluster.disconnect();
    await dropTopics(brokers, options.prefix);
  };
  return { cluster, topic, sockets, drop };
}

function failure(asked: Promise<unknown>): Promise<string> {
  return asked.then(
    () => 'answered',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}
