import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { KpiItem } from '@app/contracts';
import { eventually as eventuallyWithin } from '@app/testing';
import { describeOnEachEngine } from './support/engines.js';
import { PlatformProcess } from './support/platform-process.js';
import type { Rest, SeriesPoint } from './support/rest.js';

/** A first evaluation of a day's history takes some seconds on a busy machine. */
function eventually<T>(what: string, check: () => Promise<T | undefined>): Promise<T> {
  return eventuallyWithin(what, check, 40_000, 100);
}

const LOCAL_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Local midnight of the newest weekday that has ended. */
function lastWeekday(): number {
  let day = Math.floor((Date.now() + LOCAL_MS) / DAY_MS) * DAY_MS - LOCAL_MS - DAY_MS;
  while ([0, 6].includes(new Date(day + LOCAL_MS).getUTCDay())) day -= DAY_MS;
  return day;
}

describeOnEachEngine('the numbers of kpi.md', (engines) => {
  const day = lastWeekday();
  let platform: PlatformProcess;
  let rest: Rest;

  beforeAll(async () => {
    platform = await PlatformProcess.create({ engines });
    await platform.start();
    rest = platform.rest;
  });

  afterAll(() => platform.remove());

  it('[kpi.md 3.6] VKT 17,000, speed 42.5, TTI 1.379 and 110 veh·h of delay for two segments', async () => {
    const area = '724';
    const place = { lat: 10.9, lon: 106.77, cadence: 300, activeFrom: day };
    await sendDay(rest, 'seg-a', { ...place, lengthKm: 2, freeFlowKmh: 50 }, day, 1000, 30);
    await sendDay(rest, 'seg-b', { ...place, lon: 106.775, lengthKm: 5, freeFlowKmh: 60 }, day, 3000, 45);

    const kpis = [
      'MOB-03',
      'MOB-04',
      'MOB-05',
      'MOB-09.total',
      'MOB-09.per1000vkt',
      'MOB-08',
      'MOB-10',
      'MOB-11',
    ];
    const [vkt, speed, tti, delay, per1000, congested, los, phf] = await Promise.all(
      kpis.map((kpi) =>
        dayValue(rest, kpi, area, day, (item) => item.value !== null && item.sources.reporting === 2),
      ),
    );

    expectClose(vkt?.value, 17_000);
    expectClose(speed?.value, 42.5);
    expectClose(tti?.value, 400 / 290);
    expectClose(delay?.value, 110);
    expectClose(per1000?.value, (110 / 17_000) * 1000);
    // Four hours of peaks have vehicles: both segments are below 90 % of free flow, neither at 40 %; the first peak is even.
    expectClose(congested?.value, 4);
    expect([los?.value, los?.caveats]).toEqual([0, ['spot_speed']]);
    expectClose(phf?.value, 1);
    expect([speed?.quality, speed?.completeness]).toEqual(['ok', 1]);
    expectClose((speed?.num ?? 0) / (speed?.den ?? 1), 42.5);
  });

  it('[kpi.md 3.1] the harmonic mean of 12 vehicles at 36 and 12 at 72 km/h is 48 km/h', async () => {
    const secret = await rest.camera('harmonic', { lat: 11.3, lon: 106.6, cadence: 150, activeFrom: day });
    const readings = [36, 72].map((speed, i) => ({
      ts: new Date(day + (i + 1) * 150_000).toISOString(),
      period: 150,
      n: { car: 12 },
      speed,
    }));
    await rest.ingest('harmonic', secret, JSON.stringify(readings));

    const item = await eventually('MOB-04', async () =>
      (
        await rest.values('MOB-04', {
          area: 'st-harmonic',
          period: '5min',
          from: iso(day),
          to: iso(day + 300_000),
        })
      ).find((one) => one.value !== null),
    );

    expectClose(item.value, 48);
  });

  it('[kpi.md 2.2] NowCast 20.3 gives AQI 41, with O3 136.1 and NO2 118.7 the hour has 59', async () => {
    const pm25 = [26.9, 24.7, 20.5, 23.5, 19.5, 16.5, 19.0, 16.5, 20.3, 22.4, 19.6, 20.6];
    const place = { lat: 10.95, lon: 106.7, cadence: 300, activeFrom: day, kind: 'air', profile: 'air' };
    const alone = await rest.camera('air-pm', place);
    const both = await rest.camera('air-all', { ...place, lon: 106.701 });
    const readings = pm25.flatMap((value, i) => hourOf(day + (8 + i) * HOUR_MS, { pm25: value }));
    const withGases = readings.map((reading, i) =>
      i >= 11 * 12 ? { ...reading, o3: 136.1, no2: 118.7 } : reading,
    );
    await rest.ingest('air-pm', alone, JSON.stringify(readings));
    await rest.ingest('air-all', both, JSON.stringify(withGases));
    const at = { period: 'hour', from: iso(day + 19 * HOUR_MS), to: iso(day + 20 * HOUR_MS) };

    const particles = await eventually('ENV-01 of particles', async () =>
      (await rest.values('ENV-01', { area: 'st-air-pm', ...at })).find((one) => one.value === 41),
    );
    const all = await eventually('ENV-01 with gases', async () =>
      (await rest.values('ENV-01', { area: 'st-air-all', ...at })).find((one) => one.value === 59),
    );
    const province = await eventually('ENV-01 of the province', async () =>
      (await rest.values('ENV-01', { area: '74', ...at })).find((one) => one.value === 59),
    );

    expect([particles.value, all.value]).toEqual([41, 59]);
    expect(province.place).toBe('st-air-all');
  });

  it('[kpi.md 2.5] 60 dB for 30 min, 90 for 15 and 75 for 30 make 83.28 dB', async () => {
    const place = { lat: 11.06, lon: 106.6, cadence: 300, activeFrom: day, kind: 'noise', profile: 'noise' };
    const secret = await rest.camera('noise', place);
    const levels = [60, 60, 60, 60, 60, 60, 90, 90, 90, 75, 75, 75, 75, 75, 75];
    const readings = levels.map((laeq, i) => ({ ts: iso(day + (i + 1) * 300_000), period: 300, laeq }));
    await rest.ingest('noise', secret, JSON.stringify(readings));

    const point = await eventually('the day', async () =>
      (
        await rest.all<SeriesPoint>('/api/v1/series', {
          measure: 'noise.laeq',
          device: 'noise',
          bucket: 'day',
          from: iso(day),
          to: iso(day + DAY_MS),
        })
      ).find((one) => one.n === 15),
    );

    expectClose(point.value, 10 * Math.log10((1800 * 10 ** 6 + 900 * 10 ** 9 + 1800 * 10 ** 7.5) / 4500));
    expect(point.value?.toFixed(2)).toBe('83.28');
  });
});

/** A whole day of 5-minute readings: `vehicles` over the peaks, none outside them. */
async function sendDay(
  rest: Rest,
  id: string,
  place: Parameters<Rest['camera']>[1],
  day: number,
  vehicles: number,
  speed: number,
): Promise<void> {
  const secret = await rest.camera(id, place);
  const peaks = [6.5, 16.5].flatMap((hour) => Array.from({ length: 24 }, (_, i) => hour * 12 + i));
  const each = Math.floor(vehicles / peaks.length);
  const extra = vehicles - each * peaks.length;
  const readings = Array.from({ length: 288 }, (_, i) => {
    const at = peaks.indexOf(i);
    const car = at < 0 ? 0 : each + (at < extra ? 1 : 0);
    return { ts: iso(day + (i + 1) * 300_000), period: 300, n: { car }, speed };
  });
  if ((await rest.ingest(id, secret, JSON.stringify(readings))) !== 202)
    throw new Error(`${id} was not taken`);
}

function hourOf(from: number, values: Record<string, number>): Record<string, unknown>[] {
  return Array.from({ length: 12 }, (_, i) => ({
    ts: iso(from + (i + 1) * 300_000),
    period: 300,
    ...values,
  }));
}

function dayValue(
  rest: Rest,
  kpi: string,
  area: string,
  day: number,
  settled: (item: KpiItem) => boolean,
): Promise<KpiItem> {
  return eventually(`${kpi} of ${area}`, async () =>
    (await rest.values(kpi, { area, period: 'day', from: iso(day), to: iso(day + DAY_MS) })).find(settled),
  );
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function expectClose(found: number | null | undefined, expected: number): void {
  expect(Math.abs((found ?? Number.NaN) - expected)).toBeLessThanOrEqual(1e-9 * Math.abs(expected));
}
