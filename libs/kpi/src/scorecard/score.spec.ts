import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { averageGrowth, goalOf, neededGrowth, neededTrend, score, type TargetBand } from './score.js';

const PRODUCTIVITY: TargetBand = { comparator: 'between', lo: 7, hi: 7.5, direction: 'up' };
const PARKING: TargetBand = { comparator: 'between', lo: 60, hi: 85, direction: 'band' };
const TTI: TargetBand = { comparator: 'le', lo: null, hi: 1.5, direction: 'down' };

describe('score', () => {
  it.each([
    // band with a better side
    [PRODUCTIVITY, 7.2, 'reached', 0],
    [PRODUCTIVITY, 7.5, 'reached', 0],
    [PRODUCTIVITY, 8, 'exceeded', 0],
    [PRODUCTIVITY, 6.2, 'missed', 0.8],
    // band that is good inside only
    [PARKING, 90, 'missed', -5],
    [PARKING, 40, 'missed', 20],
    // one bound
    [TTI, 1.5, 'reached', 0],
    [TTI, 1.8, 'missed', -0.3],
    // what arithmetic makes of the bound itself
    [TTI, 1.5000000000000002, 'reached', 0],
    [PRODUCTIVITY, 6.999999999999999, 'reached', 0],
    [PRODUCTIVITY, 7.500000000000001, 'reached', 0],
    [{ comparator: 'gt', lo: 198, hi: null, direction: 'up' } as const, 198.00000000000003, 'missed', 0],
    [{ comparator: 'gt', lo: 198, hi: null, direction: 'up' } as const, 198, 'missed', 0],
    [{ comparator: 'ge', lo: 95, hi: null, direction: 'up' } as const, 95, 'reached', 0],
  ])('of %j: %d is %s', (target, value, status, distance) => {
    const found = score(target, value, true);

    expect(found.status).toBe(status);
    expect(found.distance).toBeCloseTo(distance, 9);
  });

  it('is open until the target is due, and no data without a value', () => {
    expect(score(PRODUCTIVITY, 6.2, false).status).toBe('open');
    expect(score(PRODUCTIVITY, null, true)).toEqual({
      status: 'no_data',
      distance: null,
      distancePercent: null,
    });
  });

  it('is reached after the change that it names', () => {
    fc.assert(
      fc.property(fc.double({ min: -50, max: 150, noNaN: true }), (value) => {
        const { distance } = score(PARKING, value, true);
        const after = score(PARKING, value + (distance ?? NaN), true);
        expect(Math.abs(after.distance ?? NaN)).toBeLessThan(1e-9);
      }),
      { seed: 1338 },
    );
  });
});

describe('the trend that is needed', () => {
  it('leads from a value to the goal', () => {
    // From 181.2 in 2024 to 198 in 2025: 16.8 a year, 9.27 %.
    const found = neededTrend(
      181.2,
      2024,
      goalOf({ comparator: 'gt', lo: 198, hi: null, direction: 'up' }, 181.2),
      2025,
    );

    expect(found?.perYear).toBeCloseTo(16.8, 9);
    expect(found?.growthPerYear).toBeCloseTo(9.2715, 3);
    expect(neededTrend(1, 2025, 2, 2025)).toBeNull();
  });

  it('averages growth geometrically', () => {
    // 1.0262 · 1.0801 · 1.05 · 1.0748 = 1.250887; its fourth root is 1.057562.
    expect(averageGrowth([2.62, 8.01, 5, 7.48])).toBeCloseTo(5.756, 3);
    expect(averageGrowth([])).toBeNull();
  });

  it('says what the remaining years need for the average of the whole span', () => {
    // Three years at 5 %: 1.157625. Five at 7 %: 1.402552. Two remain: √(1.402552/1.157625) = 1.100713.
    expect(neededGrowth(5, 3, 7, 5)).toBeCloseTo(10.0713, 3);
    expect(neededGrowth(0, 0, 7.5, 5)).toBeCloseTo(7.5, 9);
    expect(neededGrowth(7, 5, 7, 5)).toBeNull();
  });

  it('averages to the goal, whatever has passed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -10, max: 20, noNaN: true }), { minLength: 1, maxLength: 4 }),
        (passed) => {
          const average = averageGrowth(passed) ?? NaN;
          const rest = neededGrowth(average, passed.length, 7, 5) ?? NaN;
          const whole = averageGrowth([...passed, ...Array<number>(5 - passed.length).fill(rest)]);
          expect(whole).toBeCloseTo(7, 6);
        },
      ),
      { seed: 1338 },
    );
  });
});
