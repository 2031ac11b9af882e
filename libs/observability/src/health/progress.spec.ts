import { beforeEach, describe, expect, it } from '@jest/globals';
import { Progress } from './progress.js';
import type { Check } from './readiness.js';

describe('Progress', () => {
  let now: number;
  let done: number;
  let waiting: number;
  let progress: Progress;

  beforeEach(() => {
    [now, done, waiting] = [1_000_000, 0, 0];
    progress = new Progress(
      'messages wait',
      () => ({ done, waiting }),
      () => now,
    );
  });

  const pass = async (ms: number): Promise<Check> => {
    let last = await progress.check();
    for (let waited = 0; waited < ms; waited += 10_000) {
      now += 10_000;
      last = await progress.check();
    }
    return last;
  };

  it('is well with nothing to do, for however long', async () => {
    expect(await pass(600_000)).toEqual({ ok: true, detail: '0 messages wait' });
  });

  it('is well while a backlog is worked off', async () => {
    const states: boolean[] = [];
    for (waiting = 50; waiting > 0; waiting--) {
      done++;
      states.push((await pass(20_000)).ok);
    }

    expect(states).not.toContain(false);
  });

  it('is not well when work waits and none has been done for a minute, until some is', async () => {
    waiting = 3;

    const early = await pass(50_000);
    const stands = await pass(20_000);
    [done, waiting] = [3, 0];
    const again = await progress.check();

    expect(early.ok).toBe(true);
    expect(stands).toEqual({
      ok: false,
      detail: expect.stringMatching(/^3 messages wait, and none was for \d+ s$/),
    });
    expect(again.ok).toBe(true);
  });

  it('tells a stand-still from two looks alone, however far apart', async () => {
    waiting = 1;
    await progress.check();
    now += 61_000;

    expect((await progress.check()).ok).toBe(false);
  });

  it('is not well when a backlog has only grown for five minutes', async () => {
    let last: Check = { ok: true, detail: '' };
    for (let i = 0; i < 40; i++) {
      waiting += 590;
      done += 10;
      last = await pass(10_000);
    }

    expect(last).toEqual({ ok: false, detail: expect.stringContaining('more for five minutes') });
  });
});
