import { describe, expect, it } from '@jest/globals';
import { freshnessOf } from './device-freshness.js';

describe('freshnessOf', () => {
  it.each([
    [0, 'live'],
    [90_000, 'live'],
    [90_001, 'late'],
    [180_000, 'late'],
    [180_001, 'silent'],
  ] as const)('a minute’s cadence, %d ms after the end: %s', (age, state) => {
    expect(freshnessOf(1_000_000, 60, 1_000_000 + age)).toBe(state);
  });

  it('is never before the first reading', () => {
    expect(freshnessOf(null, 60, 1)).toBe('never');
  });
});
