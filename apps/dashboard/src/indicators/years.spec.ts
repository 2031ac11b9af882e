import { describe, expect, it } from '@jest/globals';
import type { Indicator, IndicatorValue } from '../api/types.js';
import { heightOf, yearsOf } from './years.js';

function value(year: number, over: Partial<IndicatorValue>): IndicatorValue {
  return {
    ...({
      area: '74',
      period: 'year',
      value: null,
      lo: null,
      hi: null,
      status: 'reference',
    } as IndicatorValue),
    from: `${year}-01-01`,
    revision: 1,
    ...over,
  };
}

describe('years of a series', () => {
  it('leaves a year without data empty', () => {
    const series = { values: [value(2019, { value: 1 }), value(2021, { value: 3 })] } as unknown as Indicator;

    const slots = yearsOf(series, '74', 2019, 2021);

    expect(slots.map((slot) => slot.observed?.value ?? null)).toEqual([1, null, 3]);
  });

  it('shows the latest revision, and a plan apart from what was observed', () => {
    const series = {
      values: [
        value(2023, { value: 5.97 }),
        value(2023, { value: 5, revision: 2 }),
        value(2025, { lo: 10, hi: 10.5, status: 'plan' }),
      ],
    } as unknown as Indicator;

    const [first, , last] = yearsOf(series, '74', 2023, 2025);

    expect(first?.observed?.value).toBe(5);
    expect(last?.observed).toBeNull();
    expect(last?.planned?.hi).toBe(10.5);
  });

  it('draws a range to its middle and "more than" to its end', () => {
    expect(heightOf(value(2020, { lo: 150, hi: 158 }))).toBe(154);
    expect(heightOf(value(2022, { lo: 3000 }))).toBe(3000);
    expect(heightOf(value(2022, {}))).toBeNull();
  });
});
