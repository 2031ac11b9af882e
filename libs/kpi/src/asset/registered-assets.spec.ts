import { describe, expect, it } from '@jest/globals';
import { figuresOf, type Reported, rowsEvery, stationDays, valueOver } from '../../test/evaluate.js';
import { aContext, aDevice, aStation, columnsOf, type RowOf } from '../../test/fixtures.js';
import type { KpiStation } from '../core/station.js';
import { stationHours } from '../core/windows.js';
import { localMidnight } from '../time/civil.js';
import { trafficDomain } from '../traffic/traffic-domain.js';
import { type BinHour, countCollections } from './collections.js';
import { energyDomain } from './energy.js';
import { lightingDomain } from './lighting.js';
import { parkingDomain } from './parking.js';
import { wasteDomain } from './waste.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FIRST = localMidnight(2026, 11, 1);

function aPlace(
  no: number,
  family: string,
  cadenceS: number,
  facts: Readonly<Record<string, unknown>> = {},
): KpiStation {
  return aStation({
    id: `s${no}`,
    no,
    family,
    devices: [
      aDevice({
        id: `d${no}`,
        cadenceS,
      }),
    ],
    facts: Object.entries(facts).map(([key, value]) => ({
      key,
      value,
      validFrom: 0,
      validTo: null,
    })),
  });
}
function report(
  station: KpiStation,
  everyS: number,
  days: number,
  fields: (hours: number) => RowOf['fields'],
): Reported {
  const rows = rowsEvery(everyS, FIRST - 30 * HOUR, FIRST + days * DAY, (at) => fields((at - FIRST) / HOUR));
  return { station, rows: rows.map((row) => ({ ...row, device: station.devices[0]?.id ?? '' })) };
}

describe('[KPI MOB-16] parking occupancy', () => {
  // Lot 1: 60 of 100 spaces for the whole hour; lot 2: 10 of 20 for its first half, silent afterwards.
  // (60·1 + 10·0.5) / (100·1 + 20·0.5) = 65 / 110 = 59.09 %. A mean of the lots' shares would say 55.
  const rows = (used: number, capacity: number | null, n: number): RowOf[] =>
    Array.from({ length: n }, (_, w) => ({
      time: FIRST + w * 300_000,
      fields: {
        readings: 1,
        used_n: 1,
        used_sum: used,
        ...(capacity !== null && { capacity_n: 1, capacity_sum: capacity }),
      },
    }));
  const hourOf = (station: KpiStation, own: readonly RowOf[]) => {
    const columns = columnsOf(own.map((row) => ({ ...row, device: station.devices[0]?.id ?? '' })));
    const [hour] = stationHours([station], columns, FIRST, FIRST + DAY);
    return (hour && parkingDomain.compute(hour, 0, 12, aContext())) ?? new Float64Array(0);
  };
  const shares = (vector: Float64Array): number[] => [...vector.subarray(5, 7)];

  it('weighs by spaces and by the time observed', () => {
    const one = shares(hourOf(aPlace(1, 'parking', 300), rows(60, 100, 12)));
    const two = shares(hourOf(aPlace(2, 'parking', 300), rows(10, 20, 6)));
    expect([...one, ...two].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([60, 100, 5, 10]);
  });

  it('takes the registered spaces where the device tells none, and leaves out what has neither', () => {
    const lot = { lot: { spaces: 80, realtime: true } };
    expect(shares(hourOf(aPlace(1, 'parking', 300, lot), rows(40, null, 12)))[1]).toBeCloseTo(80, 9);
    expect(shares(hourOf(aPlace(1, 'parking', 300), rows(40, null, 12)))).toEqual([0, 0]);
  });
});

describe('[KPI NRG-01] street-light energy per km', () => {
  // Cabinet 1 lights 2 km with 10 kWh a day, cabinet 2 lights 3 km with 30 kWh a day; two days: 80 kWh / 5 km = 16.
  // Cabinet 3 has no registered length: its energy is left out, for its street isn't in the 5 km.
  const cabinet = (no: number, litKm: number | null, perDay: number): Reported =>
    report(
      aPlace(no, 'lighting', 300, {
        lamps: { total: 10, managed: 8, led: 8, ...(litKm !== null && { litKm }) },
      }),
      ...([300, 2, () => ({ kwh_n: 1, kwh_delta: perDay / 288, kwh_resets: 0 })] as const),
    );

  it('divides what the meters counted by the length that they light', () => {
    const cabinets = [cabinet(1, 2, 10), cabinet(2, 3, 30), cabinet(3, null, 99)];
    const found = valueOver('NRG-01', lightingDomain, cabinets, { first: FIRST, count: 2 });
    expect(found?.value).toBeCloseTo(16, 9);
    expect(found?.num).toBeCloseTo(80, 9);
    expect(found?.den).toBeCloseTo(5, 9);
  });

  it('says so when a meter began anew, and when no length is registered', () => {
    const { station, rows } = cabinet(1, 2, 10);
    const reset = rows.map((row, i) =>
      i === 500 ? { ...row, fields: { ...row.fields, kwh_resets: 1 } } : row,
    );
    const options = { first: FIRST, count: 2 };
    expect(valueOver('NRG-01', lightingDomain, [{ station, rows: reset }], options)?.reason).toBe(
      'meter_reset',
    );
    expect(valueOver('NRG-01', lightingDomain, [cabinet(3, null, 9)], options)).toMatchObject({
      value: null,
      reason: 'no_figure',
    });
  });
});

describe('[KPI NRG-04] public electricity per capita', () => {
  it('divides the year’s energy by the population of that year', () => {
    // Two buildings, 24 and 72 kWh a day for two days: 192 kWh for 1,000 people = 0.192 kWh a person.
    const meter = (no: number, perHour: number): Reported =>
      report(aPlace(no, 'energy', 900), 900, 2, () => ({ kwh_n: 1, kwh_delta: perHour / 4, kwh_resets: 0 }));
    const options = {
      first: FIRST,
      count: 2,
      period: 'year',
      figures: figuresOf({ 'se.pop': 1000 }),
    } as const;
    const found = valueOver('NRG-04', energyDomain, [meter(1, 1), meter(2, 3)], options);
    expect(found?.value).toBeCloseTo(0.192, 12);
    // No building, no value: nothing was metered, which is not nothing used.
    expect(valueOver('NRG-04', energyDomain, [], options)).toBeNull();
  });
});

describe('[KPI WST-03] timely collection', () => {
  // Fill in percent by hours since the first midnight; a reading every 15 minutes.
  const bin = (fill: (hours: number) => number, collected: readonly number[] = []): Reported =>
    report(aPlace(1, 'waste', 900), 900, 4, (hours) => ({
      fill_n: 1,
      [`fill_h${bucketOf(fill(hours))}`]: 1,
      collected_sum: collected.includes(hours) ? 1 : 0,
    }));
  const bucketOf = (percent: number): number => [20, 40, 60, 80, 90].filter((edge) => percent >= edge).length;
  const share = (one: Reported) => valueOver('WST-03', wasteDomain, [one], { first: FIRST, count: 4 });

  it('counts a call as timely when the bin is emptied within 24 hours', () => {
    // Full at 10:00, emptied at 20:00 the same day: in time. Full again on day 2 at 10:00, emptied on day 3 at 12:00, after
    // 26 hours: late. 1 of 2.
    const found = share(bin((h) => ((h >= 10 && h < 20) || (h >= 34 && h < 60) ? 85 : 30), [20, 60]));
    expect(found).toMatchObject({ value: 50, num: 1, den: 2 });
  });

  it('takes a low reading for a collection that was not reported', () => {
    expect(share(bin((h) => (h >= 10 && h < 20 ? 85 : 30)))).toMatchObject({ value: 100, den: 1 });
  });

  it('takes a reading between 60 and 80 % for neither, and a bin that stays full for one call', () => {
    expect(share(bin((h) => (h < 10 ? 30 : h % 2 < 1 ? 85 : 75)))).toMatchObject({
      value: 0,
      num: 0,
      den: 1,
    });
  });

  it('has no value where no bin called, and says so', () => {
    expect(share(bin(() => 30))).toMatchObject({ value: null, reason: 'no_event' });
  });

  it('counts each decision in one day, whatever the days it was looked at from', () => {
    // A call every 30 hours, answered after 10, 20, 26 … hours in turn: the days' counts add up to those of the whole.
    const waits = [10, 20, 26, 5, 29];
    const isDue = (h: number): boolean => {
      const turn = Math.floor(h / 60);
      return h >= 0 && h - turn * 60 < (waits[turn % waits.length] ?? 0);
    };
    const hours = Array.from({ length: 14 * 24 }, (_, i): BinHour => {
      const due = isDue(i - 30) ? 0xfff : 0;
      return { seen: 0xfff, due, low: due === 0 ? 0xfff : 0, collected: 0 };
    });
    const from = FIRST - 30 * HOUR;
    const whole = countCollections(hours, from, FIRST);
    const days = Array.from({ length: 12 }, (_, d) =>
      countCollections(hours.slice(d * 24, d * 24 + 54), from + d * DAY, FIRST + d * DAY),
    );
    expect(whole.decided).toBeGreaterThan(3);
    const sum = (pick: 'decided' | 'timely') => days.reduce((total, day) => total + day[pick], 0);
    const ended = countCollections(hours.slice(0, 30 + 12 * 24), from, FIRST);
    expect([sum('decided'), sum('timely')]).toEqual([ended.decided, ended.timely]);
  });
});

describe('what a station stands for', () => {
  it('[KPI MOB-12] is its segment’s length on a major street, times the readings expected', () => {
    const segment = { lengthKm: 2.5, lanes: 4, freeFlowKmh: 50 };
    const index = trafficDomain.components.indexOf('major_e');
    const dayOf = (roadClass: string) => {
      const station = aPlace(1, 'traffic', 60, { segment, roadClass });
      return stationDays(trafficDomain, { station, rows: [] }, FIRST, 1).get(FIRST);
    };
    // 1,440 readings are expected in a day, all of them missing: 2.5 · 1440.
    expect(dayOf('major')?.[index]).toBe(3600);
    expect(dayOf('minor')?.[index]).toBe(0);
  });

  it.each([
    ['MOB-17', parkingDomain, 'parking', 'realtime_e', { lot: { spaces: 40, realtime: true } }, 40],
    ['MOB-17', parkingDomain, 'parking', 'realtime_e', { lot: { spaces: 40, realtime: false } }, 0],
    ['NRG-03', lightingDomain, 'lighting', 'managed_e', { lamps: { total: 9, managed: 7, led: 7 } }, 7],
    ['WST-01', wasteDomain, 'waste', 'sensors_e', { bins: { total: 3, sensor: 2 } }, 2],
    ['WST-01', wasteDomain, 'waste', 'sensors_e', {}, 1],
  ])('[KPI %s] is read from its facts', (_kpi, domain, family, component, facts, units) => {
    const station = aPlace(1, family, 3600, facts);
    const day = stationDays(domain, { station, rows: [] }, FIRST, 1).get(FIRST);
    expect(day?.[domain.components.indexOf(component)]).toBe(units * 24);
  });
});
