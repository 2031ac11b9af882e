import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { slot } from '../../test/fixtures.js';
import { episodesOf } from './episodes.js';
import type { Durations, Episode, Sample, Verdict } from './sample.js';

const LETTERS: Readonly<Record<string, Verdict>> = {
  B: 'breach',
  b: 'between',
  c: 'clear',
  '-': 'missing',
  x: 'gone',
};
const MINUTES = 60_000;

/** One sample a letter, from slot 0 on; a space is a hole. */
const samplesOf = (text: string): Sample[] =>
  text.split('').flatMap((letter, i) => {
    const verdict = LETTERS[letter];
    const value = verdict === 'missing' || verdict === 'gone' ? null : i;
    return verdict === undefined ? [] : [{ from: slot(i), to: slot(i + 1), verdict, value, limit: 0 }];
  });

/** Episodes as the slots in which they begin and end. */
const spans = (
  text: string,
  [forM, clearM]: readonly [number, number],
  from = slot(0),
  open: Episode | null = null,
): (readonly [number, number | null])[] =>
  episodesOf(samplesOf(text), from, open, { forMs: forM * MINUTES, clearMs: clearM * MINUTES }).map(
    ({ openedAt, endedAt }) => [slotOf(openedAt), endedAt === null ? null : slotOf(endedAt)],
  );
const slotOf = (at: number): number => (at - slot(0)) / (slot(1) - slot(0));

describe('episodesOf', () => {
  it.each([
    ['opens when the condition has held for its duration', 'ccBBBB', [15, 0], [[5, null]]],
    ['opens at once without one', 'cB', [0, 0], [[2, null]]],
    ['does not open when the condition is interrupted', 'BBcBBcBB', [15, 0], []],
    ['ends when it has been clear for its duration', 'Bcccc', [0, 15], [[1, 4]]],
    ['goes on while it is not clear for so long', 'BccBcccB', [0, 20], [[1, null]]],
    ['goes on between the limit and where it clears', 'Bbbbbc', [0, 0], [[1, 6]]],
    ['does not begin there', 'bbbb', [0, 0], []],
    ['stays open through what is missing', 'B----', [0, 0], [[1, null]]],
    ['does not count what is missing as held', 'B-BB', [15, 0], []],
    ['does not count a hole as held', 'BB BB', [20, 0], []],
    ['ends when its object goes out of service', 'BBxx', [0, 60], [[1, 2]]],
    [
      'opens anew after it has ended',
      'BcBc',
      [0, 0],
      [
        [1, 2],
        [3, 4],
      ],
    ],
  ] as const)('%s', (_, text, durations, expected) => {
    expect(spans(text, durations)).toEqual(expected);
  });

  it('takes what held before into account, and opens nothing there', () => {
    expect(spans('BBBBBB', [15, 0], slot(5))).toEqual([[6, null]]);
    expect(spans('cBB', [15, 0], slot(2))).toEqual([]);
  });

  it('goes on with the alarm that was open', () => {
    const open = { openedAt: slot(-20), endedAt: null, observedAt: slot(-1), value: 9, limit: 1 };

    expect(spans('Bccc', [0, 10], slot(0), open)).toEqual([[-20, 3]]);
    expect(spans('bbb', [0, 0], slot(0), open)).toEqual([[-20, null]]);
  });

  it('shows the newest value seen while it was open', () => {
    const [one] = episodesOf(samplesOf('BBb-'), slot(0), null, { forMs: 0, clearMs: 0 });

    expect(one).toMatchObject({ value: 2, observedAt: slot(3) });
  });

  const verdicts = fc.array(fc.constantFrom<Verdict>('breach', 'between', 'clear', 'missing', 'gone'), {
    maxLength: 60,
  });
  const durations = fc.record({
    forMs: fc.constantFrom(0, 5, 10, 25).map((m) => m * MINUTES),
    clearMs: fc.constantFrom(0, 5, 15).map((m) => m * MINUTES),
  });
  const sampled = (given: readonly Verdict[]): Sample[] =>
    given.map((verdict, i) => ({ from: slot(i), to: slot(i + 1), verdict, value: i, limit: 0 }));

  it('gives the same whether it is evaluated at once or piece by piece (seed 1338)', () => {
    fc.assert(
      fc.property(verdicts, durations, fc.nat(60), (given, d: Durations, cut) => {
        const samples = sampled(given);
        const whole = episodesOf(samples, slot(0), null, d);
        const at = slot(Math.min(cut, given.length));
        const first = episodesOf(
          samples.filter(({ to }) => to <= at),
          slot(0),
          null,
          d,
        );
        const open = first.find(({ endedAt }) => endedAt === null) ?? null;
        const second = episodesOf(samples, at, open, d);

        expect([...first.filter((one) => one !== open), ...second]).toEqual(whole);
      }),
      { seed: 1338, numRuns: 500 },
    );
  });

  it('never has two episodes at a time, nor one that begins before its condition has held (seed 1338)', () => {
    fc.assert(
      fc.property(verdicts, durations, (given, d: Durations) => {
        const samples = sampled(given);
        const episodes = episodesOf(samples, slot(0), null, d);
        for (const [i, { openedAt, endedAt }] of episodes.entries()) {
          const next = episodes[i + 1];
          if (next !== undefined) expect(endedAt ?? Infinity).toBeLessThan(next.openedAt);
          const run = samples.filter(({ to }) => to > openedAt - d.forMs && to <= openedAt);
          expect(run.every(({ verdict }) => verdict === 'breach')).toBe(true);
        }
      }),
      { seed: 1338, numRuns: 500 },
    );
  });
});
