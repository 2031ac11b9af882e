import { describe, expect, it } from '@jest/globals';
import { firstTelling } from './first-telling.js';

describe('firstTelling', () => {
  it('keeps the preferred one where it says about as much as the others', () => {
    expect(
      firstTelling([
        ['MOB-05', 8],
        ['MOB-04', 9],
        ['DAT-01', 9],
      ]),
    ).toBe('MOB-05');
  });

  it('passes over one that has no values yet, or for few areas only', () => {
    expect(
      firstTelling([
        ['MOB-05', 0],
        ['MOB-04', 9],
      ]),
    ).toBe('MOB-04');
    expect(
      firstTelling([
        ['MOB-05', 1],
        ['MOB-04', 9],
      ]),
    ).toBe('MOB-04');
  });

  it('is none while nothing has values', () => {
    expect(
      firstTelling([
        ['MOB-05', 0],
        ['MOB-04', 0],
      ]),
    ).toBeNull();
    expect(firstTelling([])).toBeNull();
  });
});
