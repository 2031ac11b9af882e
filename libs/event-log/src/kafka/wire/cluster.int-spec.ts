import type { Socket } from 'node:net';
import { expect, it } from '@jest/globals';
import { TOPICS } from '@app/contracts';
import { describeWith, freshPrefix, testEngine } from '@app/testing';
import { TEST_TIMING, dropTopics } from '../../../test/kafka/test-broker.js';
import { KafkaEventLog } from '../kafka-event-log.js';
import { KafkaCluster } from './cluster.js';
import { fetchRequest } from './fetch.js';

const LIMITS = { maxWaitMs: 0, minBytes: 0, maxBytes: 1000 };

describeWith('kafka', 'The connections to a Kafka cluster', () => {
  it('are one for reading and one for the rest, however many requests come at once', async () => {
    const { brokers } = testEngine('kafka');
    const options = { brokers, prefix: freshPrefix(), partitions: 4, maxBytes: 1e9, timing: TEST_TIMING };
    const log = new KafkaEventLog(options);
    await log.open();
    await log.close();
    const sockets = new Set<Socket>();
    const cluster = new KafkaCluster({ options, timing: TEST_TIMING, sockets });
    const topic = `${options.prefix}${TOPICS.feed}`;
    await cluster.connect([topic]);
    const node = (await cluster.leaders(topic)).get(0) ?? -1;

    const fetch = () =>
      cluster.request(node, fetchRequest(topic, [{ partition: 0, from: 0, maxBytes: 100 }], LIMITS));
    const answers = await Promise.all([
      ...Array.from({ length: 10 }, fetch),
      ...Array.from({ length: 10 }, () => cluster.ranges(topic, [0])),
    ]);
    const open = sockets.size;
    await cluster.disconnect();
    await dropTopics(brokers, options.prefix);

    expect(answers).toHaveLength(20);
    expect(open).toBe(2);
  });
});
