import { describe, expect, it } from '@jest/globals';
import type { KpiItem } from '@app/contracts';
import { assess, type EvidenceValue, yearOfMonths } from './assess.js';

const evidence = (
  relation: EvidenceValue['relation'],
  value: number | null,
  isFinal = true,
): EvidenceValue => ({
  relation,
  value,
  isFinal,
});
/** U4SSC EC:I:T:5A: a Travel Time Index of up to 1.5 is good. */
const GOOD = { comparator: 'le', lo: null, hi: 1.5 } as const;

describe('assess', () => {
  it.each([
    [[evidence('exact', 1.5)], 'pass', null],
    [[evidence('exact', 1.51)], 'not_pass', null],
    [[evidence('exact', null)], 'not_enough_evidence', 'no_data'],
    [[evidence('exact', 1.2, false)], 'not_enough_evidence', 'not_final'],
    [[evidence('proxy', 1.2)], 'not_enough_evidence', 'only_proxy'],
    [[], 'not_enough_evidence', 'nothing_mapped'],
    [[evidence('component', 1), evidence('component', 1)], 'not_enough_evidence', 'no_single_value'],
  ] as const)('%j against ≤ 1.5: %s %s', (given, verdict, reason) => {
    expect(assess(GOOD, given)).toEqual({ verdict, reason });
  });

  it('asks for every component where the indicator is to be reported', () => {
    expect(assess(null, [evidence('component', 20), evidence('component', 40)]).verdict).toBe('pass');
    expect(assess(null, [evidence('component', 20), evidence('component', null)])).toEqual({
      verdict: 'not_enough_evidence',
      reason: 'no_data',
    });
  });

  it('lets the exact measure decide whatever a proxy says', () => {
    expect(assess(GOOD, [evidence('proxy', 9), evidence('exact', 1.1)]).verdict).toBe('pass');
  });

  it.each([
    ['ge', { lo: 95, hi: null }, 95, 'pass'],
    ['gt', { lo: 95, hi: null }, 95, 'not_pass'],
    ['lt', { lo: null, hi: 2 }, 2, 'not_pass'],
    ['between', { lo: 7, hi: 7.5 }, 7.5, 'pass'],
    ['between', { lo: 7, hi: 7.5 }, 7.6, 'not_pass'],
  ] as const)('%s %j: %d is %s', (comparator, bounds, value, verdict) => {
    expect(assess({ comparator, ...bounds }, [evidence('exact', value)]).verdict).toBe(verdict);
  });
});

describe('yearOfMonths', () => {
  const month = (num: number, den: number, value: number | null = (num / den) * 100): KpiItem =>
    ({ num, den, value, finality: 'final' }) as unknown as KpiItem;

  it('divides once, and is no mean of months', () => {
    const months = [...Array.from({ length: 11 }, () => month(1, 10)), month(90, 100)];
    // (11 · 1 + 90)/(11 · 10 + 100) = 101/210 = 48.095 %; the mean of the months would be 16.67 %.
    expect(yearOfMonths(months, 'ratio')).toMatchObject({ isFinal: true });
    expect(yearOfMonths(months, 'ratio').value).toBeCloseTo(48.095, 3);
    expect(yearOfMonths(months, 'sum').value).toBe(101);
  });

  it('is no year with eight months, nor of what has no sums', () => {
    const months = Array.from({ length: 12 }, (_, i) => month(1, 10, i < 8 ? 10 : null));
    expect(yearOfMonths(months, 'ratio').value).toBeNull();
    expect(yearOfMonths(months.slice(0, 8), 'ratio')).toEqual({ value: null, isFinal: false });
    expect(
      yearOfMonths(
        Array.from({ length: 12 }, () => month(1, 10)),
        'max-with-place',
      ).value,
    ).toBeNull();
  });
});
