import { describe, expect, it } from '@jest/globals';
import { slot } from '../../test/fixtures.js';
import type { Episode } from '../machine/sample.js';
import { type KeptEpisode, reconcile } from './reconcile.js';

const episode = (from: number, to: number | null): Episode => ({
  openedAt: slot(from),
  endedAt: to === null ? null : slot(to),
  observedAt: slot(from),
  value: 1,
  limit: 1,
});
const kept = (
  from: number,
  to: number | null,
  resolution: KeptEpisode['resolution'] = null,
): KeptEpisode => ({
  openedAt: slot(from),
  endedAt: to === null ? null : slot(to),
  resolution,
});
const pairs = (alarms: readonly KeptEpisode[], episodes: readonly Episode[]) => {
  const found = reconcile(alarms, episodes);
  return {
    kept: found.kept.map(({ alarm, episode: one }) => [alarms.indexOf(alarm), one && episodes.indexOf(one)]),
    fresh: found.fresh.map((one) => episodes.indexOf(one)),
  };
};

describe('reconcile', () => {
  it('keeps an alarm whose opening late data has moved', () => {
    expect(pairs([kept(3, null)], [episode(1, null)])).toEqual({ kept: [[0, 0]], fresh: [] });
  });

  it('withdraws one that never was, and adds one that came to light', () => {
    expect(pairs([kept(3, 5)], [episode(8, null)])).toEqual({ kept: [[0, null]], fresh: [0] });
  });

  it('splits one that late data has interrupted, and joins two of which it fills the gap', () => {
    expect(pairs([kept(1, 9)], [episode(1, 4), episode(6, 9)])).toEqual({ kept: [[0, 0]], fresh: [1] });
    expect(pairs([kept(1, 4), kept(6, 9)], [episode(1, 9)])).toEqual({
      kept: [
        [0, 0],
        [1, null],
      ],
      fresh: [],
    });
  });

  it('takes a withdrawn alarm up again when its episode comes back, and leaves it alone otherwise', () => {
    expect(pairs([kept(3, 3, 'withdrawn')], [episode(3, null)])).toEqual({ kept: [[0, 0]], fresh: [] });
    expect(pairs([kept(3, 3, 'withdrawn')], [episode(4, null)])).toEqual({ kept: [], fresh: [0] });
  });

  it('goes on with what a person has resolved while the condition lasts', () => {
    expect(pairs([kept(1, null, 'person')], [episode(1, null)])).toEqual({ kept: [[0, 0]], fresh: [] });
  });
});
