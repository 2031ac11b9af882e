import { describe, expect, it } from '@jest/globals';
import { parseOptions } from './options.js';

describe('parseOptions', () => {
  it('has the documented defaults', () => {
    expect(parseOptions([])).toMatchObject({
      seed: 1338,
      live: true,
      backfillDays: 2,
      backfillRate: 6000,
      speed: 1,
      truth: { path: 'data/simulator/truth', layout: 'folder' },
      sins: { loss: 0, duplicates: 0, late: null, corrupt: 0 },
    });
  });

  it('reads sins and silences', () => {
    const options = parseOptions([
      '--loss',
      '0.05',
      '--late',
      '0.01:600',
      '--silence',
      '718@+60s',
      '--silence',
      'air@+5m/2h',
    ]);

    expect(options?.sins).toMatchObject({ loss: 0.05, late: { share: 0.01, seconds: 600 } });
    expect(options?.silences).toEqual([
      { target: '718', afterMs: 60_000, lengthMs: Infinity },
      { target: 'air', afterMs: 300_000, lengthMs: 7_200_000 },
    ]);
  });

  it.each([
    [['--loss', '2'], '--loss 2: a share from 0 to 1'],
    [['--backfill-days', 'x'], '--backfill-days x: a number of at least 0'],
    [['--silence', '718'], '--silence 718: written NAME@+60s'],
    [['--start', '2026-11-23'], '--start 2026-11-23: a time like'],
    [['--lost', '1'], "Unknown option '--lost'"],
  ])('refuses %j, naming it and what is allowed', (args, message) => {
    expect(() => parseOptions(args)).toThrow(message);
  });
});
