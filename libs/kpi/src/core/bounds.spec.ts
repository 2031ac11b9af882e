import { describe, expect, it } from '@jest/globals';
import { isAbove, isAtMost, isBelow } from './bounds.js';

describe('a value against a bound', () => {
  it('is at the bound when it differs by rounding alone', () => {
    // Three times 7 vehicles at 20 km/h: 21 / (0.35 + 0.35 + 0.35) = 20.000000000000004.
    const speed = 21 / (7 / 20 + 7 / 20 + 7 / 20);

    expect(speed).not.toBe(20);
    expect([isAbove(speed, 20), isBelow(speed, 20), isAtMost(speed, 20)]).toEqual([false, false, true]);
  });

  it('is above or below when it differs by more', () => {
    expect([isAbove(20.001, 20), isBelow(20.001, 20), isAtMost(20.001, 20)]).toEqual([true, false, false]);
    expect([isAbove(-20.001, -20), isBelow(-20.001, -20)]).toEqual([false, true]);
  });

  it('compares with 0 exactly', () => {
    expect([isAbove(1e-12, 0), isBelow(-1e-12, 0), isAtMost(0, 0)]).toEqual([true, true, true]);
  });

  it('is on no side when it is not known', () => {
    expect([isAbove(NaN, 20), isBelow(NaN, 20), isAtMost(NaN, 20)]).toEqual([false, false, false]);
  });
});
