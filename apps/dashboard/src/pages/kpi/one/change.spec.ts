import { describe, expect, it } from '@jest/globals';
import { changeOf, changeText } from './change.js';

describe('change against a year earlier', () => {
  it('is in percent of the earlier value', () => {
    expect(changeOf(1.57, 1.51, '1')).toBeCloseTo(3.97, 2);
    expect(changeText(3.97, '1', 'vi')).toBe('+4,0\u00A0%');
  });

  it('of a percentage is in percentage points', () => {
    expect(changeOf(95, 97.5, '%')).toBe(-2.5);
    expect(changeText(-2.5, '%', 'vi')).toBe('−2,5\u00A0điểm %');
  });

  it('is not told from nothing or zero', () => {
    expect(changeOf(1, null, '1')).toBeNull();
    expect(changeOf(1, 0, '1')).toBeNull();
  });
});
