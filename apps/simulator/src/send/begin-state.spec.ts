import { describe, expect, it } from '@jest/globals';
import { beginState } from './run-simulator.js';

const DAY = 86_400_000;
/** Newest parts of the past, which are sent first. */
const FRESH = 75 * 60_000;
const FRESHEST = 16 * 60_000;
const NOW = 1_000 * DAY;

describe('beginState', () => {
  it('fills the first days of the past when there was no run before', () => {
    expect(beginState(null, 1, NOW, 2 * DAY)).toMatchObject({
      since: NOW - 2 * DAY,
      gaps: [
        { from: NOW - FRESHEST, to: NOW },
        { from: NOW - FRESH, to: NOW - FRESHEST },
        { from: NOW - 2 * DAY, to: NOW - FRESH },
      ],
    });
  });

  it('goes on with what was left and the time since the last run', () => {
    const last = {
      v: 1,
      seed: 1,
      since: NOW - 5 * DAY,
      gaps: [{ from: NOW - 4 * DAY, to: NOW - 3 * DAY }],
      liveUntil: NOW - DAY,
    } as const;

    expect(beginState({ ...last, gaps: [...last.gaps] }, 1, NOW, 2 * DAY)).toEqual({
      v: 1,
      seed: 1,
      since: NOW - 5 * DAY,
      gaps: [
        { from: NOW - FRESHEST, to: NOW },
        { from: NOW - FRESH, to: NOW - FRESHEST },
        { from: NOW - 4 * DAY, to: NOW - 3 * DAY },
        { from: NOW - DAY, to: NOW - FRESH },
      ],
      liveUntil: NOW,
    });
  });

  it('fills at most thirty days', () => {
    const last = { v: 1, seed: 1, since: 0, gaps: [], liveUntil: NOW - 100 * DAY } as const;

    expect(beginState({ ...last, gaps: [] }, 1, NOW, 0).gaps).toEqual([
      { from: NOW - FRESHEST, to: NOW },
      { from: NOW - FRESH, to: NOW - FRESHEST },
      { from: NOW - 30 * DAY, to: NOW - FRESH },
    ]);
  });
});
