import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { HOUR_MS, localMidnight } from '@app/kpi';
import { closeGround, type Ground, KpiHarness, openGround } from '../../test/kpi-harness.js';

const NOW = localMidnight(2026, 11, 23) + 10 * HOUR_MS + 1;

describe('a round of the evaluation', () => {
  let ground: Ground;
  let kpis: KpiHarness;

  beforeEach(async () => {
    ground = await openGround(NOW);
    kpis = await KpiHarness.start(ground);
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await closeGround(ground);
  });

  it('comes to history, too, where live work takes all its time', async () => {
    const mark = (from: number) => ({ domain: 'traffic', level: 'hour', from, dueAt: NOW }) as const;
    await kpis.marks.add([mark(NOW - 1), mark(NOW - 1 - 50 * HOUR_MS)]);
    // Each look at the clock finds that a second has passed.
    let seconds = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => ++seconds * 1000);

    expect(await kpis.loop.round()).toBe(2);
  });
});
