import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { KpiItem } from '@app/contracts';
import { eventually } from '@app/testing';
import { describeOnEachEngine } from './support/engines.js';
import { request } from './support/http.js';
import { PlatformProcess, STEERED } from './support/platform-process.js';
import { backfillDone } from './support/simulator-truth.js';

const SEED = 20_261_123;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const LOCAL_MS = 7 * HOUR_MS;
const AREAS = ['74', '718', '719', '720', '721', '722', '723', '724', '725', '726'];
const SCRIPT = join(import.meta.dirname, '..', 'docs', 'recompute.py');
const run = promisify(execFile);
/** The script needs Python; a machine without it leaves the case out by name. */
const itWithPython = spawnSync('python3', ['--version']).status === 0 ? it : it.skip;

interface Recalculation {
  readonly id: number;
  readonly state: string;
  readonly changed: number;
  readonly revisions: number;
}

/** Repeatable numbers in [0, 1). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describeOnEachEngine('a number of the simulated city, seed 20261123', (engines) => {
  /** Yesterday from 06:00 to 08:00; the clock says 08:20, so that both hours are final. */
  const from = Math.floor((Date.now() + LOCAL_MS) / DAY_MS) * DAY_MS - LOCAL_MS - DAY_MS + 6 * HOUR_MS;
  const to = from + 2 * HOUR_MS;
  const lateHour = from + HOUR_MS;
  let platform: PlatformProcess;
  let secret: string;
  let kpis: string[];

  beforeAll(async () => {
    const now = to + 20 * MINUTE_MS;
    platform = await PlatformProcess.create({
      engines,
      entry: STEERED,
      env: {
        NHIPPHO_SIMULATOR: 'on',
        NHIPPHO_BACKFILL_DAYS: String((now + 2 * MINUTE_MS - from) / DAY_MS),
        NHIPPHO_SIMULATOR_OPTIONS: `--no-live --backfill-rate 30000 --seed ${SEED} --start ${new Date(now).toISOString()}`,
        STEERED_SHIFT_MS: String(now - Date.now()),
      },
    });
    await platform.start();
    await eventually('the past to be sent', () => backfillDone(platform.dataDir), 180_000, 100);
    // A camera in Dĩ An whose readings of three hours ago are still on their way.
    secret = await platform.rest.camera('late-camera', { lat: 10.9, lon: 106.77, activeFrom: lateHour });
    const known = await platform.rest.all<{ id: string; periods: string[] }>('/api/v1/kpis');
    kpis = known.filter(({ periods }) => periods.includes('hour')).map(({ id }) => id);
    const isFinal = async (): Promise<boolean> =>
      (await hours('DAT-02')).every(({ finality }) => finality === 'final');
    await eventually('the last hour to be final everywhere', isFinal, 60_000, 500);
    await atRest();
    await recalculated('settles what was still being worked out');
  }, 400_000);

  afterAll(() => platform.remove());

  it('is the same when it is worked out again', async () => {
    await atRest();
    const before = await told();
    const again = await recalculated('nothing has changed');

    expect(await told()).toEqual(before);
    // The running day goes on meanwhile; what is final doesn't.
    expect(again).toMatchObject({ revisions: 0 });
    expect(Object.keys(before).length).toBeGreaterThan(200);
  });

  itWithPython(
    'comes out of its lineage CSV by an independent script, twenty drawn at random',
    async () => {
      const all = Object.values(await told()).filter(({ value }) => value !== null);
      const random = randomOf(SEED);
      const drawn = Array.from({ length: 20 }, () => all[Math.floor(random() * all.length)]!);
      const folder = await mkdtemp(join(tmpdir(), 'nhippho-lineage-'));
      try {
        for (const item of drawn) {
          const query = new URLSearchParams({
            area: item.area,
            period: 'hour',
            from: item.from,
            format: 'csv',
          });
          const csv = await request(`${platform.base}/api/v1/kpis/${item.kpi}/lineage?${query.toString()}`);
          expect([item.kpi, csv.status]).toEqual([item.kpi, 200]);
          await writeFile(join(folder, 'lineage.csv'), csv.text);
          const { stdout } = await run('python3', [SCRIPT, join(folder, 'lineage.csv')]);
          const scale = Math.max(1e-12, Math.abs(item.value ?? NaN));
          expect([item.kpi, Math.abs(Number(stdout) - (item.value ?? NaN)) / scale <= 1e-9]).toEqual([
            item.kpi,
            true,
          ]);
        }
      } finally {
        await rm(folder, { recursive: true });
      }
    },
    120_000,
  );

  it('changes by a late batch in the cells above it alone, each with a revision and its reason', async () => {
    const before = await told();
    const readings = Array.from({ length: 60 }, (_, i) => ({
      ts: new Date(lateHour + (i + 1) * MINUTE_MS).toISOString(),
      period: 60,
      n: { motorcycle: 30, car: 10 },
      speed: 25,
    }));
    const answer = await request(`${platform.base}/ingest/v1/telemetry`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${Buffer.from(`late-camera:${secret}`).toString('base64')}`,
      },
      body: JSON.stringify(readings),
    });
    expect(answer.status).toBe(202);
    const complete = (item: KpiItem): boolean =>
      item.area !== '724' || Date.parse(item.from) !== lateHour || item.completeness === 1;
    const isComplete = async (): Promise<boolean> => (await hours('DAT-02')).every(complete);
    await eventually('the hour of Dĩ An to be complete', isComplete, 60_000, 500);
    await atRest();
    await eventually(
      'the last of it',
      async () => changes(before, await told()).length >= 2 * 8,
      60_000,
      2_000,
    );

    const changed = changes(before, await told());
    for (const { area, from: at, reason, revision } of changed) {
      expect([area, Date.parse(at), reason]).toEqual([
        expect.stringMatching(/^(74|724)$/),
        lateHour,
        'late_data',
      ]);
      expect(revision).toBeGreaterThan(0);
    }
    const names = new Set(changed.map(({ kpi, area }) => `${kpi} ${area}`));
    for (const kpi of ['MOB-01', 'MOB-02', 'MOB-03', 'MOB-04', 'MOB-09.total', 'DAT-02', 'DAT-03.share60']) {
      expect([...names]).toEqual(expect.arrayContaining([`${kpi} 724`, `${kpi} 74`]));
    }
  });

  /** Values of both hours in all areas. */
  async function hours(kpi: string): Promise<KpiItem[]> {
    const span = { period: 'hour', from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    const found = await Promise.all(
      AREAS.map((area) => platform.rest.all<KpiItem>(`/api/v1/kpis/${kpi}/values`, { area, ...span })),
    );
    return found.flat();
  }

  /** Every value of both hours by its cell, without when it was worked out. */
  async function told(): Promise<Record<string, KpiItem>> {
    const items: KpiItem[] = [];
    for (const kpi of kpis) items.push(...(await hours(kpi)));
    return Object.fromEntries(
      items.map((item) => [
        `${item.kpi} ${item.area} ${item.from}`,
        { ...item, computedAt: '', registryRevision: 0 },
      ]),
    );
  }

  /** Until nothing sent waits to be worked on, and both hours are what they were a while ago. */
  async function atRest(): Promise<void> {
    let before = '';
    const isAtRest = async (): Promise<boolean> => {
      const waiting = await platform.metric('nhippho_(?:processor|kpi)_lag_records');
      const now = JSON.stringify(await told());
      const isSame = waiting === 0 && now === before;
      before = now;
      return isSame;
    };
    await eventually('all that was sent to be worked out', isAtRest, 120_000, 4_000);
  }

  function changes(before: Record<string, KpiItem>, after: Record<string, KpiItem>): KpiItem[] {
    return Object.entries(after).flatMap(([cell, item]) =>
      JSON.stringify(item) === JSON.stringify(before[cell]) ? [] : [item],
    );
  }

  async function recalculated(reason: string): Promise<Recalculation> {
    const span = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    const made = await platform.rest.post<Recalculation>('/api/v1/recalculations', {
      ...span,
      by: 'Kiểm thử',
      reason,
    });
    const look = (): Promise<Recalculation> => platform.rest.get(`/api/v1/recalculations/${made.id}`);
    await eventually(
      'the recalculation to be done',
      async () => (await look()).state === 'done',
      120_000,
      500,
    );
    return look();
  }
});
