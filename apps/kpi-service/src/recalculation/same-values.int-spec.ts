import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { KpiItem, Period } from '@app/contracts';
import { DOMAINS, HOUR_MS, KpiReader, localMidnight, MEMBERS, recalculationUnits } from '@app/kpi';
import { eventually, SECRET } from '@app/testing';
import { WindowLayout } from '@app/windows';
import {
  closeGround,
  type Ground,
  KpiHarness,
  openGround,
  SET,
  type WindowRow,
} from '../../test/kpi-harness.js';

/** Saturday and Sunday; the clock says Thursday, so that everything but the month and the year is final. */
const FROM = localMidnight(2026, 10, 10);
const TO = localMidnight(2026, 10, 12);
const NOW = localMidnight(2026, 10, 15);
const WINDOW_MS = 300_000;
const SEED = 20_261_123;
const PERIODS: readonly Period[] = ['5min', '15min', 'hour', 'day', 'week', 'month', 'quarter', 'year'];
const AREAS = ['74', '718', '724'];
/** A station of each family whose domain looks back, or reads more than sums; two of traffic, in two districts. */
const STATIONS = [
  { id: 'x-tdm', kind: 'traffic', profile: 'camera', cadence: 60, lat: 10.9705, lon: 106.672 },
  { id: 'x-dian', kind: 'traffic', profile: 'camera', cadence: 60, lat: 10.9, lon: 106.77 },
  { id: 'x-air', kind: 'air', profile: 'air', cadence: 300, lat: 10.9705, lon: 106.672 },
  { id: 'x-noise', kind: 'noise', profile: 'noise', cadence: 60, lat: 10.9, lon: 106.77 },
  { id: 'x-water', kind: 'water', profile: 'water', cadence: 300, lat: 10.9705, lon: 106.672 },
] as const;

/** Repeatable numbers in [0, 1). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe(`a recalculation of two days at once, seed ${SEED}`, () => {
  let ground: Ground;
  let kpis: KpiHarness;

  beforeEach(async () => {
    ground = await openGround(NOW);
    const { inventory, cache } = ground.registry;
    const segment = { lengthKm: 1.7, lanes: 2, freeFlowKmh: 50, speedLimitKmh: 50 };
    for (const { id, kind, profile, cadence, lat, lon } of STATIONS) {
      const own = kind === 'traffic' ? { segment } : {};
      await inventory.createStation({ id, name: id, kind, lat, lon, ...own });
      await inventory.createDevice(
        { id: `${id}-d`, station: id, profile, cadence, activeFrom: FROM },
        SECRET,
      );
      await inventory.retireDevice(`${id}-d`, TO);
    }
    await cache.refresh();
    kpis = await KpiHarness.start(ground);
  });

  afterEach(() => closeGround(ground));

  /** Windows of one hour: a tenth of them missing, the rest arbitrary where completeness doesn't look. */
  const hourOf = (from: number, random: () => number): WindowRow[] =>
    STATIONS.flatMap(({ id, kind, cadence }) => {
      const layout = kpis.facts.measures.families.get(kind);
      const names = layout === undefined ? [] : new WindowLayout(layout).fields;
      return Array.from({ length: 12 }, (_, w) => ({
        family: kind,
        device: `${id}-d`,
        start: from + w * WINDOW_MS,
        fields: Object.fromEntries(names.map((name) => [name, valueOf(name, cadence, random)])),
      })).filter(() => random() > 0.1);
    });

  const everything = async (): Promise<Map<string, KpiItem>> => {
    const reader = new KpiReader(ground.series);
    const names = { unitOf: () => '', stationOf: (no: number) => String(no) };
    const found = new Map<string, KpiItem>();
    for (const period of PERIODS) {
      const query = { kpis: MEMBERS.map(({ kpi }) => kpi), areas: AREAS, period, set: SET };
      const span = { from: localMidnight(2026, 1, 1), to: TO };
      for (const item of await reader.items({ ...query, ...span }, names))
        found.set([item.kpi, item.area, period, item.from].join(' '), { ...item, computedAt: '' });
    }
    return found;
  };

  const recalculate = async (): Promise<{ changed: number; revisions: number }> => {
    const { recalculations } = ground.registry;
    const domains = [...DOMAINS.keys()];
    const { id } = await recalculations.create({
      from: FROM,
      to: TO,
      scope: { domains, kpis: null, areas: null },
      dryRun: false,
      by: 'Trần Thị B',
      reason: 'so sánh',
      total: recalculationUnits(domains, FROM, TO).length,
    });
    return eventually('the recalculation to end', async () => {
      await kpis.recalculations.step();
      await kpis.settle(2000);
      const now = await recalculations.get(id);
      return now.state === 'running' ? undefined : now;
    });
  };

  it('gives to the last digit what evaluating each hour when it came gave', async () => {
    const random = randomOf(SEED);
    for (let hour = FROM; hour < TO; hour += HOUR_MS) {
      await kpis.windows(hourOf(hour, random));
      await kpis.settle(120_000);
    }
    const live = await everything();
    expect(live.size).toBeGreaterThan(5000);
    expect(new Set([...live.values()].map(({ kpi }) => kpi)).size).toBeGreaterThan(40);

    // What is stored isn't changed by a service that has nothing in memory …
    kpis = await KpiHarness.start(ground);
    expect(await recalculate()).toMatchObject({ changed: 0, revisions: 0 });
    expect(await everything()).toEqual(live);
  });

  it('gives, twice, what a backfill gave whose hours were all dirty at once', async () => {
    const random = randomOf(SEED);
    const rows: WindowRow[] = [];
    for (let hour = FROM; hour < TO; hour += HOUR_MS) rows.push(...hourOf(hour, random));
    await kpis.windows(rows);
    await kpis.settle(120_000);
    const live = await everything();
    expect(live.size).toBeGreaterThan(5000);

    for (const _ of ['first', 'second']) {
      expect(await recalculate()).toMatchObject({ changed: 0, revisions: 0 });
      expect(await everything()).toEqual(live);
    }
  });

  it('gives the same where nothing was evaluated before, and no revision', async () => {
    const random = randomOf(SEED);
    const rows: WindowRow[] = [];
    for (let hour = FROM; hour < TO; hour += HOUR_MS) rows.push(...hourOf(hour, random));
    await kpis.store(rows);
    const { changed, revisions } = await recalculate();
    await kpis.settle(120_000);
    const alone = await everything();
    expect(changed).toBeGreaterThan(5000);
    expect(revisions).toBe(0);

    await kpis.tell(rows);
    await kpis.settle(120_000);
    expect(await everything()).toEqual(alone);
  });
});

function valueOf(name: string, cadence: number, random: () => number): number {
  if (name === 'readings' || name === 'late_0') return 300 / cadence;
  if (name === 'valid_s' || name === 'online_s' || name === 'laeq_s') return 300;
  if (name.endsWith('_n') && !name.startsWith('n_')) return 300 / cadence;
  return /^late_|^tms|_resets$/.test(name) ? 0 : Math.round(random() * 1000) / 10;
}
