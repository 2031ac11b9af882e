import { expect, it } from '@jest/globals';
import { TOPICS } from '@app/contracts';
import type { LogBatch, Outcome } from '@app/event-log';
import { eventually } from '../eventually.js';
import type { EventLogHarness } from './harness.js';
import { consuming, someRecords, textOf } from './log-records.js';

const committed = (batch: LogBatch): Promise<Outcome> =>
  Promise.resolve({ kind: 'committed', next: batch.next });

/** Consuming: positions, outcomes and closing. */
export function consumingCases(harness: () => EventLogHarness): void {
  it('hands over what is there and then what is appended, in order and within the limits', async () => {
    const log = await harness().open();
    await log.append(TOPICS.feed, someRecords(25));
    const texts: string[] = [];
    let widest = 0;
    const onBatch = (batch: LogBatch) => {
      widest = Math.max(widest, batch.records.length);
      texts.push(...batch.records.map(textOf));
      return committed(batch);
    };

    const consumer = await log.consume(consuming({ maxRecords: 10, onBatch }));
    await eventually('the first records', () => texts.length === 25);
    await log.append(TOPICS.feed, someRecords(5, 'cam-1', 25));
    await eventually('the later records', () => texts.length === 30);

    expect(texts).toEqual(Array.from({ length: 30 }, (_, i) => String(i)));
    expect(widest).toBe(10);
    await eventually('no lag', async () => (await consumer.lag()) === 0);
    expect([...(await consumer.lagByPartition())]).toEqual([[0, 0]]);
    await consumer.close();
  });

  it('starts where onAssigned says, on every partition', async () => {
    const log = await harness().open();
    await log.append(TOPICS.raw, Array.from({ length: 40 }, (_, i) => someRecords(1, `device-${i}`)).flat());
    const firsts = new Map<number, number>();

    const consumer = await log.consume(
      consuming({
        topic: TOPICS.raw,
        onAssigned: (partition) => Promise.resolve(partition),
        onBatch: (batch) => {
          if (!firsts.has(batch.partition)) firsts.set(batch.partition, batch.from);
          return committed(batch);
        },
      }),
    );
    await eventually('all partitions', () => firsts.size === 4);
    await consumer.close();

    expect(firsts).toEqual(new Map([0, 1, 2, 3].map((partition) => [partition, partition])));
  });

  it('starts a broadcast consumer at the end', async () => {
    const log = await harness().open();
    await log.append(TOPICS.feed, someRecords(10));
    const offsets: number[] = [];
    let assigned = 0;
    const consumer = await log.consume(
      consuming({
        group: null,
        onAssigned: () => Promise.resolve(-1).finally(() => (assigned += 1)),
        onBatch: (batch) => {
          offsets.push(...batch.records.map((record) => record.offset));
          return committed(batch);
        },
      }),
    );
    await eventually('the assignment', async () => assigned === 1 && (await consumer.lag()) === 0);

    await log.append(TOPICS.feed, someRecords(2));
    await eventually('the new records', () => offsets.length === 2);
    await consumer.close();

    expect(offsets).toEqual([10, 11]);
  });

  it('goes on after the offset that was committed, not after the batch', async () => {
    const log = await harness().open();
    await log.append(TOPICS.feed, someRecords(6));
    const starts: number[] = [];

    const consumer = await log.consume(
      consuming({
        onBatch: (batch) => {
          starts.push(batch.from);
          return Promise.resolve({ kind: 'committed', next: batch.from + 2 });
        },
      }),
    );
    await eventually('three batches', () => starts.length === 3);
    await consumer.close();

    expect(starts).toEqual([0, 2, 4]);
  });

  it('hands the same records over again when the handler asks for a retry, throws or answers nothing', async () => {
    const log = await harness().open();
    await log.append(TOPICS.feed, someRecords(3));
    const seen: string[][] = [];
    const answers: (() => Promise<Outcome>)[] = [
      () => Promise.resolve({ kind: 'retry', reason: 'the store is away' }),
      () => Promise.reject(new Error('a handler that throws')),
      () => Promise.resolve(undefined as unknown as Outcome),
      () => Promise.resolve({ kind: 'committed', next: 99 }),
    ];

    const consumer = await log.consume(
      consuming({
        onBatch: (batch) => {
          seen.push(batch.records.map(textOf));
          return answers.shift()?.() ?? committed(batch);
        },
      }),
    );
    await eventually('the end', async () => seen.length === 5 && (await consumer.lag()) === 0);
    await consumer.close();

    expect(seen).toEqual(Array.from({ length: 5 }, () => ['0', '1', '2']));
  });

  it('asks for its position again after a partition was lost, before it reads on', async () => {
    const log = await harness().open();
    await log.append(TOPICS.feed, someRecords(4));
    const events: string[] = [];

    const consumer = await log.consume(
      consuming({
        onAssigned: () => {
          events.push('assigned');
          return Promise.resolve(events.length === 1 ? 0 : 2);
        },
        onBatch: (batch) => {
          events.push(`batch ${batch.from}`);
          return batch.from === 0 ? Promise.resolve({ kind: 'lost', reason: 'epoch 2' }) : committed(batch);
        },
      }),
    );
    await eventually('the second assignment', () => events.includes('batch 2'));
    await consumer.close();

    expect(events).toEqual(['assigned', 'batch 0', 'assigned', 'batch 2']);
  });

  it('runs one handler at a time for a partition and waits for it when closing', async () => {
    const log = await harness().open();
    await log.append(TOPICS.feed, someRecords(3));
    let running = 0;
    let release: () => void = () => undefined;
    const consumer = await log.consume(
      consuming({
        maxRecords: 1,
        onBatch: async (batch) => {
          running += 1;
          await new Promise<void>((resolve) => (release = resolve));
          running -= 1;
          return { kind: 'committed', next: batch.next };
        },
      }),
    );
    await eventually('the handler to run', () => running > 0);

    let isClosed = false;
    const closing = consumer.close().then(() => (isClosed = true));
    await log.append(TOPICS.feed, someRecords(1));
    const during = [running, isClosed];
    release();
    await closing;

    expect(during).toEqual([1, false]);
    expect(running).toBe(0);
  });

  it('tells a consumer how many records it lost to retention', async () => {
    const log = await harness().open();
    await log.append(TOPICS.feed, someRecords(20));
    await harness().expire(log);
    await log.append(TOPICS.feed, someRecords(2));
    const batches: LogBatch[] = [];

    const consumer = await log.consume(
      consuming({
        onBatch: (batch) => {
          batches.push(batch);
          return committed(batch);
        },
      }),
    );
    await eventually('the records after the gap', () => batches.at(-1)?.next === 22);
    await consumer.close();

    expect(batches.reduce((sum, batch) => sum + batch.lost, 0)).toBe(20);
    expect(batches.flatMap((batch) => batch.records.map((record) => record.offset))).toEqual([20, 21]);
  });
}
