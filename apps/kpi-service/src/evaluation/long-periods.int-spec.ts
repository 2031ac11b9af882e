import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS, localMidnight } from '@app/kpi';
import { SECRET } from '@app/testing';
import {
  closeGround,
  type Ground,
  KpiHarness,
  openGround,
  trafficWindow,
  type WindowRow,
} from '../../test/kpi-harness.js';

/** Monday 2 November 2026. */
const MONDAY = localMidnight(2026, 11, 2);
const MONTH = localMidnight(2026, 11, 1);
const QUARTER = localMidnight(2026, 10, 1);
/** Monday 9 November, when all of it is final. */
const NOW = MONDAY + 7 * DAY_MS;

describe('KPIs that are no sums over days', () => {
  let ground: Ground;
  let kpis: KpiHarness;

  beforeEach(async () => {
    ground = await openGround(MONDAY - HOUR_MS);
    await register('x-road', 'traffic', 'camera', 60, { lengthKm: 2, lanes: 2, freeFlowKmh: 60 });
    await register('x-air', 'air', 'air', 300);
    await ground.registry.cache.refresh();
    kpis = await KpiHarness.start(ground);
    ground.clock.set(NOW);
  });

  afterEach(() => closeGround(ground));

  async function register(
    id: string,
    kind: string,
    profile: string,
    cadence: number,
    segment?: { lengthKm: number; lanes: number; freeFlowKmh: number },
  ): Promise<void> {
    const { inventory } = ground.registry;
    const place = { lat: 10.9705, lon: 106.672 };
    await inventory.createStation({ id, name: id, kind, ...place, ...(segment && { segment }) });
    await inventory.createDevice(
      { id: `${id}-1`, station: id, profile, cadence, activeFrom: MONDAY },
      SECRET,
    );
  }

  /** Both peaks of a day, all at one speed. */
  function peaks(day: number, speed: number): WindowRow[] {
    return [6.5, 16.5].flatMap((hour) =>
      Array.from({ length: 24 }, (_, w) =>
        trafficWindow('x-road-1', MONDAY + day * DAY_MS + hour * HOUR_MS + w * 300_000, 50, speed),
      ),
    );
  }

  it('[KPI MOB-06] take the percentile over the days of a month, and of a quarter, and revise it', async () => {
    // 60 km/h at free flow. Days at 60, 30, 40, 50 and 60 km/h take 1, 2, 1.5, 1.2 and 1 times as long: P95 is 2.
    await kpis.windows([60, 30, 40, 50, 60].flatMap((speed, day) => peaks(day, speed)));
    await kpis.settle(60_000);

    for (const area of ['718', '74']) {
      const [month] = await kpis.values('MOB-06', area, 'month', MONTH, NOW);
      expect(month?.value).toBeCloseTo(2, 9);
      expect(month).toMatchObject({ quality: 'ok', finality: 'provisional', caveats: ['spot_speed'] });
      const [quarter] = await kpis.values('MOB-06', area, 'quarter', QUARTER, NOW);
      expect(quarter?.value).toBeCloseTo(2, 9);
    }

    // The second day turns out to have been at 20 km/h.
    await kpis.windows(peaks(1, 20));
    await kpis.settle(60_000);

    expect((await kpis.values('MOB-06', '74', 'month', MONTH, NOW))[0]?.value).toBeCloseTo(3, 9);
    expect((await kpis.values('MOB-06', '74', 'quarter', QUARTER, NOW))[0]?.value).toBeCloseTo(3, 9);
  });

  it('[KPI ENV-02] revise a day when a late hour of the evening before changes its 8-hour means', async () => {
    const tuesday = MONDAY + DAY_MS;
    const hours = (from: number, count: number, o3: number): WindowRow[] =>
      Array.from({ length: count * 12 }, (_, w) => ({
        family: 'air',
        device: 'x-air-1',
        start: from + w * 300_000,
        fields: { readings: 1, valid_s: 300, pm25_sum: 20, pm25_n: 1, o3_sum: o3, o3_n: 1 },
      }));
    await kpis.windows(hours(tuesday, 24, 20));
    await kpis.settle(60_000);
    const [before] = await kpis.values('ENV-02', '718', 'day', tuesday, NOW);

    await kpis.windows(hours(tuesday - 7 * HOUR_MS, 7, 300));
    await kpis.settle(60_000);

    // Before: PM2.5 of 20 alone, 40. Then (7·300 + 20)/8 = 265 µg/m³ ozone until 01:00: 229.
    const [after] = await kpis.values('ENV-02', '718', 'day', tuesday, NOW);
    expect(before).toMatchObject({ value: 40, finality: 'final', revision: 0 });
    expect(after).toMatchObject({ value: 229, finality: 'final', revision: 1, caveats: ['unofficial'] });
    expect(after?.place).not.toBeNull();
  });
});
