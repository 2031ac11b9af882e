import { describe, expect, it } from '@jest/globals';
import { worstState } from './freshness.js';

describe('state of a station', () => {
  it('is the worst of its devices', () => {
    expect(worstState(['live', 'silent', 'late'])).toBe('silent');
    expect(worstState(['live', 'live'])).toBe('live');
  });

  it('is unknown without a device', () => {
    expect(worstState([])).toBeNull();
  });
});
