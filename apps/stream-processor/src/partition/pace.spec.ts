import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { beatAfter, Pace } from './pace.js';

const HOUR_MS = 3_600_000;

describe('the beat of cycles', () => {
  it('is one for all that began since the last one', () =>
    expect([200, 205, 399.9].map((startedAt) => beatAfter(startedAt, 200))).toEqual([400, 400, 400]));

  it('never is before a cycle began, nor further away than a beat', () =>
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: HOUR_MS, noNaN: true }),
        fc.integer({ min: 1, max: 1000 }),
        (at, beat) => {
          const next = beatAfter(at, beat);
          expect(next).toBeGreaterThan(at);
          expect(next - at).toBeLessThanOrEqual(beat);
        },
      ),
    ));
});

describe('Pace', () => {
  it('waits for no beat that is over', () => new Pace(200).wait(performance.now() - 1_000));

  it('waits no longer once it is stopped', async () => {
    const pace = new Pace(HOUR_MS);
    const waits = [pace.wait(performance.now()), pace.wait(performance.now())];

    pace.stop();

    await Promise.all([...waits, pace.wait(performance.now())]);
  });
});
