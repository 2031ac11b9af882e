import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { localMidnight } from '@app/kpi';
import { SECRET } from '@app/testing';
import {
  closeGround,
  type Ground,
  KpiHarness,
  openGround,
  trafficWindow,
  type WindowRow,
} from '../../test/kpi-harness.js';

const HOUR = 3_600_000;
const MIN = 60_000;
/** Monday 23 November 2026, 10:00 local. */
const T0 = localMidnight(2026, 11, 23) + 10 * HOUR;

describe('KPI evaluation', () => {
  let ground: Ground;
  let kpis: KpiHarness;

  beforeEach(async () => {
    ground = await openGround(T0 - HOUR);
    await ground.registry.inventory.createStation({
      id: 'x-tdm',
      name: 'Ngã sáu',
      kind: 'traffic',
      lat: 10.9705,
      lon: 106.672,
      segment: { lengthKm: 2, lanes: 2, freeFlowKmh: 50 },
    });
    const device = { id: 'x-cam', station: 'x-tdm', profile: 'camera', cadence: 60, activeFrom: T0 };
    await ground.registry.inventory.createDevice(device, SECRET);
    await ground.registry.cache.refresh();
    kpis = await KpiHarness.start(ground);
  });

  afterEach(() => closeGround(ground));

  it('turns one window into 5min, 15min, hour and day values of district and province, and tells the feed', async () => {
    ground.clock.set(T0 + 6 * MIN);

    await kpis.windows([trafficWindow('x-cam', T0, 100, 40)]);
    await kpis.settle();

    for (const area of ['718', '74']) {
      const [flow] = await kpis.values('MOB-01', area, '5min', T0, T0 + HOUR);
      expect(flow).toMatchObject({ value: 1200, unit: 'veh/h', quality: 'ok', finality: 'provisional' });
      expect(flow).toMatchObject({ sources: { reporting: 1, expected: 1 }, completeness: 1, revision: 0 });
      expect((await kpis.values('MOB-04', area, 'day', T0 - 12 * HOUR, T0 + HOUR))[0]?.value).toBeCloseTo(
        40,
        9,
      );
    }
    const told = (await kpis.feed()).flatMap((event) => (event.type === 'kpi' ? [event.item] : []));
    expect(
      told.filter((item) => item.kpi === 'MOB-01' && item.area === '718').map((item) => item.period),
    ).toEqual(expect.arrayContaining(['5min', '15min', 'hour']));
    expect(await kpis.values('MOB-01', '719', '5min', T0, T0 + HOUR)).toEqual([]);
  });

  it('makes silence insufficient by the clock alone, with 0 of n', async () => {
    ground.clock.set(T0 + 20 * MIN);

    await kpis.ticker.tick();
    await kpis.settle();

    const [first] = await kpis.values('MOB-01', '718', '5min', T0, T0 + HOUR);
    expect(first).toMatchObject({ value: null, quality: 'insufficient', finality: 'final' });
    expect(first).toMatchObject({ sources: { reporting: 0, expected: 1 }, completeness: 0 });
    const [online] = await kpis.values('DAT-01', '718', 'hour', T0, T0 + HOUR);
    expect(online).toMatchObject({ value: 0, quality: 'ok' });
  });

  it('lets completeness fall while a device is silent', async () => {
    ground.clock.set(T0 + 6 * MIN);
    await kpis.windows([trafficWindow('x-cam', T0, 100, 40)]);
    await kpis.settle();
    ground.clock.set(T0 + 11 * MIN);

    await kpis.ticker.tick();
    await kpis.settle();

    const [flow] = await kpis.values('MOB-01', '718', 'hour', T0, T0 + HOUR);
    expect(flow).toMatchObject({ value: 1200, quality: 'partial' });
    expect(flow?.completeness).toBeCloseTo(0.5, 1);
  });

  it('revises a final value once, with its reason, and records both', async () => {
    ground.clock.set(T0 + 20 * MIN);
    await kpis.windows([trafficWindow('x-cam', T0, 80, 40, { fields: { readings: 4, valid_s: 240 } })]);
    await kpis.settle();

    await kpis.windows([trafficWindow('x-cam', T0, 100, 40)]);
    await kpis.settle();
    await kpis.windows([trafficWindow('x-cam', T0, 100, 40)]);
    await kpis.settle();

    const [flow] = await kpis.values('MOB-01', '718', '5min', T0, T0 + HOUR);
    expect(flow).toMatchObject({ value: 1200, finality: 'final', revision: 1, reason: 'late_data' });
    const rows = await ground.registry.revisions.list(`MOB-01|718|5min|${T0}|plan-2020`);
    expect(rows.map(({ revision, reason }) => ({ revision, reason }))).toEqual([
      { revision: 0, reason: null },
      { revision: 1, reason: 'late_data' },
    ]);
  });

  it('converges after a crash between any two steps, and tells what the crashed self may not have told', async () => {
    ground.clock.set(T0 + 20 * MIN);
    await kpis.windows([trafficWindow('x-cam', T0, 80, 40, { fields: { readings: 4, valid_s: 240 } })]);
    await kpis.settle();
    await kpis.windows([trafficWindow('x-cam', T0, 100, 40)]);
    ground.clock.advance(5000);

    for (const broken of ['revisions', 'values', 'feed'] as const) {
      const crashing = await KpiHarness.start(breaking(ground, broken));
      await crashing.loop.round();
      await crashing.loop.stop();
      ground.clock.advance(5000);
    }
    const told = (await kpis.feed()).length;
    const restarted = await KpiHarness.start(ground);
    ground.clock.advance(61_000);
    await restarted.settle();

    const [flow] = await restarted.values('MOB-01', '718', '5min', T0, T0 + HOUR);
    expect(flow).toMatchObject({ value: 1200, finality: 'final', revision: 1, reason: 'late_data' });
    const rows = await ground.registry.revisions.list(`MOB-01|718|5min|${T0}|plan-2020`);
    expect(rows.map(({ revision }) => revision)).toEqual([0, 1]);
    const news = (await restarted.feed()).slice(told).flatMap((e) => (e.type === 'kpi' ? [e.item] : []));
    expect(news.some((item) => item.kpi === 'MOB-01' && item.period === '5min' && item.revision === 1)).toBe(
      true,
    );
  });

  it('has no data-quality value before a reading is due, and 0 of 1 afterwards', async () => {
    ground.clock.set(T0 + MIN);
    await kpis.ticker.tick();
    await kpis.settle();
    for (const kpi of ['DAT-01', 'DAT-02', 'MOB-01']) {
      expect(await kpis.values(kpi, '718', 'hour', T0, T0 + HOUR)).toEqual([]);
    }

    ground.clock.set(T0 + 3 * MIN);
    await kpis.ticker.tick();
    await kpis.settle();
    for (const kpi of ['DAT-01', 'DAT-02']) {
      const [value] = await kpis.values(kpi, '718', 'hour', T0, T0 + HOUR);
      expect(value).toMatchObject({ value: 0, quality: 'ok', sources: { reporting: 0, expected: 1 } });
    }
  });

  it('counts hours of a day that were not evaluated yet as missing, not as absent', async () => {
    ground.clock.set(T0 + 2 * HOUR + 2 * MIN);
    const last = Array.from({ length: 12 }, (_, w) =>
      trafficWindow('x-cam', T0 + HOUR + w * 5 * MIN, 100, 40),
    );

    await kpis.windows(last);
    await kpis.settle();

    const [day] = await kpis.values('MOB-03', '718', 'day', T0 - 12 * HOUR, T0 + HOUR);
    expect(day?.completeness).toBeCloseTo(0.5, 1);
    expect(day).toMatchObject({ value: null, num: 12 * 100 * 2, quality: 'insufficient' });
  });

  it('withdraws a value whose last station turns out to have left before', async () => {
    ground.clock.set(T0 + 6 * MIN);
    await kpis.windows([trafficWindow('x-cam', T0, 100, 40)]);
    await kpis.settle();

    const { registry } = ground;
    await registry.inventory.retireDevice('x-cam', T0);
    await registry.cache.refresh();
    ground.clock.advance(5000);
    await kpis.ticker.tick();
    await kpis.marks.add([
      { domain: 'traffic', level: 'day', from: T0 - 10 * HOUR, dueAt: ground.clock.now() },
    ]);
    await kpis.settle();

    for (const [period, from] of [
      ['5min', T0],
      ['hour', T0],
      ['day', T0 - 10 * HOUR],
    ] as const) {
      const [flow] = await kpis.values('MOB-04', '718', period, from, from + HOUR);
      expect(flow).toMatchObject({ value: null, quality: 'insufficient', reason: 'registry' });
      expect(flow).toMatchObject({ sources: { reporting: 0, expected: 0 } });
    }
  });

  it('[KPI ENV-01] lets a late hour change the NowCasts after it', async () => {
    await createAirStation(ground);
    const hours = [0, 1, 2].map((i) => T0 + i * HOUR);
    const [first = 0, second = 0, third = 0] = hours;
    ground.clock.set(T0 + 3 * HOUR + 20 * MIN);
    await kpis.windows([...airHour(second, 30), ...airHour(third, 30)]);
    await kpis.settle();
    const [before] = await kpis.values('ENV-01', '718', 'hour', third, third + HOUR);

    await kpis.windows(airHour(first, 300));
    await kpis.settle();

    const [after] = await kpis.values('ENV-01', '718', 'hour', third, third + HOUR);
    expect(before?.value).toBe(60);
    expect(after?.value).toBeGreaterThan(100);
    expect(after).toMatchObject({ finality: 'final', revision: 1, quality: 'ok' });
    expect(after?.place).not.toBeNull();
  });
});

/** Stores of which one refuses its first write. */
function breaking(ground: Ground, what: 'revisions' | 'values' | 'feed'): Ground {
  const failing = <T extends object>(store: T, method: string): T =>
    new Proxy(store, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (name === method) return () => Promise.reject(new Error(`${what}: the process is gone`));
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  if (what === 'values') return { ...ground, series: failing(ground.series, 'write') };
  if (what === 'feed') return { ...ground, log: failing(ground.log, 'append') };
  return {
    ...ground,
    registry: { ...ground.registry, revisions: failing(ground.registry.revisions, 'append') },
  };
}

async function createAirStation(ground: Ground): Promise<void> {
  const station = { id: 'x-air', name: 'Trạm khí', kind: 'air', lat: 10.9705, lon: 106.672 };
  await ground.registry.inventory.createStation(station);
  const device = { id: 'x-air-1', station: 'x-air', profile: 'air', cadence: 300, activeFrom: T0 };
  await ground.registry.inventory.createDevice(device, SECRET);
  await ground.registry.cache.refresh();
}

function airHour(from: number, pm25: number): WindowRow[] {
  const fields = { readings: 1, valid_s: 300, online_s: 300, late_0: 1, pm25_sum: pm25, pm25_n: 1 };
  return Array.from({ length: 12 }, (_, w) => ({
    family: 'air',
    device: 'x-air-1',
    start: from + w * 5 * MIN,
    fields,
  }));
}
