import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { localMidnight } from '@app/kpi';
import type { NewAreaFact } from '@app/registry';
import { SECRET } from '@app/testing';
import {
  closeGround,
  type Ground,
  KpiHarness,
  openGround,
  SET,
  trafficWindow,
} from '../../test/kpi-harness.js';

const HOUR = 3_600_000;
const MIN = 60_000;
const YEAR = localMidnight(2026, 1, 1);
const MONTH = localMidnight(2026, 11, 1);
/** Monday 23 November 2026, 10:00 local. */
const T0 = localMidnight(2026, 11, 23) + 10 * HOUR;

const figure = (key: string, area: string, value: number): NewAreaFact => ({
  set: SET,
  area,
  key,
  value,
  validFrom: YEAR,
  validTo: null,
  source: 'a test',
  virtual: false,
});

describe('figures about areas', () => {
  let ground: Ground;
  let kpis: KpiHarness;

  const register = async (id: string, kind: string, profile: string, cadence: number): Promise<void> => {
    const { inventory } = ground.registry;
    const segment = { lengthKm: 2, lanes: 2, freeFlowKmh: 50 };
    const facts = [{ key: 'roadClass' as const, value: 'major', validFrom: 0, validTo: null }];
    await inventory.createStation({
      id,
      name: id,
      kind,
      lat: 10.9705,
      lon: 106.672,
      ...(kind === 'traffic' && {
        segment,
        facts,
      }),
    });
    await inventory.createDevice({ id: `${id}-d`, station: id, profile, cadence, activeFrom: T0 }, SECRET);
  };
  const newest = async (kpi: string, area: string, period: 'month' | 'year') =>
    (await kpis.values(kpi, area, period, YEAR, T0 + HOUR)).at(-1);

  beforeEach(async () => {
    ground = await openGround(T0 - HOUR);
    await register('x-air', 'air', 'air', 300);
    await register('x-tdm', 'traffic', 'camera', 60);
    await ground.registry.cache.refresh();
    kpis = await KpiHarness.start(ground);
    kpis.changes.start();
    ground.clock.set(T0 + 16 * MIN);
  });

  afterEach(async () => {
    await kpis.changes.stop();
    await closeGround(ground);
  });

  const record = async (facts: readonly NewAreaFact[]): Promise<void> => {
    await ground.registry.areaFacts.record(facts, 'an officer');
    await ground.registry.cache.refresh();
    await kpis.changes.stop();
    kpis.changes.start();
    await kpis.settle(60_000);
  };

  it('[KPI ENV-06] divide the stations that work by the official extent, in areas without a station, too', async () => {
    const rows = [0, 5, 10].map((minute) => ({
      family: 'air',
      device: 'x-air-d',
      start: T0 + minute * MIN,
      fields: {
        readings: 1,
        pm25_n: 1,
        pm25_sum: 30,
      },
    }));

    await kpis.windows(rows);
    await kpis.settle(60_000);

    // One station in the 118.91 km² of Thủ Dầu Một, which are a part of the province's 2,694.64 km²; none in Bàu Bàng.
    expect((await newest('ENV-06', '718', 'month'))?.value).toBeCloseTo(1 / 118.91, 12);
    expect(await newest('ENV-06', '74', 'month')).toMatchObject({ num: 1, quality: 'ok' });
    expect((await newest('ENV-06', '74', 'month'))?.den).toBeCloseTo(2694.64, 6);
    expect(await newest('ENV-06', '719', 'month')).toMatchObject({ value: 0, sources: { expected: 0 } });
  });

  it('[KPI MOB-12, MOB-13] move the months and years that read them when they are recorded', async () => {
    await kpis.windows([0, 5, 10].map((minute) => trafficWindow('x-tdm-d', T0 + minute * MIN, 50, 40)));
    await kpis.settle(60_000);
    expect(await newest('MOB-12', '718', 'month')).toMatchObject({
      value: null,
      reason: 'no_figure',
      num: 2,
    });

    await record([
      figure('road_km_major', '718', 40),
      figure('isect_signal', '718', 30),
      figure('isect_adaptive', '718', 6),
    ]);

    // 2 km of 40 are watched by a camera that works; 6 of 30 signals are adaptive.
    expect(await newest('MOB-12', '718', 'month')).toMatchObject({ value: 5, den: 40, quality: 'ok' });
    expect((await newest('MOB-12', '718', 'month'))?.from).toContain('2026-11-01');
    expect(await newest('MOB-12', '718', 'year')).toMatchObject({ value: 5 });
    expect(await newest('MOB-13', '718', 'year')).toMatchObject({ value: 20, completeness: 1 });
    // The province has none of its own, and not every district has one.
    expect(await newest('MOB-12', '74', 'month')).toMatchObject({ value: null, reason: 'no_figure' });
  });

  it('make a revision, with its reason, of a period that was final', async () => {
    await record([figure('road_km_major', '718', 40)]);
    await kpis.windows([0, 5, 10].map((minute) => trafficWindow('x-tdm-d', T0 + minute * MIN, 50, 40)));
    await kpis.settle(60_000);
    ground.clock.set(localMidnight(2026, 12, 1) + 20 * MIN);
    await kpis.marks.add([kpis.marks.key('traffic', 'month', MONTH, ground.clock.now())]);
    await kpis.settle(60_000);
    const before = await newest('MOB-12', '718', 'month');
    expect(before).toMatchObject({ finality: 'final', revision: 0, num: 2, value: 5 });

    await record([{ ...figure('road_km_major', '718', 50), source: 'corrected' }]);

    expect(await newest('MOB-12', '718', 'month')).toMatchObject({
      finality: 'final',
      revision: 1,
      reason: 'registry',
      value: 4,
    });
  });
});
