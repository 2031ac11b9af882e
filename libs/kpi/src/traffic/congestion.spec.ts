import { describe, expect, it } from '@jest/globals';
import { aContext, aDevice, aStation, columnsOf, type RowOf } from '../../test/fixtures.js';
import { AreaTotals } from '../core/area-totals.js';
import { finishMember } from '../core/finish.js';
import { foldTime } from '../core/fold.js';
import { DEFAULT_MIN_COMPLETENESS } from '../core/quality.js';
import type { KpiStation } from '../core/station.js';
import { stationHours } from '../core/windows.js';
import { DAY_MS, HOUR_MS, localMidnight } from '../time/civil.js';
import { TRAFFIC } from './traffic-components.js';
import { peakHour } from './traffic-day.js';
import { trafficDomain } from './traffic-domain.js';
import { trafficMembers } from './traffic-members.js';

/** Monday. */
const DAY = localMidnight(2026, 11, 23);
const QUARTER_MS = HOUR_MS / 4;

function aRoad(id: string, segment: Readonly<Record<string, number>>, directions = ['']): KpiStation {
  const devices = directions.map((direction) => aDevice({ id: `${id}${direction}`, direction }));
  return aStation({ id, facts: [{ key: 'segment', value: segment, validFrom: 0, validTo: null }], devices });
}

/** What one direction carried in a quarter: vehicles (all cars), their speed, and those above 50 km/h. */
interface Flow {
  readonly n: number;
  readonly speed: number;
  readonly over50?: number;
}

/** The three full windows of a quarter; none where nothing is given. */
function quarter(device: string, direction: string, from: number, flow: Flow | null): RowOf[] {
  if (flow === null) return [];
  const { n, speed, over50 = 0 } = flow;
  const fields = {
    readings: 5,
    valid_s: 300,
    n_sum: n / 3,
    n_car_sum: n / 3,
    n_spd: n / 3,
    n_over_v: n / 3 / speed,
    n_gt50: over50 / 3,
  };
  return [0, 1, 2].map((w) => ({ device, direction, time: from + w * 300_000, fields }));
}

/** A road's day from the flow of each direction in each quarter (0–95). */
function dayOf(
  road: KpiStation,
  flow: (quarter: number, direction: string) => Flow | null,
  day = DAY,
): Float64Array {
  const context = aContext();
  const hours = Array.from({ length: 24 }, (_, h) => {
    const from = day + h * HOUR_MS;
    const rows = road.devices.flatMap(({ id, direction }) =>
      [0, 1, 2, 3].flatMap((q) => quarter(id, direction, from + q * QUARTER_MS, flow(h * 4 + q, direction))),
    );
    const [hour] = stationHours([road], columnsOf(rows), from, day + 3 * DAY_MS);
    return (hour && trafficDomain.compute(hour, 0, 12, context)) ?? null;
  });
  const span = { level: 'day', from: day, to: day + DAY_MS, now: day + 3 * DAY_MS } as const;
  return foldTime(trafficDomain, hours, span, context) ?? new Float64Array(0);
}

function valueOf(kpi: string, vectors: readonly Float64Array[], single = false) {
  const stations = vectors.map((vector, i) => ({ station: `s${i}`, no: i + 1, vector }));
  const totals = new AreaTotals(stations, TRAFFIC.names.length, single);
  const member = trafficMembers.find((one) => one.kpi === kpi);
  return member === undefined ? null : finishMember(member, totals, DEFAULT_MIN_COMPLETENESS);
}

const at = (hour: number, minute = 0): number => hour * 4 + minute / 15;

describe('[KPI MOB-08] congested hours', () => {
  const road = aRoad('a', { lengthKm: 2, lanes: 2, freeFlowKmh: 50 });

  it('counts the quarters below 90 % of free flow between 6 and 22', () => {
    // 44 km/h is below 45, 45 is not: 07:00–08:30 six quarters and 17:00–18:00 four are 2.5 h; 23:00 doesn't count.
    const slow = (q: number): boolean =>
      (q >= at(7) && q < at(8, 30)) || (q >= at(17) && q < at(18)) || q >= at(23);
    const day = dayOf(road, (q) => ({ n: 60, speed: slow(q) ? 44 : 45 }));

    // 64 quarters · 60 vehicles · 2 km = 7680 veh·km carry the weight.
    expect(valueOf('MOB-08', [day])).toMatchObject({ quality: 'ok', completeness: 1 });
    expect(valueOf('MOB-08', [day])?.value).toBeCloseTo(2.5, 9);
    expect(valueOf('MOB-08', [day])?.den).toBeCloseTo(7680, 6);
  });

  it('takes a constant 90 % of free flow for not congested', () => {
    // Three windows of 37 vehicles at 54 km/h (= 0.9 · 60) have a mean of 53.99999999999999 km/h in binary.
    const road60 = aRoad('a', { lengthKm: 2, lanes: 2, freeFlowKmh: 60 });

    expect(valueOf('MOB-08', [dayOf(road60, () => ({ n: 111, speed: 54 }))])?.value).toBe(0);
  });

  it('gives each direction its vote: one of two congested for an hour is half an hour', () => {
    const both = aRoad('b', { lengthKm: 1, lanes: 2, freeFlowKmh: 50 }, ['in', 'out']);
    const day = dayOf(both, (q, direction) => ({
      n: 60,
      speed: direction === 'in' && q >= at(7) && q < at(8) ? 20 : 50,
    }));

    expect(valueOf('MOB-08', [day])?.value).toBeCloseTo(0.5, 9);
  });

  it('weighs stations and days by their veh·km', () => {
    // 2 h at 60 vehicles a quarter, 0 h at 20: (2·60 + 0·20)/80 = 1.5 h, not 1 h.
    const busy = dayOf(road, (q) => ({ n: 60, speed: q >= at(7) && q < at(9) ? 20 : 50 }));
    const quiet = dayOf(road, () => ({ n: 20, speed: 50 }));

    expect(valueOf('MOB-08', [busy, quiet])?.value).toBeCloseTo(1.5, 9);
  });

  it('has no value on a Sunday, and says why', () => {
    const sunday = dayOf(road, () => ({ n: 60, speed: 20 }), DAY - DAY_MS);

    expect(valueOf('MOB-08', [sunday])).toMatchObject({ value: null, reason: 'no_schedule' });
  });
});

describe('[KPI MOB-10] share of VKT at LOS E–F', () => {
  it('takes the quarters at or below 40 % of free flow', () => {
    // 10 of 96 quarters at 20 km/h (= 0.4 · 50), 100 vehicles each, the others 50: 1000/(1000 + 4300) = 18.87 %.
    const road = aRoad('a', { lengthKm: 2, lanes: 2, freeFlowKmh: 50 });
    const day = dayOf(road, (q) => (q < 10 ? { n: 100, speed: 20 } : { n: 50, speed: 21 }));

    expect(valueOf('MOB-10', [day])?.value).toBeCloseTo((1000 / 5300) * 100, 9);
    expect(valueOf('MOB-10', [day])?.num).toBeCloseTo(2000, 6);
  });

  it('takes a constant 40 % of free flow for E–F, however the vehicles are spread', () => {
    // Three windows of 7 vehicles at 20 km/h have a mean of 20.000000000000004 km/h in binary.
    const road = aRoad('a', { lengthKm: 2, lanes: 2, freeFlowKmh: 50 });

    expect(valueOf('MOB-10', [dayOf(road, () => ({ n: 21, speed: 20 }))])?.value).toBe(100);
  });

  it('and those above capacity, where the segment says it', () => {
    // 300 cars a quarter are 1200 pcu/h: above 1000, not above 1200.
    const full = (capacityPcu: number): KpiStation =>
      aRoad('a', { lengthKm: 1, lanes: 2, freeFlowKmh: 50, capacityPcu });
    const flow = (q: number): Flow => ({ n: q < 48 ? 300 : 100, speed: 40 });

    expect(valueOf('MOB-10', [dayOf(full(1000), flow)])?.value).toBeCloseTo(75, 9);
    expect(valueOf('MOB-10', [dayOf(full(1200), flow)])?.value).toBe(0);
  });
});

describe('[KPI MOB-11] peak-hour factor', () => {
  const road = aRoad('a', { lengthKm: 1, lanes: 2, freeFlowKmh: 50 });

  it('is that of the four busiest quarters in a row [kpi.md §3.1]', () => {
    // 900, 1000, 1200, 850 from 07:30: 3950 / (4 · 1200) = 0.823.
    const peak = [900, 1000, 1200, 850];
    const day = dayOf(road, (q) => ({ n: peak[q - at(7, 30)] ?? 100, speed: 40 }));

    expect(valueOf('MOB-11', [day], true)?.value).toBeCloseTo(3950 / 4800, 9);
    expect(valueOf('MOB-11', [day], true)?.num).toBeCloseTo(3950, 6);
  });

  it('of an area is the stations’ median, marked as information', () => {
    // 1 (even flow), 0.5 (100 + 3·33.3 → 200/400) and 0.25 (one quarter only): 0.5.
    const even = dayOf(road, () => ({ n: 100, speed: 40 }));
    const half = dayOf(road, (q) => ({ n: q === 40 ? 90 : q > 40 && q < 44 ? 30 : 0, speed: 40 }));
    const single = dayOf(road, (q) => ({ n: q === 40 ? 90 : 0, speed: 40 }));

    expect(valueOf('MOB-11', [even, half, single])?.value).toBeCloseTo(0.5, 9);
    expect(trafficMembers.find((member) => member.kpi === 'MOB-11')?.areaCaveat).toBe('median');
  });

  it('never spans a quarter that was not observed', () => {
    expect(peakHour([1, 1, 1, 1, null, 9, 9, 9])).toEqual({ volume: 4, busiest: 1 });
    expect(peakHour([9, 9, null, 9])).toBeNull();

    const day = dayOf(road, (q) => (q === 30 ? null : { n: q === 31 ? 500 : 100, speed: 40 }));
    // The quarter at 07:30 is missing: the peak hour begins with the 500 at 07:45.
    expect(valueOf('MOB-11', [day], true)?.value).toBeCloseTo(800 / 2000, 9);
  });
});

describe('[KPI SAF-03] speeding share', () => {
  it('is the share of vehicles in intervals above the limit', () => {
    // 96 quarters of 60 vehicles, 6 of them above 50: 10 %.
    const road = aRoad('a', { lengthKm: 1, lanes: 2, freeFlowKmh: 50, speedLimitKmh: 50 });
    const day = dayOf(road, () => ({ n: 60, speed: 40, over50: 6 }));

    expect(valueOf('SAF-03', [day])?.value).toBeCloseTo(10, 9);
    expect(valueOf('SAF-03', [day])?.den).toBeCloseTo(5760, 6);
    expect(trafficMembers.find((member) => member.kpi === 'SAF-03')?.caveat).toBe('interval_speed');
  });

  it('has no value without a limit', () => {
    const road = aRoad('a', { lengthKm: 1, lanes: 2, freeFlowKmh: 50 });

    expect(valueOf('SAF-03', [dayOf(road, () => ({ n: 60, speed: 90, over50: 60 }))])).toMatchObject({
      value: null,
      reason: 'no_limit',
    });
  });

  it('leaves out windows from before speeding was counted', () => {
    const road = aRoad('a', { lengthKm: 1, lanes: 2, freeFlowKmh: 50, speedLimitKmh: 60 });

    // Rows without n_gt60.
    expect(valueOf('SAF-03', [dayOf(road, () => ({ n: 60, speed: 90, over50: 60 }))])?.value).toBeNull();
  });
});
