import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { localMidnight, periodEnd } from '@app/kpi';
import { SECRET } from '@app/testing';
import { closeGround, type Ground, KpiHarness, openGround, trafficWindow } from '../../test/kpi-harness.js';

const HOUR = 3_600_000;
const MIN = 60_000;
const DAY = localMidnight(2026, 11, 23);
const T0 = DAY + 10 * HOUR;
const SPAN = { set: 'plan-2020', area: '', period: 'day', from: DAY, to: periodEnd('day', DAY) } as const;
const [SIGNER, CHECKER] = ['Nguyễn Văn A', 'Trần Thị B'];

/** One camera at 1 km of road: 100 vehicles in each window of one hour, 1,200 veh·km; the day is signed and checked. */
describe('a signed period', () => {
  let ground: Ground;
  let kpis: KpiHarness;

  beforeEach(async () => {
    ground = await openGround(T0 - HOUR);
    const { inventory, cache, signing } = ground.registry;
    const segment = { lengthKm: 1, lanes: 2, freeFlowKmh: 50 };
    const station = { id: 'x-a', name: 'A', kind: 'traffic', lat: 10.9705, lon: 106.672, segment };
    await inventory.createStation(station);
    const device = { id: 'x-cam', station: 'x-a', profile: 'camera', cadence: 60, activeFrom: T0 };
    await inventory.createDevice(device, SECRET);
    await inventory.retireDevice('x-cam', T0 + HOUR);
    await cache.refresh();
    kpis = await KpiHarness.start(ground);
    ground.clock.set(DAY + 40 * HOUR);
    await kpis.windows(
      Array.from({ length: 12 }, (_, w) => trafficWindow('x-cam', T0 + w * 5 * MIN, 100, 40)),
    );
    await kpis.settle();
    await signing.sign(SPAN, SIGNER, 'số liệu ngày 23/11');
    await signing.check(SPAN, CHECKER);
    await cache.refresh();
  });

  afterEach(() => closeGround(ground));

  const arrive = async (n: number): Promise<void> => {
    await kpis.windows([trafficWindow('x-cam', T0, n, 40)]);
    await kpis.settle();
  };
  const vkt = async () => [
    ...(await kpis.values('MOB-03', '718', 'hour', T0, T0 + 1)),
    ...(await kpis.values('MOB-03', '718', 'day', DAY, DAY + 1)),
    ...(await kpis.values('MOB-03', '718', 'month', localMidnight(2026, 11, 1), DAY)),
  ];
  const flow = async () => (await kpis.values('MOB-01', '718', '5min', T0, T0 + 1))[0];

  it('keeps its values when data changes; what they would be is proposed, and longer periods move on', async () => {
    const [hour, day] = await vkt();

    await arrive(150);

    const [hourNow, dayNow, month] = await vkt();
    expect([hourNow, dayNow]).toEqual([hour, day]);
    expect(month).toMatchObject({ num: 1250 });
    const [proposal] = await ground.registry.restatements.list();
    expect(proposal).toMatchObject({ state: 'proposed', signature: 1 });
    const cells = await ground.registry.restatements.cells(proposal?.id ?? 0);
    const told = cells
      .filter(({ cell }) => cell.startsWith('MOB-03|718|'))
      .map(({ before, after, reason }) => [
        (before as { num: number }).num,
        (after as { num: number }).num,
        reason,
      ]);
    expect(told).toEqual([
      [1200, 1250, 'correction'],
      [1200, 1250, 'correction'],
    ]);
  });

  it('takes an accepted restatement over as a revision that says so, to the shortest period', async () => {
    await arrive(150);
    const { restatements, cache } = ground.registry;

    await restatements.decide(1, 'accepted', CHECKER, 'đã kiểm tra nhật ký thiết bị');
    await cache.refresh();
    await kpis.settle();

    const [hour, day] = await vkt();
    for (const item of [hour, day]) {
      expect(item).toMatchObject({ num: 1250, revision: 1, reason: 'restatement' });
    }
    expect(await flow()).toMatchObject({ value: 1800, revision: 1, reason: 'restatement' });
    expect((await restatements.list()).map(({ state }) => state)).toEqual(['accepted']);
  });

  it('leaves refused values as signed and does not propose the same again, but another one anew', async () => {
    await arrive(150);
    const { restatements } = ground.registry;
    await restatements.decide(1, 'refused', CHECKER, 'camera bị lệch trong giờ này');

    await arrive(150);
    expect((await restatements.list()).map(({ state }) => state)).toEqual(['refused']);

    await arrive(160);
    expect((await restatements.list()).map(({ state }) => state)).toEqual(['proposed', 'refused']);
    expect((await vkt())[0]).toMatchObject({ num: 1200, revision: 0 });
    await expect(restatements.decide(1, 'accepted', SIGNER, 'đổi ý')).rejects.toThrow(
      'id: restatement 1 is refused already',
    );
  });

  it('withdraws a proposal whose values have come back to what was signed', async () => {
    await arrive(150);
    await arrive(100);

    expect((await ground.registry.restatements.list()).map(({ state, cells }) => [state, cells])).toEqual([
      ['withdrawn', 0],
    ]);
  });

  it('needs two persons, in this order', async () => {
    const { signing } = ground.registry;
    const other = { ...SPAN, area: '718' };

    await expect(signing.check(other, CHECKER)).rejects.toThrow('nobody has signed it yet');
    await signing.sign(other, SIGNER, '');
    await expect(signing.check(other, ` nguyễn  văn a`)).rejects.toThrow('another person must');
    await expect(signing.sign(SPAN, SIGNER, '')).rejects.toThrow('signed and checked already');
    await expect(signing.check(SPAN, 'Lê Văn C')).rejects.toThrow('checked already');
  });
});
