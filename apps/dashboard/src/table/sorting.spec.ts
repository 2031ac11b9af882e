import { describe, expect, it } from '@jest/globals';
import { compareCells, nextSorting } from './sorting.js';

describe('sorting of a table', () => {
  it('puts what is missing last, up and down', () => {
    const sorted = (down: boolean) => [2, null, 10, 1].sort((a, b) => compareCells(a, b, down, 'vi'));

    expect(sorted(false)).toEqual([1, 2, 10, null]);
    expect(sorted(true)).toEqual([10, 2, 1, null]);
  });

  it('orders Vietnamese texts, numbers in them by size', () => {
    const texts = ['Dĩ An 10', 'Dĩ An 2', 'Bến Cát', 'Đường'];

    expect(texts.sort((a, b) => compareCells(a, b, false, 'vi'))).toEqual([
      'Bến Cát',
      'Dĩ An 2',
      'Dĩ An 10',
      'Đường',
    ]);
  });

  it('goes up, down and back to the given order', () => {
    const up = nextSorting(null, 'a');
    const down = nextSorting(up, 'a');

    expect([up, down, nextSorting(down, 'a')]).toEqual([
      { column: 'a', down: false },
      { column: 'a', down: true },
      null,
    ]);
    expect(nextSorting(down, 'b')).toEqual({ column: 'b', down: false });
  });
});
