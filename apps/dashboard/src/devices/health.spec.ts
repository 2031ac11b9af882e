import { describe, expect, it } from '@jest/globals';
import { healthOf } from './health.js';

describe('healthOf', () => {
  it('adds to a live device that its value stands still or that it comes and goes', () => {
    expect(healthOf({ state: 'live', health: 'frozen' })).toBe('frozen');
    expect(healthOf({ state: 'live', health: 'flapping' })).toBe('flapping');
  });

  it('follows the feed where the list is older', () => {
    expect(healthOf({ state: 'live', health: 'silent' })).toBe('live');
    expect(healthOf({ state: 'silent', health: 'frozen' })).toBe('silent');
  });
});
