import { describe, expect, it } from '@jest/globals';
import { assertBalanced, LedgerViolation } from './balance.js';
import { HOUR_MS, Tally } from './tally.js';

describe('Tally', () => {
  it('keeps a line per device and hour of arrival', () => {
    const tally = new Tally();

    tally.line('a', HOUR_MS - 1).stored++;
    tally.line('a', HOUR_MS).stored++;
    tally.line('b', HOUR_MS).duplicate++;
    tally.line('a', HOUR_MS + 5).reject('future');

    expect(tally.deltas()).toEqual([
      { device: 'a', hour: 0, stored: 1, corrected: 0, duplicate: 0, rejected: {}, privacyDropped: 0 },
      {
        device: 'a',
        hour: HOUR_MS,
        stored: 1,
        corrected: 0,
        duplicate: 0,
        rejected: { future: 1 },
        privacyDropped: 0,
      },
      { device: 'b', hour: HOUR_MS, stored: 0, corrected: 0, duplicate: 1, rejected: {}, privacyDropped: 0 },
    ]);
    expect(tally.received).toBe(4);
  });

  it('leaves out lines and reasons that count nothing', () => {
    const tally = new Tally();

    const line = tally.line('a', 0);
    line.reject('future');
    line.reject('future', -1);

    expect(tally.deltas()).toEqual([]);
  });
});

describe('assertBalanced', () => {
  it('refuses counts that lose a reading', () => {
    const tally = new Tally();
    tally.line('a', 0).stored++;

    expect(() => assertBalanced(2, tally.deltas())).toThrow(LedgerViolation);
    expect(() => assertBalanced(1, tally.deltas())).not.toThrow();
  });
});
