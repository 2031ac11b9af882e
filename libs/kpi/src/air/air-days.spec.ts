import { describe, expect, it } from '@jest/globals';
import { aContext, aDevice, aStation, columnsOf } from '../../test/fixtures.js';
import { AreaTotals } from '../core/area-totals.js';
import { DayVectors } from '../core/day-vectors.js';
import { finishMember } from '../core/finish.js';
import { foldTime } from '../core/fold.js';
import { stationHours } from '../core/windows.js';
import { DAY_MS, HOUR_MS, localMidnight } from '../time/civil.js';
import { AIR } from './air-components.js';
import { airDomain } from './air-domain.js';
import { airMembers } from './air-members.js';

const DAY = localMidnight(2026, 11, 23);
const LIMITS: Readonly<Record<string, number>> = { 'o3|8h': 120, 'co|8h': 10_000 };
const context = aContext({ limit: (p, averaging) => LIMITS[`${p}|${averaging}`] ?? null });
const station = aStation({ id: 'a', no: 1, family: 'air', devices: [aDevice({ id: 'a', cadenceS: 300 })] });

/** Hourly means by pollutant; a missing one isn't reported. */
type Means = Readonly<Partial<Record<'pm25' | 'o3' | 'no2' | 'co', number>>>;

function hourOf(from: number, means: Means, now: number): Float64Array {
  const rows = Array.from({ length: 12 }, (_, w) => ({
    device: 'a',
    time: from + w * 300_000,
    fields: {
      readings: 1,
      ...Object.fromEntries(
        Object.entries(means).flatMap(([p, mean]) => [
          [`${p}_sum`, mean],
          [`${p}_n`, 1],
        ]),
      ),
    },
  }));
  const [hour] = stationHours([station], columnsOf(rows), from, now);
  return (hour && airDomain.compute(hour, 0, 12, context)) ?? new Float64Array(0);
}

/** A day's vector from its hours' means, as of its end or of `now`; `before`: the seven hours before it. */
function dayOf(
  means: (hour: number) => Means | null,
  { from = DAY, now = from + 2 * DAY_MS, before }: { from?: number; now?: number; before?: Means } = {},
): Float64Array {
  const hours = Array.from({ length: 24 }, (_, i) => {
    const own = from + i * HOUR_MS < now ? means(i) : null;
    return own === null ? null : hourOf(from + i * HOUR_MS, own, now);
  });
  const earlier = before === undefined ? [] : Array.from({ length: 7 }, () => hourOf(from, before, now));
  const span = { level: 'day', from, to: from + DAY_MS, now } as const;
  return foldTime(airDomain, hours, span, context, earlier) ?? new Float64Array(0);
}

/** A longer period's vector from its days'. */
function months(days: readonly Float64Array[]): Float64Array {
  const span = { level: 'month', from: DAY, to: DAY + 30 * DAY_MS, now: DAY + 40 * DAY_MS } as const;
  return foldTime(airDomain, days, span, context) ?? new Float64Array(0);
}

function valueOf(kpi: string, vectors: readonly Float64Array[], days?: readonly Float64Array[]) {
  const stations = vectors.map((vector, i) => ({ station: `s${i}`, no: i + 1, vector }));
  const byDay = (days === undefined ? [vectors] : days.map((vector) => [vector])).map(
    (one, i) => [i, new Map(one.map((vector, s) => [`s${s}`, vector]))] as const,
  );
  const series = new DayVectors([AIR.at.d_aqi, AIR.at.d_aqi_n], new Map(byDay), 'all');
  const totals = new AreaTotals(stations, AIR.names.length, false, series);
  const member = airMembers.find((one) => one.kpi === kpi);
  return member === undefined ? null : finishMember(member, totals, { ok: 0.75, partial: 0.75 });
}

describe('[KPI ENV-02] daily VN_AQI', () => {
  it('is 110 for PM2.5 55.7, NO2 130.8 and O3 114.6 [kpi.md §2.2]', () => {
    // PM2.5: 50/30·(55.7 − 50) + 100 = 109.5 → 110; NO2: 50/100·30.8 + 50 = 65.4; O3 1 h: 50/160·114.6 = 35.8;
    // O3 8 h: (7·89.3 + 114.6)/8 = 92.5 → 46. The greatest rules.
    const day = dayOf((i) => ({ pm25: 55.7, no2: i === 8 ? 130.8 : 60, o3: i === 14 ? 114.6 : 89.3 }));

    expect(valueOf('ENV-02', [day])).toMatchObject({ value: 110, place: 1, quality: 'ok' });
  });

  it('stays at 500 above the last breakpoint, and says so [kpi.md §2.3]', () => {
    const worst = dayOf(() => ({ pm25: 600 }));

    expect(valueOf('ENV-02', [worst])).toMatchObject({ value: 500, reason: 'over_range' });
    expect(valueOf('ENV-02', [dayOf(() => ({ pm25: 25 })), worst])).toMatchObject({ reason: 'over_range' });
    expect(valueOf('ENV-02', [dayOf(() => ({ pm25: 500 }))])).toMatchObject({ value: 500, reason: null });
  });

  it('of an area is that of its worst station, which it names; of a week that of its worst day', () => {
    // PM2.5 25 → 50 and 50 → 100.
    const [clean, worse] = [dayOf(() => ({ pm25: 25 })), dayOf(() => ({ pm25: 50 }))];

    expect(valueOf('ENV-02', [clean, worse])).toMatchObject({ value: 100, place: 2 });
    expect(valueOf('ENV-02', [months([worse, clean])], [worse, clean])).toMatchObject({ value: 100 });
    expect(airMembers.find((member) => member.kpi === 'ENV-02')?.areaCaveat).toBe('unofficial');
  });

  it('reaches into the day before for the 8-hour ozone mean', () => {
    // Ending 01:00: (7·300 + 20)/8 = 265 → 200 + 100/190·(265 − 210) = 228.9 → 229. Without the day before: 50/25·20 = 40.
    const means = (): Means => ({ pm25: 20, o3: 20 });

    expect(valueOf('ENV-02', [dayOf(means, { before: { pm25: 20, o3: 300 } })])?.value).toBe(229);
    expect(valueOf('ENV-02', [dayOf(means)])?.value).toBe(40);
  });

  it('needs 18 of 24 hours', () => {
    expect(valueOf('ENV-02', [dayOf((i) => (i < 18 ? { pm25: 25 } : {}))])?.value).toBe(50);
    expect(valueOf('ENV-02', [dayOf((i) => (i < 17 ? { pm25: 25 } : {}))])).toMatchObject({
      value: null,
      reason: 'no_valid_window',
    });
  });
});

describe('[KPI ENV-03] days good or moderate', () => {
  const good = dayOf(() => ({ pm25: 50 }));
  const bad = dayOf(() => ({ pm25: 51 }));
  const invalid = dayOf((i) => (i < 12 ? { pm25: 10 } : {}));

  it('is the share of valid station-days with an AQI up to 100', () => {
    // 50 µg/m³ is exactly 100, 51 is 101.7 → 102: three good days of four.
    expect(valueOf('ENV-03', [months([good, good, good, bad])])).toMatchObject({ value: 75, num: 3, den: 4 });
  });

  it('adds up station-days, not districts’ shares', () => {
    // Station 1: 1 of 1; station 2: 1 of 3 → 2/4 = 50 %, not the mean of 100 % and 33 %.
    expect(valueOf('ENV-03', [months([good]), months([good, bad, bad])])).toMatchObject({ value: 50 });
  });

  it('says nothing where fewer than 75 % of the days are valid, and keeps what it counted', () => {
    expect(valueOf('ENV-03', [months([good, invalid])])).toMatchObject({
      value: null,
      num: 1,
      den: 1,
      completeness: 0.5,
      quality: 'insufficient',
    });
  });

  it('counts no day that is still running', () => {
    const running = dayOf(() => ({ pm25: 50 }), { now: DAY + 23 * HOUR_MS });

    expect(valueOf('ENV-03', [running])).toMatchObject({ value: null, reason: 'no_valid_window' });
  });
});

describe('[KPI ENV-04] mean concentrations', () => {
  it('is the mean of the stations’ means of their valid days', () => {
    // Station 1: (20 + 30)/2 = 25; station 2: 45. Mean 35, not the mean of three days, 31.7.
    const first = months([dayOf(() => ({ pm25: 20 })), dayOf(() => ({ pm25: 30 }))]);
    const second = months([dayOf(() => ({ pm25: 45 }))]);

    expect(valueOf('ENV-04.pm25', [first, second])).toMatchObject({ value: 35, num: 70, den: 2 });
    expect(valueOf('ENV-04.pm25', [first])?.value).toBe(25);
  });

  it('leaves out a station with fewer than 75 % of its days', () => {
    // 2 of 3 days; the area has 5 of 6, 83 %.
    const few = months([20, 20, null].map((pm25) => dayOf(() => (pm25 === null ? {} : { pm25 }))));
    const all = months([60, 60, 60].map((pm25) => dayOf(() => ({ pm25 }))));

    expect(valueOf('ENV-04.pm25', [few, all])).toMatchObject({ value: 60, den: 1, quality: 'ok' });
    expect(valueOf('ENV-04.pm25', [few])).toMatchObject({ value: null, quality: 'insufficient' });
  });

  it('asks for no pollutant that the station doesn’t measure', () => {
    const measures = new Set(['pm25']);
    const device = aDevice({ id: 'a', cadenceS: 300, measures });
    const rows = Array.from({ length: 12 }, (_, w) => ({
      device: 'a',
      time: DAY + w * 300_000,
      fields: { readings: 1, pm25_sum: 20, pm25_n: 1 },
    }));
    const only = aStation({ family: 'air', devices: [device] });
    const [hour] = stationHours([only], columnsOf(rows), DAY, DAY + DAY_MS);
    const vector = (hour && airDomain.compute(hour, 0, 12, context)) ?? new Float64Array(0);

    expect([vector[AIR.at.o_pm25], vector[AIR.at.o_no2]]).toEqual([1, 0]);
  });
});

describe('[KPI ENV-05] exceedances of 8-hour means', () => {
  it('counts a mean at every hour, reaching into the day before', () => {
    // 180 before midnight, 100 after it. The mean ending i + 1 hours after midnight is (180·(7 − i) + 100·(i + 1))/8:
    // 170, 160, 150, 140, 130, 120, …: five of 24 lie above 120.
    const day = dayOf(() => ({ pm25: 20, o3: 100 }), { before: { o3: 180 } });

    expect(valueOf('ENV-05.o3-8h.count', [day])).toMatchObject({ value: 5, num: 5 });
    expect(valueOf('ENV-05.o3-8h.share', [day])?.value).toBeCloseTo((5 / 24) * 100, 9);
  });

  it('needs 6 of 8 hours', () => {
    // Nothing before midnight, then 300: the first mean has 1 hour; valid from the sixth on: 19 of 24.
    expect(valueOf('ENV-05.o3-8h.count', [dayOf(() => ({ o3: 300 }))])).toMatchObject({ value: 19 });
    expect(valueOf('ENV-05.co-8h.share', [dayOf(() => ({ co: 9000 }))])).toMatchObject({ value: 0, den: 19 });
  });
});
