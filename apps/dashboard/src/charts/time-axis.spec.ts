import { describe, expect, it } from '@jest/globals';
import { tickText, ticksOf } from './time-axis.js';

const at = (text: string): number => Date.parse(`${text}+07:00`);

describe('a time axis', () => {
  it('names periods as people do', () => {
    expect(tickText(at('2026-10-01T00:00'), 'month', 'vi')).toBe('10/2026');
    expect(tickText(at('2026-10-01T00:00'), 'quarter', 'vi')).toBe('Q4/2026');
    expect(tickText(at('2026-01-01T00:00'), 'year', 'vi')).toBe('2026');
    expect(tickText(at('2026-11-23T17:05'), '5min', 'vi')).toBe('17:05');
    expect(tickText(at('2026-11-23T00:00'), 'hour', 'vi')).toBe('23/11');
  });

  it('names at most as many as fit, the newest among them', () => {
    const months = Array.from({ length: 24 }, (_, i) => i);

    expect(ticksOf(months, 'month', 8)).toEqual([2, 5, 8, 11, 14, 17, 20, 23]);
    expect(ticksOf([], 'month', 8)).toEqual([]);
  });

  it('names round local times of a day', () => {
    const ticks = ticksOf([at('2026-11-23T05:20'), at('2026-11-23T10:20')], '5min', 6);

    expect(ticks.map((tick) => tickText(tick, '5min', 'vi'))).toEqual([
      '06:00',
      '07:00',
      '08:00',
      '09:00',
      '10:00',
    ]);
  });
});
