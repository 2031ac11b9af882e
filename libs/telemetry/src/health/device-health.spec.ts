import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { freshnessOf, healthOf, isFrozen } from './device-health.js';

const SEED = 20261130;
const HOUR = 3_600_000;

describe('freshness', () => {
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

  it(`only gets worse as time goes by (seed ${SEED})`, () => {
    const order = ['live', 'late', 'silent'];
    const property = fc.property(fc.integer({ min: 1, max: 86_400 }), fc.nat(), fc.nat(), (cadence, a, b) => {
      const [sooner, later] = [Math.min(a, b), Math.max(a, b)].map((age) => freshnessOf(0, cadence, age));
      expect(order.indexOf(later ?? '')).toBeGreaterThanOrEqual(order.indexOf(sooner ?? ''));
    });
    fc.assert(property, { seed: SEED });
  });
});

describe('a frozen value', () => {
  it.each([
    [[5, 7, 7, 7], 3, true],
    [[7, 7, 7, 5], 3, false],
    [[7, NaN, 7, NaN, 7], 3, true],
    [[7, 7], 3, false],
    [[], 3, false],
  ])('%j, %d readings: %p', (values, readings, frozen) => {
    expect(isFrozen(values, readings)).toBe(frozen);
  });

  it(`thaws with one other value among the last readings, wherever it stands (seed ${SEED})`, () => {
    const property = fc.property(fc.integer({ min: 2, max: 30 }), fc.nat(), fc.nat(50), (n, place, more) => {
      const values = Array.from({ length: n + more }, () => 7);
      expect(isFrozen(values, n)).toBe(true);
      values[values.length - 1 - (place % n)] = 8;
      expect(isFrozen(values, n)).toBe(false);
    });
    fc.assert(property, { seed: SEED });
  });
});

describe('health', () => {
  const now = 10 * HOUR;
  const signs = { freshness: 'live', changes: [], frozen: [] } as const;
  const four = [1, 2, 3, 4].map((minutes) => now - minutes * 60_000);

  it.each([
    ['live', signs],
    ['never', { ...signs, freshness: 'never', changes: four } as const],
    ['silent', { ...signs, freshness: 'silent', frozen: ['pm25'] } as const],
    ['frozen', { ...signs, frozen: ['pm25'] } as const],
    ['frozen', { ...signs, freshness: 'late', frozen: ['pm25'] } as const],
    ['flapping', { ...signs, freshness: 'silent', changes: four } as const],
    ['live', { ...signs, changes: four.slice(1) } as const],
    ['live', { ...signs, changes: four.map((at) => at - HOUR) } as const],
  ] as const)('is %s', (health, given) => {
    expect(healthOf(given, now)).toBe(health);
  });
});
