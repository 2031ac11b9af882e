import { describe, expect, it } from '@jest/globals';
import { lden, leq } from './levels.js';

describe('noise levels [kpi.md §2.5]', () => {
  it('adds energy, not decibels: 60 dB 30 min, 90 dB 15 min, 75 dB 30 min are 83.28 dB', () => {
    const spans = [
      { level: 60, duration: 30 },
      { level: 90, duration: 15 },
      { level: 75, duration: 30 },
    ];

    expect(leq(spans)).toBeCloseTo(83.28, 2);
  });

  it('gives Lden 65.40 for day 65, evening 62, night 55', () => {
    expect(lden(65, 62, 55)).toBeCloseTo(65.4, 2);
  });

  it('is null without time', () => {
    expect(leq([])).toBeNull();
  });
});
