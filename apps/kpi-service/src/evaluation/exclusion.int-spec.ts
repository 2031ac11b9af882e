import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { localMidnight } from '@app/kpi';
import { eventually, SECRET } from '@app/testing';
import { closeGround, type Ground, KpiHarness, openGround, trafficWindow } from '../../test/kpi-harness.js';

const HOUR = 3_600_000;
const MIN = 60_000;
/** Monday 23 November 2026, 10:00 local. */
const T0 = localMidnight(2026, 11, 23) + 10 * HOUR;

/** Two cameras at one place each, 100 and 300 vehicles in each of an hour's windows, 1 km and 40 km/h. */
describe('excluded times', () => {
  let ground: Ground;
  let kpis: KpiHarness;

  beforeEach(async () => {
    ground = await openGround(T0 - HOUR);
    const { inventory, cache } = ground.registry;
    for (const id of ['x-a', 'x-b']) {
      const segment = { lengthKm: 1, lanes: 2, freeFlowKmh: 50 };
      await inventory.createStation({ id, name: id, kind: 'traffic', lat: 10.9705, lon: 106.672, segment });
      const device = { id: `${id}-cam`, station: id, profile: 'camera', cadence: 60, activeFrom: T0 };
      await inventory.createDevice(device, SECRET);
    }
    await cache.refresh();
    kpis = await KpiHarness.start(ground);
    kpis.changes.start();
    ground.clock.set(T0 + 2 * HOUR);
    for (const [id, n] of [
      ['x-a', 100],
      ['x-b', 300],
    ] as const) {
      const windows = Array.from({ length: 12 }, (_, w) =>
        trafficWindow(`${id}-cam`, T0 + w * 5 * MIN, n, 40),
      );
      await kpis.windows(windows);
    }
    await kpis.settle();
  });

  afterEach(async () => {
    await kpis.changes.stop();
    await closeGround(ground);
  });

  const exclude = async (kind: 'faulty' | 'maintenance'): Promise<number> => {
    const given = { device: 'x-b-cam', from: T0 + 11 * MIN, to: T0 + 19 * MIN, kind, by: 'Trần Thị B' };
    const { id } = await ground.registry.exclusions.create({
      ...given,
      reason: 'kiểm tra thấy lệch ống kính',
    });
    await apply();
    return id;
  };

  /** Until the change has been met and what it made dirty is evaluated. */
  const apply = async (): Promise<void> => {
    await ground.registry.cache.refresh();
    await eventually('the cells to be marked', async () =>
      (await ground.registry.work.depth()) > 0 ? true : undefined,
    );
    await kpis.settle();
  };

  const flow = async (from: number, period: 'hour' | '5min' | 'day' = '5min') =>
    (await kpis.values('MOB-03', '718', 'hour', T0, T0 + HOUR)).concat(
      await kpis.values('MOB-01', '718', period, from, from + 1),
    );

  it('leaves the windows that a faulty time touches out, keeps them owed, and revises with reason exclusion', async () => {
    const untouched = await flow(T0 + 5 * MIN);

    await exclude('faulty');

    // 12 × (100 + 300) × 1 km − 2 × 300 of the windows 10:10 and 10:15
    const [vkt, inside] = await flow(T0 + 10 * MIN);
    expect(vkt).toMatchObject({ value: 4200, revision: 1, reason: 'exclusion', finality: 'final' });
    expect(vkt?.completeness).toBeCloseTo(22 / 24, 12);
    expect(inside).toMatchObject({
      value: 1200,
      reason: 'exclusion',
      sources: { reporting: 1, expected: 2 },
    });
    expect((await flow(T0 + 5 * MIN))[1]).toEqual(untouched[1]);
    const [before, after] = await ground.registry.revisions.list(`MOB-03|718|hour|${T0}|plan-2020`);
    expect([before?.reason, after?.reason]).toEqual([null, 'exclusion']);
  });

  it('owes nothing under maintenance', async () => {
    await exclude('maintenance');

    const [vkt, inside] = await flow(T0 + 10 * MIN);
    expect(vkt).toMatchObject({ value: 4200, completeness: 1, reason: 'exclusion' });
    expect(inside).toMatchObject({ value: 1200, sources: { reporting: 1, expected: 1 } });
  });

  it('carries the reason up to the day and the month', async () => {
    ground.clock.set(localMidnight(2026, 12, 2));
    await kpis.ticker.tick();
    const month = localMidnight(2026, 11, 1);
    await kpis.marks.add([
      { domain: 'traffic', level: 'day', from: T0 - 10 * HOUR, dueAt: ground.clock.now() },
      { domain: 'traffic', level: 'month', from: month, dueAt: ground.clock.now() + 1 },
    ]);
    await kpis.settle(120_000);

    await exclude('faulty');
    await kpis.settle(120_000);

    for (const [period, from] of [
      ['day', T0 - 10 * HOUR],
      ['month', month],
    ] as const) {
      const [vkt] = await kpis.values('MOB-03', '718', period, from, from + 1);
      expect(vkt).toMatchObject({ num: 4200, reason: 'exclusion', finality: 'final' });
    }
  });

  it('is undone by withdrawing it, with a further revision that says why', async () => {
    const id = await exclude('faulty');

    await ground.registry.exclusions.withdraw(id, 'Lê Văn C');
    await apply();

    const [vkt] = await flow(T0);
    expect(vkt).toMatchObject({ value: 4800, completeness: 1, revision: 2, reason: 'exclusion' });
    const [row] = await ground.registry.exclusions.list({ withdrawn: true });
    expect(row).toMatchObject({
      by: 'Trần Thị B',
      withdrawnBy: 'Lê Văn C',
      from: T0 + 10 * MIN,
      to: T0 + 20 * MIN,
    });
    expect(await ground.registry.exclusions.list({})).toEqual([]);
  });

  it('refuses an unknown device and an empty time, naming the field', async () => {
    const given = {
      device: 'x-nobody',
      from: T0,
      to: T0 + MIN,
      kind: 'faulty',
      reason: 'lỗi',
      by: 'An',
    } as const;

    await expect(ground.registry.exclusions.create(given)).rejects.toThrow('device: no device x-nobody');
    await expect(ground.registry.exclusions.create({ ...given, to: T0 })).rejects.toThrow(
      'to: must lie after from',
    );
  });
});
