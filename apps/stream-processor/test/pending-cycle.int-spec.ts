import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TOPICS } from '@app/contracts';
import { openTestRegistry, type TestRegistry } from '@app/testing';
import type { PendingCycle } from '@app/registry';
import { GROUP } from '../src/cycle/commit-cycle.js';

const HOUR = Date.UTC(2026, 10, 23, 1);

describe('a pending cycle in the registry', () => {
  let test: TestRegistry;
  beforeAll(async () => {
    test = await openTestRegistry({ seedsDir: null });
  });
  afterAll(() => test.close());

  it('keeps vetoes for the repeat, and takes an amendment of its counts', async () => {
    const { epoch } = await test.partitions.claim(GROUP, TOPICS.raw, 0);
    const veto = { offset: 1, index: 0, measure: 'temp', reason: 'rate_of_change', detail: 'too fast' };
    const line = { device: 'a', hour: HOUR, corrected: 0, duplicate: 0, privacyDropped: 0 };
    const first: PendingCycle = {
      epoch,
      from: 0,
      next: 3,
      rejected: [],
      unlisted: 0,
      counts: [{ ...line, stored: 3, rejected: {}, vetoes: [veto] }],
    };
    const amended: PendingCycle = {
      ...first,
      isAmended: true,
      counts: [{ ...line, stored: 2, rejected: { store_refused: 1 }, vetoes: [veto] }],
    };

    expect(await test.partitions.begin(GROUP, TOPICS.raw, 0, first)).toBe(true);
    const repeated = await test.partitions.claim(GROUP, TOPICS.raw, 0);
    const mine = { epoch: repeated.epoch };
    expect(await test.partitions.begin(GROUP, TOPICS.raw, 0, { ...amended, ...mine })).toBe(true);
    expect(await test.partitions.commit(GROUP, TOPICS.raw, 0, { ...mine, from: 0, next: 3 })).toBe(true);

    expect(repeated.pending?.counts[0]?.vetoes).toEqual([veto]);
    const [item] = await test.ledger.list({ from: HOUR, to: HOUR + 1, limit: 10 });
    expect(item).toMatchObject({ received: 3, stored: 2, rejected: { store_refused: 1 } });
  });
});
