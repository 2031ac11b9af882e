import { describe, expect, it } from '@jest/globals';
import { yearEarlier } from './periods.js';

describe('the same period a year earlier', () => {
  it('has the same name in the year before', () => {
    expect(yearEarlier('2026-10-01T00:00:00+07:00', 'month')).toBe('2025-10-01T00:00:00+07:00');
    expect(yearEarlier('2026-11-30T07:00:00+07:00', 'hour')).toBe('2025-11-30T07:00:00+07:00');
  });

  it('is 52 weeks before, on a Monday too', () => {
    expect(yearEarlier('2026-11-23T00:00:00+07:00', 'week')).toBe('2025-11-24T00:00:00+07:00');
  });

  it('does not exist for 29 February', () => {
    expect(yearEarlier('2028-02-29T00:00:00+07:00', 'day')).toBeNull();
  });
});
