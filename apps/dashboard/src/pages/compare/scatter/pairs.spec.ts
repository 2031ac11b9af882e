import { describe, expect, it } from '@jest/globals';
import { niceTicks, pairsOf } from './pairs.js';

const points = (values: readonly (number | null)[]) =>
  values.map((value) => ({
    value,
    given: value,
    lo: null,
    hi: null,
    quality: 'ok',
    finality: null,
    completeness: 1,
    revision: null,
  }));

describe('pairs of two lines', () => {
  it('are the periods in which both have a value', () => {
    expect(pairsOf(points([1, null, 3]), points([10, 20, 30]), 0).map(({ x, y }) => [x, y])).toEqual([
      [1, 10],
      [3, 30],
    ]);
  });

  it('take the second as many periods later as the lag says', () => {
    expect(pairsOf(points([1, 2, 3]), points([10, 20, 30]), 1).map(({ x, y }) => [x, y])).toEqual([
      [1, 20],
      [2, 30],
    ]);
  });
});

it('spans values with round numbers', () => {
  expect(niceTicks([146.9, 181.3])).toEqual([140, 150, 160, 170, 180, 190]);
  expect(niceTicks([])).toEqual([0, 1]);
});
