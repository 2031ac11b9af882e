import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { localMidnight, recalculationUnits } from '@app/kpi';
import type { Recalculation } from '@app/registry';
import { eventually, SECRET } from '@app/testing';
import { closeGround, type Ground, KpiHarness, openGround, trafficWindow } from '../../test/kpi-harness.js';

const HOUR = 3_600_000;
const MIN = 60_000;
/** Monday 23 November 2026, 10:00 local. */
const T0 = localMidnight(2026, 11, 23) + 10 * HOUR;
const SPAN = { from: T0, to: T0 + 3 * HOUR };
const SCOPE = { domains: ['traffic'], kpis: null, areas: null };

/** One camera at 1 km of road: 100 vehicles in each of three hours' windows, 1,200 veh·km an hour. */
describe('recalculation', () => {
  let ground: Ground;
  let kpis: KpiHarness;

  beforeEach(async () => {
    ground = await openGround(T0 - HOUR);
    const { inventory, cache } = ground.registry;
    const segment = { lengthKm: 1, lanes: 2, freeFlowKmh: 50 };
    await inventory.createStation({
      id: 'x-a',
      name: 'A',
      kind: 'traffic',
      lat: 10.9705,
      lon: 106.672,
      segment,
    });
    const device = { id: 'x-cam', station: 'x-a', profile: 'camera', cadence: 60, activeFrom: T0 };
    await inventory.createDevice(device, SECRET);
    await inventory.retireDevice('x-cam', T0 + 3 * HOUR);
    await cache.refresh();
    kpis = await KpiHarness.start(ground);
    ground.clock.set(localMidnight(2026, 11, 25));
    await kpis.windows(
      Array.from({ length: 36 }, (_, w) => trafficWindow('x-cam', T0 + w * 5 * MIN, 100, 40)),
    );
    await kpis.settle();
  });

  afterEach(() => closeGround(ground));

  const begin = (dryRun: boolean, scope: Recalculation['scope'] = SCOPE): Promise<Recalculation> =>
    ground.registry.recalculations.create({
      ...SPAN,
      scope,
      dryRun,
      by: 'Trần Thị B',
      reason: 'thử phương pháp mới',
      total: recalculationUnits(scope.domains, SPAN.from, SPAN.to).length,
    });

  const ended = async ({ id }: Recalculation): Promise<Recalculation> => {
    const one = await eventually('the recalculation to end', async () => {
      await kpis.recalculations.step();
      await kpis.settle(2000);
      const now = await ground.registry.recalculations.get(id);
      return now.state === 'running' ? undefined : now;
    });
    await kpis.settle();
    return one;
  };

  const recalculated = async (dryRun = false): Promise<Recalculation> => ended(await begin(dryRun));

  const vkt = async (period: 'hour' | 'day') =>
    (
      await kpis.values(
        'MOB-03',
        '718',
        period,
        period === 'hour' ? T0 + HOUR : T0 - 10 * HOUR,
        T0 + 2 * HOUR,
      )
    )[0];

  /** A window that changed without anybody hearing of it. */
  const change = (): Promise<void> => kpis.store([trafficWindow('x-cam', T0 + HOUR, 150, 40)]);

  it('changes nothing when nothing has changed, however often it is repeated', async () => {
    const before = [await vkt('hour'), await vkt('day')];

    for (const _ of [1, 2]) {
      expect(await recalculated()).toMatchObject({
        state: 'done',
        changed: 0,
        revisions: 0,
        done: 8,
        total: 8,
      });
    }

    expect([await vkt('hour'), await vkt('day')]).toEqual(before);
  });

  it('makes a revision with its reason of what has changed, up to the day', async () => {
    await change();
    kpis = await KpiHarness.start(ground);

    const one = await recalculated();

    expect(await vkt('hour')).toMatchObject({ value: 1250, revision: 1, reason: 'recalculation' });
    // 3,650 of the day: the two days since haven't changed what is expected of it.
    expect(await vkt('day')).toMatchObject({ num: 3650, revision: 1, reason: 'recalculation' });
    expect(one.revisions).toBeGreaterThan(4);
    // The running week, month, quarter and year have changed too, but nothing final is revised there.
    expect(one.changed).toBeGreaterThan(one.revisions);
    expect(await recalculated()).toMatchObject({ changed: 0 });
  });

  it('lists in a dry run what would change, also of the day above, and stores nothing', async () => {
    await change();
    kpis = await KpiHarness.start(ground);
    const before = [await vkt('hour'), await vkt('day')];

    const one = await ended(await begin(true, { ...SCOPE, kpis: ['MOB-03'], areas: ['718'] }));

    expect(one).toMatchObject({ state: 'done', done: 8, revisions: 0 });
    const found = await ground.registry.recalculations.differences(one.id);
    const told = found.map(({ before, after }) => {
      const [a, b] = [before, after] as { period: string; num: number }[];
      return `${b?.period} ${a?.num} ${b?.num}`;
    });
    expect(told.toSorted()).toEqual([
      'day 3600 3650',
      'hour 1200 1250',
      'month 3600 3650',
      'week 3600 3650',
      'year 3600 3650',
    ]);
    expect([await vkt('hour'), await vkt('day')]).toEqual(before);
  });

  it('stops, keeps its place and goes on from there', async () => {
    const { recalculations } = ground.registry;
    const { id } = await begin(false);
    await kpis.recalculations.step();

    await recalculations.turn(id, ['running'], 'stopped');
    await kpis.settle();
    await kpis.recalculations.step();
    expect(await recalculations.get(id)).toMatchObject({ state: 'stopped', done: 4, total: 8 });

    const one = await recalculations.turn(id, ['stopped'], 'running');
    expect(await ended(one)).toMatchObject({ state: 'done', done: 8 });
  });

  it('goes on after a crash without losing a piece', async () => {
    await change();
    const { id } = await begin(false);
    await kpis.recalculations.step();
    kpis = await KpiHarness.start(ground);

    expect(await ended(await ground.registry.recalculations.get(id))).toMatchObject({
      state: 'done',
      done: 8,
    });
    expect(await vkt('day')).toMatchObject({ num: 3650, reason: 'recalculation' });
  });

  it('refuses to stop what has ended', async () => {
    const { id } = await recalculated();

    await expect(ground.registry.recalculations.turn(id, ['running'], 'stopped')).rejects.toThrow(
      `id: recalculation ${id} is done`,
    );
  });
});
