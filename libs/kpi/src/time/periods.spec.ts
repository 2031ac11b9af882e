import { describe, expect, it } from '@jest/globals';
import { PERIODS } from '@app/contracts';
import * as fc from 'fast-check';
import { formatLocal, localMidnight, parseInstant, weekday } from './civil.js';
import { childrenOf, periodContains, periodEnd, periodsBetween, periodStart } from './periods.js';

const at = (text: string): number => parseInstant(text) ?? NaN;

describe('parseInstant', () => {
  it.each([
    ['2026-11-23T07:05:00+07:00', Date.UTC(2026, 10, 23, 0, 5)],
    ['2026-11-23T00:05:00Z', Date.UTC(2026, 10, 23, 0, 5)],
    ['2026-11-23T00:05:00.250Z', Date.UTC(2026, 10, 23, 0, 5, 0, 250)],
    ['2024-02-29', Date.UTC(2024, 1, 28, 17)],
  ])('reads %s', (text, expected) => {
    expect(parseInstant(text)).toBe(expected);
  });

  it.each(['2026-02-29', '2026-13-01', '2026-11-23T07:05:00', 'yesterday', '2026-11-23T25:00:00Z'])(
    'refuses %s',
    (text) => {
      expect(parseInstant(text)).toBeNull();
    },
  );

  it('reads back what formatLocal writes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_000_000_000_000 }),
        (ms) => parseInstant(formatLocal(ms)) === ms,
      ),
      { seed: 1338 },
    );
  });
});

describe('periods in local time', () => {
  it.each([
    ['5min', '2026-11-23T07:04:59+07:00', '2026-11-23T07:00:00+07:00', '2026-11-23T07:05:00+07:00'],
    ['15min', '2026-11-23T07:29:00+07:00', '2026-11-23T07:15:00+07:00', '2026-11-23T07:30:00+07:00'],
    ['hour', '2026-11-23T00:30:00+07:00', '2026-11-23T00:00:00+07:00', '2026-11-23T01:00:00+07:00'],
    ['day', '2026-11-22T17:30:00Z', '2026-11-23', '2026-11-24'],
    ['week', '2026-11-29T23:59:59+07:00', '2026-11-23', '2026-11-30'],
    ['month', '2026-12-31T23:59:59+07:00', '2026-12-01', '2027-01-01'],
    ['quarter', '2026-11-23', '2026-10-01', '2027-01-01'],
    ['year', '2026-11-23', '2026-01-01', '2027-01-01'],
  ] as const)('%s of %s', (period, moment, start, end) => {
    expect(periodStart(period, at(moment))).toBe(at(start));
    expect(periodEnd(period, at(moment))).toBe(at(end));
  });

  it('starts weeks on Monday', () => {
    expect(weekday(localMidnight(2026, 11, 23))).toBe(1);
    expect(weekday(localMidnight(2026, 11, 29))).toBe(7);
  });

  it('covers time without gap or overlap', () => {
    const moment = fc.integer({ min: 1_500_000_000_000, max: 2_000_000_000_000 });
    fc.assert(
      fc.property(moment, fc.constantFrom(...PERIODS), (ms, period) => {
        const start = periodStart(period, ms);
        const end = periodEnd(period, ms);
        expect(periodContains(period, start, ms)).toBe(true);
        expect(periodStart(period, end)).toBe(end);
        expect(periodStart(period, end - 1)).toBe(start);
      }),
      { seed: 1338 },
    );
  });

  it('of a span that has no end are made up to one more than is wanted', () => {
    expect(periodsBetween('5min', 0, 8.64e15, 400)).toHaveLength(401);
    expect(periodsBetween('day', at('2026-11-23'), at('2026-11-25'), 2)).toHaveLength(2);
  });

  it('makes a day of 24 hours, November of 30 days and a year of 12 months', () => {
    expect(childrenOf('day', at('2026-11-23'))).toHaveLength(24);
    expect(childrenOf('month', at('2026-11-01'))).toHaveLength(30);
    expect(childrenOf('year', at('2026-01-01'))).toHaveLength(12);
    expect(periodsBetween('day', at('2026-11-23T01:00:00+07:00'), at('2026-11-25'))).toEqual([
      at('2026-11-24'),
    ]);
  });
});
