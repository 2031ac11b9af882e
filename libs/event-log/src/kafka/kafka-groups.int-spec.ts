import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { TOPICS } from '@app/contracts';
import type { LogBatch, LogRecord } from '@app/event-log';
import { describeWith, eventually, freshPrefix, testEngine } from '@app/testing';
import { SharedPositions } from '../../test/kafka/ledger.js';
import { TEST_TIMING, dropTopics } from '../../test/kafka/test-broker.js';
import { KafkaEventLog } from './kafka-event-log.js';
import type { KafkaTiming } from './kafka-options.js';

const KEYS = Array.from({ length: 24 }, (_, i) => `cam-${i}`);
const LIMITS = { maxRecords: 100, maxBytes: 1 << 20 };

/** kafkajs's weak points in groups, each met by a test: rebalances, long handlers, poison. */
describeWith('kafka', 'A consumer group on Kafka', () => {
  let prefix = '';
  let opened: KafkaEventLog[] = [];

  beforeEach(() => {
    prefix = freshPrefix();
    opened = [];
  });
  afterEach(async () => {
    for (const log of opened) await log.close();
    await dropTopics(testEngine('kafka').brokers, prefix);
  });

  async function open(timing: Partial<KafkaTiming> = {}): Promise<KafkaEventLog> {
    const { brokers } = testEngine('kafka');
    const log = new KafkaEventLog({
      brokers,
      prefix,
      partitions: 12,
      maxBytes: 1e9,
      timing: { ...TEST_TIMING, ...timing },
    });
    opened.push(log);
    await log.open();
    return log;
  }

  const round = (n: number): LogRecord[] =>
    KEYS.map((key) => ({ key, value: Buffer.from(`${key}:${n}`), headers: {}, timestamp: Date.now() }));

  it('hands every record to exactly the owner of that moment while instances join and leave', async () => {
    const positions = new SharedPositions();
    const [one, other] = [await open(), await open()];
    const joined: Set<number>[] = [];
    const join = (log: KafkaEventLog) => {
      const { owned, ...handlers } = positions.instance();
      joined.push(owned);
      return log.consume({ topic: TOPICS.raw, group: 'g', ...LIMITS, ...handlers });
    };
    let rounds = 0;
    const produce = async (until: () => boolean) => {
      while (!until()) await one.append(TOPICS.raw, round(rounds++));
    };

    const first = await join(one);
    await produce(() => joined[0]?.size === 12 && positions.count > 500);
    const second = await join(other);
    await produce(() => joined[1]?.size === 6 && positions.count > 2_000);
    await first.close();
    await produce(() => joined[1]?.size === 12 && positions.count > 4_000);
    await eventually('everything to be committed', () => positions.count === rounds * KEYS.length);
    await second.close();

    for (const key of KEYS) {
      expect(positions.of(key)).toEqual(Array.from({ length: rounds }, (_, n) => `${key}:${n}`));
    }
  });

  it('keeps its partitions while a handler runs for longer than a session', async () => {
    const timing = { sessionMs: 6_000 };
    const [one, other] = [await open(timing), await open(timing)];
    const positions = new SharedPositions();
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const isSlow = (batch: LogBatch) => batch.partition === one.partitions(TOPICS.raw) - 1;
    const owned: Set<number>[] = [];
    const join = (log: KafkaEventLog) => {
      const member = positions.instance((batch) => (isSlow(batch) ? held : Promise.resolve()));
      owned.push(member.owned);
      return log.consume({ topic: TOPICS.raw, group: 'g', ...LIMITS, ...member });
    };
    const consumers = [await join(one), await join(other)];
    // Joining moves partitions, and one that moves while its handler runs is lost by right.
    await eventually('the second to have its share', () => owned[1]?.size === 6);
    const started = performance.now();

    await one.append(TOPICS.raw, round(0));
    for (let n = 1; performance.now() - started < 8_000; n++) await one.append(TOPICS.raw, round(n));
    const before = positions.count;
    release();
    const total = await ends(one);
    await eventually('everything to be committed', () => positions.count === total);
    for (const consumer of consumers) await consumer.close();

    expect(before).toBeGreaterThan(0);
    expect(positions.lost).toEqual([]);
  });

  it('gives its partitions to others when a handler never comes back, and takes part again when it has', async () => {
    const one = await open({ stuckMs: 500 });
    const other = await open();
    const positions = new SharedPositions();
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const stuck = positions.instance(() => held);
    const free = positions.instance();
    const first = await one.consume({ topic: TOPICS.raw, group: 'g', ...LIMITS, ...stuck });
    await one.append(TOPICS.raw, round(0));
    await eventually('the handler to be noticed', () => !one.health().ok);
    const detail = one.health().detail;

    const second = await other.consume({ topic: TOPICS.raw, group: 'g', ...LIMITS, ...free });
    await eventually('the other one to do it all', () => positions.count === KEYS.length);
    release();
    await eventually('it to be well again', () => one.health().ok);
    await first.close();
    await second.close();

    expect(detail).toContain('a handler has run for');
    for (const key of KEYS) expect(positions.of(key)).toEqual([`${key}:0`]);
  });

  it('comes back to a poisonous batch until it is taken, and lets the other partitions go on', async () => {
    const log = await open();
    const positions = new SharedPositions();
    let thrown = 0;
    const poisoned = positions.instance(({ records }) => {
      if (thrown < 3 && records.some(({ value }) => String(Buffer.from(value)) === 'cam-0:0')) {
        thrown += 1;
        return Promise.reject(new Error('poison'));
      }
      return Promise.resolve();
    });

    const consumer = await log.consume({ topic: TOPICS.raw, group: 'g', ...LIMITS, ...poisoned });
    for (let n = 0; n < 5; n++) await log.append(TOPICS.raw, round(n));
    await eventually('everything to be committed', () => positions.count === 5 * KEYS.length);
    await consumer.close();

    expect(thrown).toBe(3);
    for (const key of KEYS) expect(positions.of(key)).toEqual([0, 1, 2, 3, 4].map((n) => `${key}:${n}`));
  });

  it('refuses to skip to the end or the beginning when its position lies beyond the end', async () => {
    const log = await open();
    const told: unknown[] = [];
    await log.append(TOPICS.feed, round(0));

    const consumer = await log.consume({
      topic: TOPICS.feed,
      group: 'g',
      ...LIMITS,
      onAssigned: () => Promise.resolve(1_000),
      onBatch: (batch) =>
        Promise.resolve(told.push(batch)).then(() => ({ kind: 'committed', next: batch.next })),
    });
    await eventually('it to say so', () => log.health().detail.includes('it ends at 24'));
    await consumer.close();

    expect(told).toEqual([]);
  });
});

async function ends(log: KafkaEventLog): Promise<number> {
  let sum = 0;
  for (let partition = 0; partition < log.partitions(TOPICS.raw); partition++) {
    sum += (await log.range(TOPICS.raw, partition)).next;
  }
  return sum;
}
