import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { KpiItem, Period } from '@app/contracts';
import { KpiReader, localMidnight, MEMBERS, periodContains } from '@app/kpi';
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
/** Two days before the clock's time: hours and the day are final, week, month and year are running. */
const DAY = localMidnight(2026, 10, 14);
const T0 = DAY + 10 * HOUR;
const PERIODS: readonly Period[] = ['5min', '15min', 'hour', 'day', 'week', 'month', 'quarter', 'year'];
/** One station in Thủ Dầu Một, one in Dĩ An. */
const PLACES = { 'x-tdm': { lat: 10.9705, lon: 106.672 }, 'x-dian': { lat: 10.9, lon: 106.77 } } as const;

describe('a day-old batch', () => {
  let ground: Ground;
  let kpis: KpiHarness;

  beforeEach(async () => {
    ground = await openGround(T0 - HOUR);
    const { inventory, cache } = ground.registry;
    for (const [id, place] of Object.entries(PLACES)) {
      const segment = { lengthKm: 1, lanes: 2, freeFlowKmh: 50 };
      await inventory.createStation({ id, name: id, kind: 'traffic', ...place, segment });
      const device = { id: `${id}-cam`, station: id, profile: 'camera', cadence: 60, activeFrom: T0 };
      await inventory.createDevice(device, SECRET);
      await inventory.retireDevice(`${id}-cam`, T0 + 2 * HOUR);
    }
    await cache.refresh();
    kpis = await KpiHarness.start(ground);
    ground.clock.set(DAY + 48 * HOUR);
    // Everything of Dĩ An; of Thủ Dầu Một the first hour is still on its way.
    const windows = (id: string, first: number) =>
      Array.from({ length: 24 - first }, (_, w) => trafficWindow(id, T0 + (first + w) * 5 * MIN, 100, 40));
    await kpis.windows([...windows('x-dian-cam', 0), ...windows('x-tdm-cam', 12)]);
    await kpis.settle(120_000);
  });

  afterEach(() => closeGround(ground));

  /** Every stored value of the traffic KPIs, by cell. */
  const everything = async (): Promise<Map<string, KpiItem>> => {
    const kpi = MEMBERS.filter(({ domain }) => domain === 'traffic').map((member) => member.kpi);
    const reader = new KpiReader(ground.series);
    const names = { unitOf: () => '', stationOf: (no: number) => String(no) };
    const found = new Map<string, KpiItem>();
    for (const period of PERIODS) {
      const areas = ['74', ...Array.from({ length: 9 }, (_, i) => String(718 + i))];
      const query = {
        kpis: kpi,
        areas,
        period,
        set: SET,
        from: localMidnight(2026, 1, 1),
        to: DAY + 48 * HOUR,
      };
      for (const item of await reader.items(query, names)) {
        found.set([item.kpi, item.area, period, item.from].join(' '), item);
      }
    }
    return found;
  };

  it('changes exactly the cells above it, each final one with a revision and its reason', async () => {
    const before = await everything();

    const batch = Array.from({ length: 12 }, (_, w) => trafficWindow('x-tdm-cam', T0 + w * 5 * MIN, 100, 40));
    await kpis.windows(batch);
    await kpis.settle(120_000);

    const after = await everything();
    expect([...after.keys()].toSorted()).toEqual([...before.keys()].toSorted());
    const moved = [...after.values()].filter((item) => {
      const old = before.get([item.kpi, item.area, item.period, item.from].join(' '));
      return JSON.stringify(old) !== JSON.stringify(item);
    });
    for (const item of moved) {
      expect(['718', '74']).toContain(item.area);
      expect(periodContains(item.period, Date.parse(item.from), T0) || Date.parse(item.from) >= T0).toBe(
        true,
      );
      expect(Date.parse(item.from)).toBeLessThan(T0 + HOUR);
      if (item.finality === 'final') expect([item.revision, item.reason]).toEqual([1, 'late_data']);
    }
    // 12 + 4 + 1 periods within the hour, and the day, of both areas: all of them moved.
    for (const [period, cells] of [
      ['5min', 12],
      ['15min', 4],
      ['hour', 1],
    ] as const) {
      for (const area of ['718', '74']) {
        const speed = moved.filter(
          (one) => one.kpi === 'MOB-04' && one.period === period && one.area === area,
        );
        expect([period, area, speed.length]).toEqual([period, area, cells]);
      }
    }
    for (const period of ['day', 'week', 'month', 'year'] as const) {
      const sums = moved.filter((one) => one.kpi === 'MOB-03' && one.period === period);
      expect([period, ...sums.map(({ area, num }) => `${area}: ${num}`).toSorted()]).toEqual([
        period,
        '718: 2400',
        '74: 4800',
      ]);
    }
  });
});
