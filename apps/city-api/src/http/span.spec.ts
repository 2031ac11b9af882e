import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { Problem } from './problem.js';
import { instantMs, spanOf, spanQuery } from './span.js';

const schema = z.strictObject(spanQuery);
const fallback = { from: Date.UTC(2026, 10, 22), to: Date.UTC(2026, 10, 23) };

describe('a span', () => {
  it.each([
    ['2026-11-23', Date.UTC(2026, 10, 22, 17)],
    ['2026-11-23T07:05:00+07:00', Date.UTC(2026, 10, 23, 0, 5)],
    ['2026-11-23T00:05:00Z', Date.UTC(2026, 10, 23, 0, 5)],
    ['2026-11-23T00:05:00.250Z', Date.UTC(2026, 10, 23, 0, 5, 0, 250)],
    ['2026-11-23T07:05+07:00', Date.UTC(2026, 10, 23, 0, 5)],
  ])('reads %s', (text, ms) => {
    expect(instantMs(schema.parse({ from: text }).from ?? '')).toBe(ms);
  });

  it.each(['2026-11-23T07:05:00', '23.11.2026', 'yesterday', '2026-11', '1763856000000', ''])(
    'does not take %s, whose moment is not certain',
    (text) => {
      expect(schema.safeParse({ from: text }).success).toBe(false);
    },
  );

  it.each(['2026-13-01', '2026-02-30', '2026-11-23T25:00:00Z'])('refuses %s, which never is', (text) => {
    expect(() => instantMs(text)).toThrow(Problem);
  });

  it('is filled in from the default, its length kept when only the end is given', () => {
    expect(spanOf({}, fallback)).toEqual(fallback);
    expect(spanOf({ to: '2026-11-21T00:00:00Z' }, fallback)).toEqual({
      from: Date.UTC(2026, 10, 20),
      to: Date.UTC(2026, 10, 21),
    });
  });

  it('is refused when it is empty, as its end is excluded', () => {
    expect(() => spanOf({ from: '2026-11-23', to: '2026-11-23' }, fallback)).toThrow('before to');
  });
});
