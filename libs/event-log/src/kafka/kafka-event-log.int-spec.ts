import { ManualClock, describeEventLogContract, describeWith, freshPrefix, testEngine } from '@app/testing';
import { TEST_TIMING, dropTopics } from '../../test/kafka/test-broker.js';
import { KafkaEventLog } from './kafka-event-log.js';

const DAY_MS = 86_400_000;

describeWith('kafka', 'on a real broker', () => {
  describeEventLogContract('Kafka', () => {
    const { brokers } = testEngine('kafka');
    const prefix = freshPrefix();
    const clock = new ManualClock(Date.UTC(2026, 10, 23));
    const opened: KafkaEventLog[] = [];
    return Promise.resolve({
      open: async ({ partitions = 4, maxBytes = 1 << 30, protectedGroups = {} } = {}) => {
        const log = new KafkaEventLog({
          brokers,
          prefix,
          partitions,
          maxBytes,
          protectedGroups,
          now: () => clock.now(),
          timing: TEST_TIMING,
        });
        opened.push(log);
        await log.open();
        return log;
      },
      expire: async () => {
        clock.advance(40 * DAY_MS);
        await opened.at(-1)?.maintain();
      },
      dispose: async () => {
        for (const log of opened) await log.close();
        await dropTopics(brokers, prefix);
      },
    });
  });
});
