import { describe, expect, it } from '@jest/globals';
import { TOPICS } from '@app/contracts';
import { InMemoryEventLog } from '@app/testing';
import { findRejected } from './find-rejected.js';

/** ❷ with the messages that stood at these offsets of ❶, in this order. */
async function rejected(offsets: readonly number[]): Promise<InMemoryEventLog> {
  const log = new InMemoryEventLog({ partitions: 1 });
  await log.open();
  const records = offsets.map((offset) => ({
    key: 'camera',
    value: new TextEncoder().encode(`payload ${offset}`),
    headers: { source: `0:${offset}` },
    timestamp: offset,
  }));
  await log.append(TOPICS.rejected, records);
  return log;
}

const ASCENDING = Array.from({ length: 700 }, (_, i) => i * 3);

describe('findRejected', () => {
  it.each([0, 3, 999, 2097])('finds the message that stood at %d', async (offset) => {
    const log = await rejected(ASCENDING);

    const record = await findRejected(log, { partition: 0, offset });

    expect(new TextDecoder().decode(record?.value)).toBe(`payload ${offset}`);
  });

  it('finds every message although a repeated cycle wrote some twice, or in part', async () => {
    const offsets = [1, 2, 5, 8, 9, 5, 8, 9, 12, 13, 14, 13, 14, 20];
    const log = await rejected(offsets);

    for (const offset of offsets) {
      expect((await findRejected(log, { partition: 0, offset }))?.timestamp).toBe(offset);
    }
  });

  it.each([1, 2098, -1])('gives null for %d, which was not rejected or is kept no more', async (offset) => {
    const log = await rejected(ASCENDING);

    expect(await findRejected(log, { partition: 0, offset })).toBeNull();
  });

  it('gives null while nothing has been rejected', async () => {
    const log = await rejected([]);

    expect(await findRejected(log, { partition: 0, offset: 0 })).toBeNull();
  });
});
