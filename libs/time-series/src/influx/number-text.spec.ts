import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { NUMBER_BYTES, writeNumber } from './number-text.js';

const SEED = 1338;

function textOf(value: number): string {
  const bytes = new Uint8Array(64);
  const end = writeNumber(bytes, 3, value);
  return Buffer.from(bytes.subarray(3, end)).toString('ascii');
}

describe('writeNumber', () => {
  it.each([
    [0, '0'],
    [-0, '-0'],
    [7, '7'],
    [-120, '-120'],
    [10_000_000, '10000000'],
    [1_790_000_000_001, '1790000000001'],
    [27.4, '27.4'],
    [0.0001, '0.0001'],
    [-3.0506, '-3.0506'],
    [1e21, '1e+21'],
    [5e-324, '5e-324'],
    [0.1 + 0.2, '0.30000000000000004'],
  ])('writes %p as %s', (value, text) => {
    expect(textOf(value)).toBe(text);
  });

  it('writes what reads back as the same number, in the room reserved', () => {
    const decimals = fc
      .tuple(fc.integer(), fc.integer({ min: 0, max: 6 }))
      .map(([n, places]) => n / 10 ** places);
    const numbers = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.maxSafeInteger(),
      decimals,
    );
    fc.assert(
      fc.property(numbers, (value) => {
        const text = textOf(value);
        expect(Number(text)).toBe(value);
        expect(text.length).toBeLessThanOrEqual(NUMBER_BYTES);
        expect(text).toMatch(/^-?\d+(\.\d+)?(e[+-]\d+)?$/);
      }),
      { seed: SEED, numRuns: 5000, verbose: true },
    );
  });
});
