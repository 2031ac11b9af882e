import { describe, expect, it } from '@jest/globals';
import { dateVi, numberVi } from './words.js';

describe('Vietnamese figures', () => {
  it.each([
    [1234567.891, 2, '1.234.567,89'],
    [999, 0, '999'],
    [1000, 0, '1.000'],
    [-12.5, 1, '−12,5'],
    [-0.001, 2, '0,00'],
    [0.1234567, 6, '0,123457'],
    [1234.5678, 3, '1.234,568'],
  ])('%d with %d decimals is %s', (value, decimals, text) => {
    expect(numberVi(value, decimals)).toBe(text);
  });

  it.each([
    ['2025-11-30T00:00:00+07:00', '30/11/2025'],
    ['2025-02-05', '05/02/2025'],
    ['2020-05-22', '22/5/2020'],
  ])('%s is %s', (given, text) => {
    expect(dateVi(given)).toBe(text);
  });
});
