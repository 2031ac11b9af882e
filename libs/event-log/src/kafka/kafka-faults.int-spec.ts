import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { TOPICS } from '@app/contracts';
import { describeWith, eventually, freshPrefix } from '@app/testing';
import { SharedPositions } from '../../test/kafka/ledger.js';
import { OwnBroker } from '../../test/kafka/own-broker.js';
import { TEST_TIMING } from '../../test/kafka/test-broker.js';
import { KafkaEventLog } from './kafka-event-log.js';

const KEYS = Array.from({ length: 12 }, (_, i) => `cam-${i}`);
const LIMITS = { maxRecords: 500, maxBytes: 1 << 20 };
/** The goal is 30 s on a machine with nothing else to do; a test run shares its own. */
const RECOVERY_MS = 120_000;

describeWith('kafka', 'A broker that goes and comes', () => {
  let broker: OwnBroker;
  let log: KafkaEventLog | null = null;

  beforeAll(async () => {
    broker = await OwnBroker.onFreePort();
  });
  afterEach(async () => {
    await log?.close();
    log = null;
  });
  afterAll(() => broker.remove());

  function logOf(prefix = freshPrefix()): KafkaEventLog {
    const timing = { ...TEST_TIMING, sessionMs: 2_000 };
    log = new KafkaEventLog({ brokers: broker.brokers, prefix, partitions: 4, maxBytes: 1e9, timing });
    return log;
  }

  it('is waited for at the start', async () => {
    const early = logOf();
    const opening = early.open();
    await broker.start();

    await opening;
    await early.append(TOPICS.feed, [{ key: 'a', value: Buffer.from('x'), headers: {}, timestamp: 1 }]);

    expect(early.health()).toMatchObject({ ok: true, detail: expect.stringContaining('một bản sao') });
  });

  it.each([
    ['killed', () => broker.restart()],
    ['frozen for longer than a session and a request', () => broker.freeze(8_000)],
  ])('%s under load, costs nothing acknowledged, no order, and no restart of ours', async (_, disturb) => {
    const one = logOf();
    await one.open();
    const positions = new SharedPositions();
    const { onAssigned, onBatch } = positions.instance();
    const consumer = await one.consume({ topic: TOPICS.raw, group: 'g', ...LIMITS, onAssigned, onBatch });
    const acknowledged = new Map(KEYS.map((key) => [key, 0]));
    let isOver = false;
    const senders = KEYS.map(async (key) => {
      for (let n = 0; !isOver; n++) {
        await one.append(TOPICS.raw, [{ key, value: Buffer.from(`${key}:${n}`), headers: {}, timestamp: n }]);
        acknowledged.set(key, n + 1);
      }
    });
    const sum = () => [...acknowledged.values()].reduce((a, b) => a + b, 0);
    await eventually('some to be acknowledged', () => sum() > 1_000);

    const disturbed = disturb();
    await eventually('it to be noticed', () => !one.health().ok);
    await disturbed;
    const before = sum();
    const back = performance.now();
    await eventually('appends to go on', () => sum() > before + KEYS.length && one.health().ok, RECOVERY_MS);
    await eventually('consuming to go on', () => positions.count > before, RECOVERY_MS);
    const recoveredMs = performance.now() - back;
    isOver = true;
    await Promise.all(senders);
    await eventually(
      'the rest',
      async () => positions.count >= sum() && (await consumer.lag()) === 0,
      RECOVERY_MS,
    );
    await consumer.close();

    expect(recoveredMs).toBeLessThan(RECOVERY_MS);
    for (const [key, count] of acknowledged) {
      const values = positions.of(key);
      // What the broker stored twice comes twice; nothing is missing and the first comings are in order.
      expect([...new Set(values)]).toEqual(Array.from({ length: count }, (__, n) => `${key}:${n}`));
    }
  });
});
