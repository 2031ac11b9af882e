import { describe, expect, it } from '@jest/globals';
import { array, assert, integer, property } from 'fast-check';
import type { KpiDefinition } from '@app/kpi';
import type { Indicator } from '@app/registry';
import type { OpenRow } from './columns.js';
import { countsOfKpi, SMALL_COUNT, suppressed } from './suppression.js';

const SEED = 1338;
const parentOf = (area: string): string | null => (area === '74' ? null : '74');

const row = (area: string, num: number | null, given: OpenRow = {}): OpenRow => ({
  kpi: 'SAF-01',
  area,
  reportingSet: 'plan-2020',
  period: 'year',
  from: '2025-01-01T00:00:00+07:00',
  num,
  den: 100_000,
  value: num,
  flag: null,
  reason: null,
  ...given,
});
const numbers = (rows: readonly OpenRow[]): unknown[] => rows.map(({ area, num, flag }) => [area, num, flag]);

describe('small counts', () => {
  it.each([`series["se.cases"] / 2.0`, `series['se.cases'] / 2.0`])('are known in the formula %s', (expression) => {
    const definition = { id: 'OWN-01', expression, members: [] } as unknown as KpiDefinition;
    const series = [{ id: 'se.cases', unit: 'cases' } as Indicator];

    expect(countsOfKpi(definition, series)).toEqual(['num', 'den']);
  });

  it('are hidden with the value that gives them away; zero and five are not', () => {
    const rows = suppressed(
      [row('718', 4), row('719', 5), row('720', 0), row('721', null)],
      ['num'],
      parentOf,
    );

    expect(rows[0]).toMatchObject({ num: null, value: null, den: 100_000, flag: 'suppressed' });
    expect(rows.slice(1).map(({ num, flag }) => [num, flag])).toEqual([
      [5, null],
      [0, null],
      [null, null],
    ]);
  });

  it('are not worked out of the total: the smallest other part is hidden too', () => {
    expect(
      numbers(suppressed([row('74', 60), row('718', 3), row('719', 17), row('720', 40)], ['num'], parentOf)),
    ).toEqual([
      ['74', 60, null],
      ['718', null, 'suppressed'],
      ['719', null, 'suppressed'],
      ['720', 40, null],
    ]);
  });

  it('of another period or KPI hide nothing here, and a rate taken over from a publication is no count', () => {
    const other = row('718', 3, { from: '2024-01-01T00:00:00+07:00' });
    const rate = row('720', 1.2, { reason: 'as_published' });

    expect(
      numbers(suppressed([row('74', 60), row('718', 43), row('719', 17), other, rate], ['num'], parentOf)),
    ).toEqual([
      ['74', 60, null],
      ['718', 43, null],
      ['719', 17, null],
      ['718', null, 'suppressed'],
      ['720', 1.2, null],
    ]);
  });

  it(`can't be worked out from what is left, whatever the counts (seed ${SEED})`, () => {
    assert(
      property(array(integer({ min: 0, max: 12 }), { minLength: 2, maxLength: 9 }), (counts) => {
        const total = counts.reduce((a, b) => a + b, 0);
        const given = [row('74', total), ...counts.map((count, i) => row(String(718 + i), count))];
        const [whole, ...parts] = suppressed(given, ['num'], parentOf);

        for (const [i, { num }] of parts.entries())
          expect(num === null || counts[i] === 0 || Number(counts[i]) >= SMALL_COUNT).toBe(true);
        if (whole?.['num'] !== null) expect(parts.filter(({ num }) => num === null)).not.toHaveLength(1);
      }),
      { seed: SEED },
    );
  });

  it('stay where a dataset counts nobody', () => {
    expect(numbers(suppressed([row('718', 3)], [], parentOf))).toEqual([['718', 3, null]]);
  });
});
