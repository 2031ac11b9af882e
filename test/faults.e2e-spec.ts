import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWith } from '@app/testing';
import { audit } from './support/check-stored.js';
import { CROWDED } from './support/crowded.js';
import type { SentLog } from './support/sent-log.js';
import { FORMS } from './faults/experiment.js';
import { experimentsOf } from './faults/experiments/index.js';
import { Load } from './support/load.js';
import { lineOf, MOST_RECOVERY_SECONDS } from './faults/report.js';
import { runExperiment } from './faults/run-experiment.js';
import { type ScaleOut, scaleOut } from './faults/scale-out.js';
import { settledAudit } from './faults/settled-audit.js';
import { City } from './faults/world/city.js';

const SEED = 1;
/** Of a service's own memory; none came near it in the full form. */
const MOST_MB = 700;
const EACH_MS = 420_000;

describeWith(['kafka', 'influx1', 'postgres'], 'four services as processes, on engines of their own', () => {
  let city: City;

  beforeAll(async () => {
    city = await City.start();
  }, 300_000);
  afterAll(() => city.remove(), 60_000);

  it.each(experimentsOf(FORMS.short).map((experiment) => [experiment.name, experiment] as const))(
    'lose nothing and count nothing twice: %s',
    async (_, experiment) => {
      const result = await runExperiment(city, experiment, FORMS.short, SEED);
      process.stdout.write(`${lineOf(result)}\n`);

      expect(result.findings).toEqual([]);
      expect([result.lost, result.twice]).toEqual([0, 0]);
      expect(result.acknowledged).toBeGreaterThan(4 * FORMS.short.rate);
      expect(result.recoverySeconds).toBeLessThan(CROWDED * MOST_RECOVERY_SECONDS);
      expect(Math.max(...Object.values(result.peakMb))).toBeLessThan(MOST_MB);
    },
    EACH_MS,
  );

  it('give the same KPI values with one, two and four stream processors, each partition with one owner', async () => {
    const base = Math.floor((Date.now() - 3_600_000) / 300_000) * 300_000;
    const runs: ScaleOut[] = [];
    for (const processors of [1, 2, 4]) runs.push(await scaleOut(city, processors, base));

    for (const run of runs) {
      expect(run.findings).toEqual([]);
      expect(run.ownedAfter).toEqual(run.owned);
      expect(run.claimsAfter).toEqual(run.claims);
    }
    const [alone, ...others] = runs;
    expect(alone?.values.size).toBe(24 * 3 * 5);
    for (const run of others) expect(run.values).toEqual(alone?.values);
  }, 600_000);

  it('are watched by a checker that finds what is forged', async () => {
    const readings = { base: Math.floor(Date.now() / 1000) * 1000, stepMs: 20 };
    const load = await Load.start(city, { name: 'forged', devices: 1, rate: 0, count: 200, readings });
    const log = await load.isDone(60_000);
    expect((await settledAudit(city, log, readings)).findings).toEqual([]);
    const check = (forged: SentLog) => audit(city.rest, forged, readings);
    const with_ = (sent: readonly number[], acknowledged: readonly number[]): SentLog => ({
      ...log,
      sent: new Map([['forged-0', new Set(sent)]]),
      acknowledged: new Map([['forged-0', new Set(acknowledged)]]),
    });
    const all = Array.from({ length: 200 }, (_, seq) => seq);

    const [acknowledgedOnly, unsent] = await Promise.all([
      check(with_([...all, 200], [...all, 200])),
      check(with_(all.slice(1), all.slice(1))),
    ]);

    expect(acknowledgedOnly).toMatchObject({ sent: 201, lost: 1 });
    expect(acknowledgedOnly.findings).toContain('forged-0 200 was acknowledged and is not stored');
    expect(unsent).toMatchObject({ sent: 199, stored: 200, lost: 0, twice: 1 });
  });
});
