import { describe, expect, it } from '@jest/globals';
import { stateAt, worstState } from './freshness.js';

const NOW = Date.parse('2026-11-23T07:00:00Z');
const seen = (secondsAgo: number): { lastSeen: string; cadence: number } => ({
  lastSeen: new Date(NOW - secondsAgo * 1000).toISOString(),
  cadence: 60,
});

describe('freshness of a device', () => {
  it('is live up to one and a half intervals, late up to three, then silent', () => {
    expect(stateAt(seen(90), NOW)).toBe('live');
    expect(stateAt(seen(91), NOW)).toBe('late');
    expect(stateAt(seen(180), NOW)).toBe('late');
    expect(stateAt(seen(181), NOW)).toBe('silent');
  });

  it('is never for a device that has sent nothing', () => {
    expect(stateAt({ lastSeen: null, cadence: 60 }, NOW)).toBe('never');
  });

  it('is the worst of a station whose devices differ', () => {
    expect(worstState(['live', 'silent', 'late'])).toBe('silent');
    expect(worstState([])).toBeNull();
  });
});
