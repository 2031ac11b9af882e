import { describe, expect, it } from '@jest/globals';
import { joined } from './joined.js';

const point = (t: number, value: number | null) => ({ t, value, completeness: 1, partial: false });

it('joins series by equal time and leaves out what one of them has not', () => {
  const { times, rows } = joined([
    { points: [point(1, 10), point(3, null)] },
    { points: [point(2, 20), point(3, 30)] },
  ]);

  expect(times).toEqual([1, 2, 3]);
  expect(rows.map((row) => row.map((one) => (one === null ? 'none' : one.value)))).toEqual([
    [10, 'none', null],
    ['none', 20, 30],
  ]);
});

describe('without series', () => {
  it('has no times', () => {
    expect(joined([])).toEqual({ times: [], rows: [] });
  });
});
