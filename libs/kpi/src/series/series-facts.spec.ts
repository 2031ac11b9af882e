import { describe, expect, it } from '@jest/globals';
import { parseInstant } from '../time/civil.js';
import { type PublishedValue, SeriesIndex } from './series-facts.js';

const at = (text: string): number => parseInstant(text) ?? NaN;
const row = (some: Partial<PublishedValue>): PublishedValue => ({
  indicator: 'se.pop',
  set: 'plan-2020',
  area: '74',
  period: 'year',
  from: '2024-01-01',
  value: 2_870_000,
  status: 'reference',
  revision: 1,
  ...some,
});

describe('SeriesIndex', () => {
  it('gives the newest revision of a value', () => {
    const facts = new SeriesIndex([row({ revision: 2, value: 5 }), row({ revision: 1, value: 4 })]);
    expect(facts.fact('se.pop', 'plan-2020', '74', 'year', at('2024-01-01'))).toEqual({
      value: 5,
      status: 'reference',
      revision: 2,
    });
  });

  it('joins on equal series, set, area and period alone', () => {
    const facts = new SeriesIndex([row({})]);
    const value = (set: string, area: string, period: 'year' | 'month', from: string): number | null =>
      facts.value('se.pop', set, area, period, at(from));
    expect(value('plan-2020', '74', 'year', '2024-01-01')).toBe(2_870_000);
    expect(value('units-2025', '74', 'year', '2024-01-01')).toBeNull();
    expect(value('plan-2020', '718', 'year', '2024-01-01')).toBeNull();
    expect(value('plan-2020', '74', 'month', '2024-01-01')).toBeNull();
    expect(value('plan-2020', '74', 'year', '2025-01-01')).toBeNull();
  });

  it('takes neither a plan nor a range for a value, though they be newer', () => {
    const facts = new SeriesIndex([
      row({}),
      row({ revision: 2, status: 'plan', value: 4_040_000 }),
      row({ revision: 3, value: null }),
    ]);
    expect(facts.value('se.pop', 'plan-2020', '74', 'year', at('2024-01-01'))).toBe(2_870_000);
  });
});
