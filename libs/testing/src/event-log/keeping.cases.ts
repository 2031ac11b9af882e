import { expect, it } from '@jest/globals';
import { TOPICS } from '@app/contracts';
import type { EventLog } from '@app/event-log';
import { eventually } from '../eventually.js';
import type { EventLogHarness } from './harness.js';
import { aRecord, allRecords, consuming, someRecords, textOf } from './log-records.js';

const SMALL = { maxBytes: 2 << 20 };

/** Reopening, retention and back-pressure. */
export function keepingCases(harness: () => EventLogHarness): void {
  it('finds every acknowledged record again after it was closed and opened', async () => {
    const before = await harness().open();
    await before.append(TOPICS.feed, someRecords(50));
    await before.close();

    const after = await harness().open();
    await after.append(TOPICS.feed, someRecords(10, 'cam-1', 50));

    const records = await allRecords(after, TOPICS.feed, 0);
    expect(records.map(textOf)).toEqual(Array.from({ length: 60 }, (_, i) => String(i)));
    expect(records.at(-1)?.offset).toBe(59);
  });

  it('refuses to open with another partition count than it was written with', async () => {
    const before = await harness().open({ partitions: 4 });
    await before.append(TOPICS.raw, someRecords(1));
    await before.close();

    await expect(harness().open({ partitions: 12 })).rejects.toMatchObject({
      code: 'EVENTLOG_MISCONFIGURED',
    });
  });

  it('refuses appends once closed and says so in its health', async () => {
    const log = await harness().open();
    const wasOk = log.health().ok;

    await log.close();

    expect([wasOk, log.health().ok]).toEqual([true, false]);
    await expect(log.append(TOPICS.feed, someRecords(1))).rejects.toMatchObject({ code: 'EVENTLOG_CLOSED' });
  });

  it('reports how many records retention dropped and goes on after the gap', async () => {
    const log = await harness().open();
    await log.append(TOPICS.feed, someRecords(20));
    await harness().expire(log);
    await log.append(TOPICS.feed, someRecords(5, 'cam-1', 20));

    const batch = await log.read(TOPICS.feed, 0, 3, { maxRecords: 100, maxBytes: 1 << 20 });

    expect([batch.from, batch.lost, batch.next]).toEqual([3, 17, 25]);
    expect(batch.records.map((record) => record.offset)).toEqual([20, 21, 22, 23, 24]);
  });

  it('goes on with the same offsets after everything was dropped and it was opened again', async () => {
    const before = await harness().open();
    await before.append(TOPICS.feed, someRecords(20));
    await harness().expire(before);
    await before.close();

    const after = await harness().open();
    const gap = await after.read(TOPICS.feed, 0, 0, { maxRecords: 10, maxBytes: 1000 });

    expect(await after.range(TOPICS.feed, 0)).toEqual({ first: 20, next: 20 });
    expect([gap.records.length, gap.lost, gap.next]).toEqual([0, 20, 20]);
  });

  it('drops nothing that a protected group has not read, not even before it is assigned', async () => {
    const log = await harness().open({ protectedGroups: { [TOPICS.feed]: ['readers'] } });
    await log.append(TOPICS.feed, someRecords(20));
    await harness().expire(log);

    const range = await log.range(TOPICS.feed, 0);

    expect(range).toEqual({ first: 0, next: 20 });
  });

  it('lets appends wait while it is full, says so, and goes on when a consumer has caught up', async () => {
    const log = await harness().open({ ...SMALL, protectedGroups: { [TOPICS.feed]: ['readers'] } });
    const filling = fill(log, 100);
    await eventually('the log to be full', () => !log.health().ok);
    const detail = log.health().detail;
    const { next: kept } = await log.range(TOPICS.feed, 0);

    const seen: number[] = [];
    const consumer = await log.consume(
      consuming({
        onBatch: (batch) => {
          seen.push(...batch.records.map((record) => record.offset));
          return Promise.resolve({ kind: 'committed', next: batch.next });
        },
      }),
    );
    await filling;
    await eventually('all records to be read', () => seen.length >= 100);
    await consumer.close();

    expect(detail).toContain('EVENTLOG_FULL');
    expect(kept).toBeLessThan(100);
    expect(seen).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(log.health().ok).toBe(true);
  });

  it('makes room by dropping the oldest records where nobody needs them', async () => {
    const log = await harness().open(SMALL);

    await fill(log, 200);

    const { first, next } = await log.range(TOPICS.feed, 0);
    expect(next).toBe(200);
    expect(first).toBeGreaterThan(0);
  });
}

async function fill(log: EventLog, records: number): Promise<void> {
  for (let i = 0; i < records; i++) {
    await log.append(TOPICS.feed, [aRecord('a', '', { value: Buffer.alloc(64 * 1024, i) })]);
  }
}
