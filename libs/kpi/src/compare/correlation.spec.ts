import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { correlate, pearson, ranks } from './correlation.js';

/** Anscombe's first set (1973): r = 0.81642, published. */
const ANSCOMBE_X = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
const ANSCOMBE_Y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];

describe('correlate', () => {
  it("gives Anscombe's published r with Fisher's interval", () => {
    const found = correlate(ANSCOMBE_X, ANSCOMBE_Y);

    expect(found.n).toBe(11);
    expect(found.pearson?.value).toBeCloseTo(0.81642, 5);
    // z = atanh 0.81642 = 1.14602; 1.95996/√8 = 0.69295; tanh 0.45307 = 0.42439, tanh 1.83897 = 0.95070.
    expect(found.pearson?.lo).toBeCloseTo(0.4244, 3);
    expect(found.pearson?.hi).toBeCloseTo(0.9507, 3);
  });

  it("gives Spearman's coefficient by hand", () => {
    // Ranks of y for x = 1…8: 2 1 4 3 6 5 8 7; Σd² = 8, ρ = 1 − 6·8/(8·63) = 0.904762.
    const found = correlate([1, 2, 3, 4, 5, 6, 7, 8], [20, 10, 40, 30, 60, 50, 80, 70]);

    expect(found.spearman?.value).toBeCloseTo(0.904762, 6);
  });

  it('refuses seven pairs and takes eight', () => {
    const seven = [1, 2, 3, 4, 5, 6, 7];

    expect(correlate([...seven, null], [...seven, 8])).toMatchObject({ n: 7, refused: 'fewer than 8 pairs' });
    expect(correlate([...seven, 8], [...seven, 9]).refused).toBeNull();
  });

  it('refuses a series that does not vary, whatever its rounding', () => {
    const found = correlate(Array<number>(9).fill(0.1 + 0.2), ANSCOMBE_Y.slice(0, 9));

    expect(found).toMatchObject({ n: 9, pearson: null, refused: 'a series does not vary' });
  });

  it('pairs with what comes `lag` periods later', () => {
    const b = [9, 4, 7, 1, 8, 2, 6, 3, 5, 0];
    const a = b.slice(2);

    expect(correlate(a, b, 2)).toMatchObject({ n: 8, pearson: { value: 1, lo: 1, hi: 1 } });
    expect(correlate(b, a, -2)).toMatchObject({ n: 8, pearson: { value: 1 } });
  });

  it('does not depend on order, and lies within its interval, within ±1', () => {
    const values = fc.array(
      fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 0, max: 50 })),
      {
        minLength: 8,
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(values, (pairs) => {
        const [xs, ys] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
        const found = correlate(xs, ys);
        const back = correlate(xs.toReversed(), ys.toReversed());
        if (found.refused !== null) return expect(back.refused).toBe(found.refused);
        for (const kind of ['pearson', 'spearman'] as const) {
          const one = found[kind];
          expect(back[kind]?.value).toBeCloseTo(one.value, 9);
          expect(one.lo).toBeGreaterThanOrEqual(-1);
          expect(one.lo).toBeLessThanOrEqual(one.value);
          expect(one.hi).toBeGreaterThanOrEqual(one.value);
          expect(one.hi).toBeLessThanOrEqual(1);
        }
      }),
      { seed: 1338 },
    );
  });
});

describe('pearson', () => {
  it('is exact for large values with small changes', () => {
    const xs = [1, 2, 3, 4].map((x) => 1e9 + x);

    expect(pearson(xs, [2, 4, 6, 8])).toBe(1);
  });
});

describe('ranks', () => {
  it('shares the mean rank among equal values', () => {
    expect(ranks([10, 20, 20, 5])).toEqual([2, 3.5, 3.5, 1]);
  });
});
