import { describe, expect, it } from '@jest/globals';
import type { StationDays } from '../core/day-vectors.js';
import { DAY_MS, localMidnight } from '../time/civil.js';
import { aadt, aashtoMean } from './aadt.js';
import { bufferIndex, nearestRank, planningTimeIndex } from './reliability.js';

const START = localMidnight(2026, 1, 1);

/** A segment of 1 km and 60 km/h at free flow, with the minutes it took on each day and the vehicles in the peaks. */
function segment(minutes: readonly number[], vehicles: number, valid = 1): StationDays {
  const column = (value: (minute: number) => number): Float64Array => Float64Array.from(minutes, value);
  return {
    station: `s${vehicles}`,
    no: vehicles,
    days: minutes.map((_, i) => START + i * DAY_MS),
    values: [
      column((minute) => (vehicles * minute) / 60),
      column(() => vehicles / 60),
      column(() => vehicles),
      column(() => valid * 100),
      column(() => 100),
    ],
  };
}

/** 20 days: 1.0, 1.1 … 2.9 minutes, in no order. */
const TWENTY = Array.from({ length: 20 }, (_, i) => 1 + ((i * 7) % 20) / 10);

describe('nearest rank', () => {
  it('of 20 values is the 19th at 95 %, of 10 the 10th', () => {
    expect(nearestRank(TWENTY, 0.95)).toBeCloseTo(2.8, 12);
    expect(nearestRank([3, 1, 2, 10, 4, 5, 6, 7, 8, 9], 0.95)).toBe(10);
    expect(nearestRank([5], 0.95)).toBe(5);
  });
});

describe('[KPI MOB-06] planning time index', () => {
  it('is P95 of the days’ travel time over free flow', () => {
    // The 19th of 20 days took 2.8 minutes; free flow takes 1.
    expect(planningTimeIndex([segment(TWENTY, 100)]).value).toBeCloseTo(2.8, 9);
  });

  it('is weighted by the segments’ veh·km', () => {
    // PTI 2.8 with 100 vehicles and 1.0 with 300, on 20 days: (2.8·100 + 1·300)/400 = 1.45.
    const steady = segment(
      TWENTY.map(() => 1),
      300,
    );

    expect(planningTimeIndex([segment(TWENTY, 100), steady]).value).toBeCloseTo(1.45, 9);
    expect(planningTimeIndex([segment(TWENTY, 100), steady]).den).toBeCloseTo(8000, 6);
  });

  it('needs five days with 75 % of their peak readings', () => {
    const few = segment([1, 2, 3, 4], 100);

    expect(planningTimeIndex([few])).toMatchObject({ value: null, reason: 'too_few_days' });
    expect(planningTimeIndex([segment(TWENTY, 100, 0.74)]).value).toBeNull();
    expect(planningTimeIndex([segment(TWENTY, 100, 0.75)]).value).not.toBeNull();
  });
});

describe('[KPI MOB-07] buffer index', () => {
  it('is the time to keep in hand over the mean: 20 min · 40 % = 8 min [kpi.md §3.4]', () => {
    // 19 days at 20 min… P95 of 20 days is the 19th: 18 days at 20 and 2 at 30 have mean 21, P95 30: (30 − 21)/21 = 42.86 %.
    const minutes = [...Array<number>(18).fill(20), 30, 30];

    expect(bufferIndex([segment(minutes, 100)]).value).toBeCloseTo((9 / 21) * 100, 9);
  });

  it('of 1.0 … 2.9 minutes is (2.8 − 1.95)/1.95', () => {
    expect(bufferIndex([segment(TWENTY, 100)]).value).toBeCloseTo((0.85 / 1.95) * 100, 9);
  });
});

/** A year's days with their totals. */
const yearOf = (total: (day: number) => number, keep: (day: number) => boolean = () => true) =>
  Array.from({ length: 365 }, (_, i) => START + i * DAY_MS)
    .filter((_, i) => keep(i))
    .map((at, i) => ({ at, total: total(i) }));

describe('[KPI MOB-15] annual average daily traffic', () => {
  /** 1 January 2026 is a Thursday. */
  const isSunday = (at: number): boolean => Math.floor((at - START) / DAY_MS) % 7 === 3;

  it('weighs the weekdays alike, whatever days are missing', () => {
    // 1000 on Sundays, 2000 else: (6·2000 + 1000)/7 = 1857.14, also when half of the workdays are missing.
    const all = yearOf(() => 0).map(({ at }) => ({ at, total: isSunday(at) ? 1000 : 2000 }));
    const half = all.filter(({ at }, i) => isSunday(at) || Math.floor(i / 7) % 2 === 0);

    expect(aashtoMean(all)).toBeCloseTo(13_000 / 7, 9);
    expect(aashtoMean(half)).toBeCloseTo(13_000 / 7, 9);
  });

  it('needs eleven months with six weekdays each', () => {
    const days = yearOf(() => 500);
    const without = (months: number): typeof days =>
      days.filter(({ at }) => new Date(at + 7 * 3_600_000).getUTCMonth() >= months);

    expect(aashtoMean(without(1))).toBe(500);
    expect(aashtoMean(without(2))).toBeNull();
    expect(aashtoMean(days.filter(({ at }) => Math.floor((at - START) / DAY_MS) % 7 < 5))).toBeNull();
  });

  it('of an area is the stations’ mean by length, never their sum', () => {
    // 1000 a day on 3 km and 4000 on 1 km: (3000 + 4000)/4 = 1750.
    const station = (id: string, total: number, km: number): StationDays => {
      const days = yearOf(() => total);
      const column = (value: number): Float64Array => new Float64Array(days.length).fill(value);
      return {
        station: id,
        no: 1,
        days: days.map(({ at }) => at),
        values: [column(total), column(total * km), column(1)],
      };
    };

    expect(aadt([station('a', 1000, 3), station('b', 4000, 1)]).value).toBeCloseTo(1750, 9);
    expect(aadt([station('a', 1000, 0)]).value).toBeCloseTo(1000, 9);
    expect(aadt([station('a', 1000, 0), station('b', 4000, 1)]).value).toBeCloseTo(4000, 9);
  });
});
