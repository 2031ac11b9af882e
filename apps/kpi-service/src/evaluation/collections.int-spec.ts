import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { localMidnight } from '@app/kpi';
import { SECRET } from '@app/testing';
import { closeGround, type Ground, KpiHarness, openGround, type WindowRow } from '../../test/kpi-harness.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Friday 20 November 2026, local midnight. */
const DAY1 = localMidnight(2026, 11, 20);
const NOW = DAY1 + 3 * DAY;

/** The reading of an hour: its bucket of fill (5: 90 % and more, 0: under 20 %). */
const reading = (hour: number, bucket: number, collected = 0): WindowRow => ({
  family: 'waste',
  device: 'x-bin-d',
  start: DAY1 + hour * HOUR,
  fields: { readings: 1, fill_n: 1, [`fill_h${bucket}`]: 1, collected_sum: collected },
});

describe('[KPI WST-03] collections through the evaluator', () => {
  let ground: Ground;
  let kpis: KpiHarness;

  beforeEach(async () => {
    ground = await openGround(DAY1 - HOUR);
    const { inventory } = ground.registry;
    const station = { id: 'x-bin', name: 'Thùng rác', kind: 'waste', lat: 10.9705, lon: 106.672 };
    await inventory.createStation(station);
    const device = { id: 'x-bin-d', station: 'x-bin', profile: 'waste', cadence: 3600, activeFrom: DAY1 };
    await inventory.createDevice(device, SECRET);
    await ground.registry.cache.refresh();
    kpis = await KpiHarness.start(ground);
    ground.clock.set(NOW);
  });

  afterEach(() => closeGround(ground));

  const month = async () =>
    (await kpis.values('WST-03', '718', 'month', localMidnight(2026, 11, 1), NOW)).at(-1);

  it('move to another day when a collection is told of late, and count once all the same', async () => {
    // Full from 10:00 of the first day, emptied at 20:00 of the second: 34 hours. The call is decided at 11:00 of the second
    // day, the first reading after more than 24 hours: late.
    const hours = Array.from({ length: 60 }, (_, hour) => hour).filter((hour) => hour !== 20);
    await kpis.windows(
      hours.map((hour) => reading(hour, hour >= 10 && hour < 44 ? 5 : 0, hour === 44 ? 1 : 0)),
    );
    await kpis.settle(120_000);
    expect(await month()).toMatchObject({ value: 0, num: 0, den: 1 });

    // The reading of 20:00 of the first day comes now: the bin was emptied then, in time, and filled up again within the hour.
    // The first call is answered; the second one, from 21:00 on, is answered after 23 hours.
    await kpis.windows([reading(20, 0, 1)]);
    await kpis.settle(120_000);

    expect(await month()).toMatchObject({ value: 100, num: 2, den: 2 });
  });
});
