import { describe, expect, it } from '@jest/globals';
import { parseInstant } from '@app/kpi';
import { endsIn, finishedSpans, isFinished, periodsIn, spanNamed } from './spans.js';

const at = (text: string): number => parseInstant(text) ?? NaN;

describe('months and years of open files', () => {
  it.each([
    ['2026-11', '2026-11-01', '2026-12-01'],
    ['2026-12', '2026-12-01', '2027-01-01'],
    ['2024', '2024-01-01', '2025-01-01'],
  ])('%s is of local time', (name, from, to) => {
    expect(spanNamed(name)).toMatchObject({ name, from: at(from), to: at(to) });
  });

  it.each(['2026-13', '2026-00', '26-01', '2026-1', '', '2026-11-01'])('%p is neither', (name) => {
    expect(spanNamed(name)).toBeNull();
  });

  it('are finished when their last value is final: ten minutes after their end', () => {
    const span = spanNamed('2026-11');

    expect(span && isFinished(span, at('2026-12-01T00:09:59+07:00'))).toBe(false);
    expect(span && isFinished(span, at('2026-12-01T00:10:00+07:00'))).toBe(true);
    const names = finishedSpans('month', at('2026-09-30T23:00:00+07:00'), at('2026-12-01T00:05:00+07:00'));
    expect(names.map(({ name }) => name)).toEqual(['2026-10', '2026-09']);
  });

  it('hold every value once: where its period ends', () => {
    const [november, december] = ['2026-11', '2026-12'].map((name) => spanNamed(name)!);
    const holds = (period: 'day' | 'week' | 'quarter', from: string): boolean[] =>
      [november!, december!].map((span) => endsIn(span, period, at(from)));

    expect(holds('day', '2026-11-30')).toEqual([true, false]);
    expect(holds('week', '2026-11-30')).toEqual([false, true]);
    expect(holds('quarter', '2026-10-01')).toEqual([false, true]);
    expect(periodsIn('month', ['5min', 'hour', 'day', 'week', 'month', 'year'])).toEqual([
      'day',
      'week',
      'month',
    ]);
    expect(periodsIn('month', ['5min', '15min', 'hour'])).toEqual(['hour']);
    expect(periodsIn('year', ['day', 'year'])).toEqual(['year']);
  });
});
