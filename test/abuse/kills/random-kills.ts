import { setTimeout as delay } from 'node:timers/promises';
import * as fc from 'fast-check';
import { Load } from '../../support/load.js';
import type { Experiment, Outcome, Stage } from '../experiment.js';
import { settledAudit } from '../messages/settled-audit.js';

const KILLS = 100;
const DEVICES = 10;
const RATE = 500;
const LATEST_MS = 2_000;
const DAY_MS = 86_400_000;
/** From a start to its being ready. */
const MOST_RECOVERY_SECONDS = 30;
/** So that each kill meets a platform at work. */
const ACKNOWLEDGED_BETWEEN = 200;

/** SIGKILL at moments that nobody chose, under load. In CI acknowledged-is-stored.e2e-spec.ts kills in every step of a cycle. */
export const randomKills: Experiment = {
  name: 'the platform killed at random moments',
  forms: ['full'],
  async run({ platform, seed }: Stage): Promise<Outcome> {
    const readings = { base: Math.floor(Date.now() / DAY_MS) * DAY_MS - 5 * DAY_MS, stepMs: 1_000 };
    const load = await Load.start(platform, { name: 'killed', devices: DEVICES, rate: RATE, readings });
    const moments = fc.sample(fc.integer({ min: 0, max: LATEST_MS }), { seed, numRuns: KILLS });
    let longest = 0;
    try {
      for (const moment of moments) {
        await load.flows(ACKNOWLEDGED_BETWEEN);
        await delay(moment);
        await platform.stop('SIGKILL');
        const began = performance.now();
        await platform.start();
        longest = Math.max(longest, performance.now() - began);
      }
      await load.finish();
    } finally {
      load.abandon();
    }
    const { sent, acknowledged, stored, lost, twice, repeats, findings } = await settledAudit(
      platform.rest,
      load.log,
      readings,
    );
    const recoverySeconds = Math.round(longest / 100) / 10;
    const isSlow = recoverySeconds >= MOST_RECOVERY_SECONDS;
    return {
      sent,
      acknowledged,
      stored,
      lost,
      duplicates: repeats,
      wrong: twice,
      recoverySeconds,
      findings: isSlow ? [...findings, `ready only ${recoverySeconds} s after a kill`] : findings,
    };
  },
};
