import { expect, it } from '@jest/globals';
import { TOPICS } from '@app/contracts';
import type { EventLogHarness } from './harness.js';
import { aRecord, allRecords, partitionHolding, someRecords, textOf } from './log-records.js';

const WIDE = { maxRecords: 10_000, maxBytes: 64 << 20 };

/** Appending and reading back. */
export function appendingCases(harness: () => EventLogHarness): void {
  it('gives the records of a partition contiguous offsets from 0', async () => {
    const log = await harness().open();

    await log.append(TOPICS.feed, someRecords(10));
    await log.append(TOPICS.feed, someRecords(10));

    const batch = await log.read(TOPICS.feed, 0, 0, WIDE);
    expect(batch.records.map((record) => record.offset)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect([batch.from, batch.next, batch.lost]).toEqual([0, 20, 0]);
    expect(await log.range(TOPICS.feed, 0)).toEqual({ first: 0, next: 20 });
  });

  it('keeps the order of each key through concurrent appends', async () => {
    const log = await harness().open();
    const keys = ['cam-1', 'cam-2', 'cam-3', 'không-khí-4', 'mưa-5'];

    await Promise.all(
      Array.from({ length: 40 }, (_, round) =>
        log.append(
          TOPICS.raw,
          keys.flatMap((key) => someRecords(3, key, round * 3)),
        ),
      ),
    );

    for (const key of keys) {
      const partition = await partitionHolding(log, TOPICS.raw, key);
      const records = await allRecords(log, TOPICS.raw, partition);
      const texts = records.filter((record) => record.key === key).map(textOf);
      expect(texts).toEqual(Array.from({ length: 120 }, (_, i) => String(i)));
    }
  });

  it('takes more in one append than a small log writes at once, in order', async () => {
    const log = await harness().open({ maxBytes: 8 << 20 });
    const filler = ' '.repeat(200_000);

    await log.append(
      TOPICS.feed,
      Array.from({ length: 20 }, (_, i) => aRecord('cam-1', `${i}${filler}`)),
    );

    const texts = (await allRecords(log, TOPICS.feed, 0)).map((record) => textOf(record).trim());
    expect(texts).toEqual(Array.from({ length: 20 }, (_, i) => String(i)));
  });

  it('puts all records of a key into one partition and spreads keys over partitions', async () => {
    const log = await harness().open();

    await log.append(
      TOPICS.raw,
      Array.from({ length: 64 }, (_, i) => aRecord(`device-${i}`, 'x')),
    );

    const counts: number[] = [];
    for (let p = 0; p < log.partitions(TOPICS.raw); p++) {
      const { next } = await log.range(TOPICS.raw, p);
      counts.push(next);
    }
    expect(counts).toHaveLength(4);
    expect(counts.every((count) => count > 0)).toBe(true);
    expect(counts.reduce((a, b) => a + b, 0)).toBe(64);
  });

  it('takes a record whatever its writer takes the time to be', async () => {
    const log = await harness().open();
    const timestamps = [0, Date.now() + 400 * 86_400_000, Date.now()];

    await log.append(
      TOPICS.feed,
      timestamps.map((timestamp) => aRecord('cam-1', 'x', { timestamp })),
    );

    const { records } = await log.read(TOPICS.feed, 0, 0, WIDE);
    expect(records.map(({ timestamp }) => timestamp)).toEqual(timestamps);
  });

  it('returns key, value, headers and timestamp as they were given', async () => {
    const log = await harness().open();
    const headers = { device: 'đèn-7', detail: 'Thủ Dầu Một', trace: '' };
    const value = Uint8Array.from([0, 255, 1, 254, 10, 13]);

    await log.append(TOPICS.feed, [{ key: 'đèn-7', value, headers, timestamp: 1_763_856_000_123 }]);

    const { records } = await log.read(TOPICS.feed, 0, 0, WIDE);
    expect(records).toHaveLength(1);
    expect({ ...records[0], value: Uint8Array.from(records[0]!.value) }).toEqual({
      key: 'đèn-7',
      value,
      headers,
      timestamp: 1_763_856_000_123,
      offset: 0,
    });
  });

  it('takes empty values and values of more than 256 kB', async () => {
    const log = await harness().open();
    const wide = Buffer.alloc(300_000, 7);

    await log.append(TOPICS.feed, [aRecord('a', ''), aRecord('a', '', { value: wide }), aRecord('a', 'end')]);

    const { records } = await log.read(TOPICS.feed, 0, 0, WIDE);
    expect(records.map((record) => record.value.length)).toEqual([0, 300_000, 3]);
    expect(Buffer.from(records[1]!.value).equals(wide)).toBe(true);
  });

  it('does nothing for an empty append', async () => {
    const log = await harness().open();

    await log.append(TOPICS.feed, []);

    expect(await log.range(TOPICS.feed, 0)).toEqual({ first: 0, next: 0 });
  });

  it('reads no more records and bytes than asked for, but at least one', async () => {
    const log = await harness().open();
    await log.append(
      TOPICS.feed,
      Array.from({ length: 10 }, () => aRecord('a', 'x'.repeat(100))),
    );

    const byRecords = await log.read(TOPICS.feed, 0, 2, { maxRecords: 3, maxBytes: 1 << 20 });
    const byBytes = await log.read(TOPICS.feed, 0, 2, { maxRecords: 100, maxBytes: 250 });
    const tooNarrow = await log.read(TOPICS.feed, 0, 2, { maxRecords: 100, maxBytes: 1 });

    expect(byRecords.records.map((record) => record.offset)).toEqual([2, 3, 4]);
    expect([byBytes.records.length, byBytes.next]).toEqual([2, 4]);
    expect([tooNarrow.records.length, tooNarrow.next]).toEqual([1, 3]);
  });

  it('reads nothing at the end and refuses to read beyond it', async () => {
    const log = await harness().open();
    await log.append(TOPICS.feed, someRecords(3));

    const atEnd = await log.read(TOPICS.feed, 0, 3, WIDE);

    expect([atEnd.records.length, atEnd.next, atEnd.lost]).toEqual([0, 3, 0]);
    await expect(log.read(TOPICS.feed, 0, 4, WIDE)).rejects.toMatchObject({ code: 'EVENTLOG_MISCONFIGURED' });
  });
}
