import { describe, expect, it } from '@jest/globals';
import { parseInstant } from '../time/civil.js';
import { aggregateUp, commonPeriod, indexed, makesUp, yearBefore, yearOnYear } from './views.js';

const at = (date: string): number => parseInstant(date) ?? NaN;
const points = (rows: Record<string, number | null>): Map<number, number | null> =>
  new Map(Object.entries(rows).map(([date, value]) => [at(date), value]));

describe('one axis', () => {
  it('is the finest period that all have', () => {
    expect(
      commonPeriod([
        ['hour', 'day', 'month', 'year'],
        ['month', 'quarter', 'year'],
        ['quarter', 'year'],
      ]),
    ).toBe('year');
    expect(commonPeriod([['day'], ['month', 'year']])).toBeNull();
  });

  it('goes upwards only', () => {
    expect(makesUp('month', 'year')).toBe(true);
    expect(makesUp('year', 'month')).toBe(false);
    expect(makesUp('week', 'month')).toBe(false);
  });

  it('adds months up to a quarter when all three are there, and to nothing otherwise', () => {
    const months = points({ '2024-01-01': 10, '2024-02-01': 20, '2024-03-01': 60, '2024-04-01': 5 });

    expect(aggregateUp(months, 'month', 'quarter', at('2024-01-01'), 'sum')).toBe(90);
    expect(aggregateUp(months, 'month', 'quarter', at('2024-01-01'), 'mean')).toBe(30);
    expect(aggregateUp(months, 'month', 'quarter', at('2024-01-01'), 'last')).toBe(60);
    expect(aggregateUp(months, 'month', 'quarter', at('2024-04-01'), 'sum')).toBeNull();
  });
});

describe('views', () => {
  it('index a series to its base period', () => {
    expect(indexed([50, 75, null], 50)).toEqual([100, 150, null]);
    expect(indexed([50, 75], null)).toEqual([null, null]);
    expect(indexed([50, 75], 0)).toEqual([null, null]);
  });

  it('compare with the same period of the year before', () => {
    const months = points({ '2023-03-01': 200, '2024-03-01': 230 });

    expect(yearOnYear(months, 'month', at('2024-03-01'), false)).toBeCloseTo(15, 9);
    expect(yearOnYear(months, 'month', at('2024-03-01'), true)).toBe(30);
    expect(yearOnYear(months, 'month', at('2023-03-01'), false)).toBeNull();
  });

  it('know no year before 29 February', () => {
    expect(yearBefore('day', at('2024-02-29'))).toBeNull();
    expect(yearBefore('day', at('2024-03-01'))).toBe(at('2023-03-01'));
    expect(yearBefore('week', at('2024-03-04'))).toBe(at('2023-03-06'));
  });
});
