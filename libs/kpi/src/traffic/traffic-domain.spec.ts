import { describe, expect, it } from '@jest/globals';
import { aContext, aDevice, aSegment, aStation, columnsOf, type RowOf } from '../../test/fixtures.js';
import { AreaTotals } from '../core/area-totals.js';
import { finishMember, type MemberValue } from '../core/finish.js';
import { DEFAULT_MIN_COMPLETENESS } from '../core/quality.js';
import type { KpiStation } from '../core/station.js';
import { stationHours } from '../core/windows.js';
import { localMidnight } from '../time/civil.js';
import { peakHourFactor } from './peak-hour-factor.js';
import { TRAFFIC } from './traffic-components.js';
import { trafficDomain } from './traffic-domain.js';
import { trafficMembers } from './traffic-members.js';

const HOUR = 3_600_000;
/** Monday 10:00 local; `LATER` closes everything. */
const T0 = localMidnight(2026, 11, 23) + 10 * HOUR;
const LATER = T0 + 2 * HOUR;

function full(time: number, n: number, speed: number, some: Partial<RowOf> = {}): RowOf {
  const fields = { readings: 5, valid_s: 300, n_sum: n, n_car_sum: n, n_spd: n, n_over_v: n / speed };
  return { time, ...some, fields: { ...fields, ...some.fields } };
}

function values(
  stations: readonly KpiStation[],
  rows: readonly RowOf[],
  span: readonly [number, number] = [0, 12],
  from = T0,
  now = LATER,
): Map<string, MemberValue> {
  const vectors = stationHours(stations, columnsOf(rows), from, now).flatMap((hour) => {
    const vector = trafficDomain.compute(hour, span[0], span[1], aContext());
    return vector === null ? [] : [{ station: hour.station.id, no: hour.station.no, vector }];
  });
  const totals = new AreaTotals(vectors, trafficDomain.components.length, false);
  const found = trafficMembers.flatMap((m) => finishMember(m, totals, DEFAULT_MIN_COMPLETENESS) ?? []);
  return new Map(found.map((value) => [value.kpi, value]));
}

const hourOf = (n: number, speed: number, some: Partial<RowOf> = {}): RowOf[] =>
  Array.from({ length: 12 }, (_, w) => full(T0 + w * 300_000, n, speed, some));

describe('[KPI MOB-01] traffic flow', () => {
  it('is the sum of the lanes of one direction', () => {
    const station = aStation({ facts: aSegment(1.5, 50), devices: [aDevice({ lanes: [1, 2] })] });
    const rows = [full(T0, 50, 30, { lane: '1' }), full(T0, 70, 30, { lane: '2' })];

    const flow = values([station], rows, [0, 1]).get('MOB-01');

    // 120 vehicles in 5 minutes: 120 · 3600/300 = 1440 veh/h.
    expect(flow?.value).toBeCloseTo(1440, 9);
    expect(flow).toMatchObject({ quality: 'ok', completeness: 1, reporting: 1, expected: 1 });
  });

  it('is length-weighted over stations: ΣVKT/ΣL', () => {
    const stations = [
      aStation({ id: 'a', facts: aSegment(2, 50), devices: [aDevice({ id: 'a' })] }),
      aStation({ id: 'b', facts: aSegment(1, 50), devices: [aDevice({ id: 'b' })] }),
    ];
    const rows = [full(T0, 100, 40, { device: 'a' }), full(T0, 40, 40, { device: 'b' })];

    // 100 in 5 minutes are 1200 veh/h on 2 km, 40 are 480 on 1 km: (2400 + 480)/3 = 960.
    expect(values(stations, rows, [0, 1]).get('MOB-01')?.value).toBeCloseTo(960, 9);
  });

  it('counts over the valid part of the time only, and says what is missing', () => {
    const rows = [full(T0, 40, 30, { fields: { readings: 4, valid_s: 240 } })];

    const flow = values([aStation({ facts: aSegment(1, 50) })], rows, [0, 1]).get('MOB-01');

    expect(flow?.value).toBeCloseTo(600, 9);
    expect(flow?.completeness).toBeCloseTo(0.8, 12);
  });

  describe('of a camera that was replaced', () => {
    const replaced = (at: number, direction = ''): KpiStation =>
      aStation({
        facts: aSegment(1, 50),
        devices: [
          aDevice({ id: 'old', direction, active: [{ from: 0, to: at }] }),
          aDevice({ id: 'new', active: [{ from: at, to: null }] }),
        ],
      });
    const rows = (device: (window: number) => string): RowOf[] =>
      Array.from({ length: 12 }, (_, w) => full(T0 + w * 300_000, 50, 30, { device: device(w) }));

    it('is that of the new one, which takes the place of the old', () => {
      // 50 vehicles in each 5 minutes are 600 an hour.
      const flow = values(
        [replaced(T0 - 7 * 24 * HOUR)],
        rows(() => 'new'),
      ).get('MOB-01');

      expect(flow).toMatchObject({ num: 600, quality: 'ok', completeness: 1 });
      expect(flow?.value).toBeCloseTo(600, 9);
    });

    it('goes on over the hour in which it was', () => {
      // 22 minutes past the hour, inside a window that both report in.
      const at = T0 + 22 * 60_000;
      const both = rows((w) => (w < 4 ? 'old' : 'new')).flatMap((row, w) =>
        w === 4
          ? [
              full(row.time, 20, 30, { device: 'old', fields: { readings: 2, valid_s: 120 } }),
              full(row.time, 30, 30, { device: 'new', fields: { readings: 3, valid_s: 180 } }),
            ]
          : [row],
      );

      expect(values([replaced(at)], both).get('MOB-01')?.value).toBeCloseTo(600, 9);
      expect(values([replaced(at)], both, [3, 6]).get('MOB-01')?.value).toBeCloseTo(600, 9);
    });

    it('doesn’t wait for the direction that nobody watches any more', () => {
      const station = replaced(T0 - 7 * 24 * HOUR, 'in');
      const [hour] = stationHours([station], columnsOf(rows(() => 'new')), T0, LATER);
      const vector = hour && trafficDomain.compute(hour, 0, 12, aContext());

      // All four quarters are known.
      expect(vector?.[TRAFFIC.at.q_known]).toBe(15);
    });

    it('keeps the lane of a device under maintenance in the mean', () => {
      const active = [
        { from: 0, to: T0 },
        { from: T0 + 2 * HOUR, to: null },
      ];
      const station = aStation({
        facts: aSegment(1, 50),
        devices: [aDevice({ id: 'a', lanes: [1] }), aDevice({ id: 'b', lanes: [2], active })],
      });
      const lane = rows(() => 'a').map((row) => ({ ...row, lane: '1' }));

      // Lane 1 carries 600; what lane 2 carries isn't known, and the direction's flow is no less for it.
      expect(values([station], lane).get('MOB-01')?.value).toBeCloseTo(1200, 9);
    });
  });

  it('leaves a station without a segment out of the area, with the reason', () => {
    const flow = values([aStation()], [full(T0, 40, 30)], [0, 1]).get('MOB-01');

    expect(flow).toMatchObject({ value: null, quality: 'insufficient', reason: 'no_segment' });
  });
});

describe('area roll-up [kpi.md §3.6]', () => {
  const stations = [
    aStation({ id: 'a', facts: aSegment(2, 50), devices: [aDevice({ id: 'a' })] }),
    aStation({ id: 'b', facts: aSegment(5, 60), devices: [aDevice({ id: 'b' })] }),
  ];
  const rows = [...hourOf(1000 / 12, 30, { device: 'a' }), ...hourOf(3000 / 12, 45, { device: 'b' })];
  const found = values(stations, rows);

  it('gives VKT 17,000 and speed 42.5', () => {
    // [KPI MOB-03, MOB-04] 2·1000 + 5·3000 = 17 000 veh·km; 2000/30 + 15 000/45 = 66.7 + 333.3 = 400 veh·h; 17 000/400 = 42.5.
    // The mean of the two speeds, 37.5, would be wrong.
    expect(found.get('MOB-03')?.value).toBeCloseTo(17_000, 6);
    expect(found.get('MOB-04')?.value).toBeCloseTo(42.5, 9);
    expect(found.get('MOB-04')?.den).toBeCloseTo(400, 9);
  });

  it('[KPI MOB-09] gives a delay to free flow of 110 veh·h', () => {
    // At free flow 2000/50 + 15 000/60 = 40 + 250 = 290 veh·h; 400 − 290 = 110, on 17 000 veh·km 6.47 a thousand.
    expect(found.get('MOB-09.total')?.value).toBeCloseTo(110, 9);
    expect(found.get('MOB-09.per1000vkt')?.value).toBeCloseTo((110 / 17_000) * 1000, 9);
  });

  it('has no travel time index outside the peaks', () => {
    expect(found.get('MOB-05')).toMatchObject({ value: null, quality: 'insufficient', reason: 'no_peak' });
  });

  it('gives TTI 1.379 in a peak', () => {
    const shift = -3 * HOUR;
    const peak = rows.map((row) => ({ ...row, time: row.time + shift }));

    // [KPI MOB-05] ΣVHT/ΣVHT_ff = 400/290 = 1.3793. Weighted by VKT it would be 1.373, as a mean of means 1.5.
    const index = values(stations, peak, [0, 12], T0 + shift).get('MOB-05')?.value;
    expect(index).toBeCloseTo(400 / 290, 9);
    expect(index).not.toBeCloseTo(1.373, 3);
  });
});

describe('[KPI MOB-09] delay', () => {
  it('is 0 on a road that nobody used, and unknown where no vehicle has a speed', () => {
    const road = [aStation({ facts: aSegment(1, 50) })];
    const empty = values(road, hourOf(0, 30));
    const unseen = values(road, hourOf(60, 30, { fields: { n_spd: 0, n_over_v: 0 } }));

    expect(empty.get('MOB-09.total')).toMatchObject({ value: 0, num: 0, den: 1, quality: 'ok' });
    expect(empty.get('MOB-09.per1000vkt')).toMatchObject({ value: null, quality: 'insufficient' });
    expect(unseen.get('MOB-09.total')).toMatchObject({ value: null, quality: 'insufficient' });
  });

  it('never lets a fast quarter pay for a slow one', () => {
    const rows = Array.from({ length: 12 }, (_, w) => full(T0 + w * 300_000, 60, w < 6 ? 20 : 100));

    const delay = values([aStation({ facts: aSegment(1, 50) })], rows).get('MOB-09.total')?.value;

    expect(delay).toBeCloseTo(6 * 60 * (1 / 20 - 1 / 50), 9);
  });
});

describe('[KPI MOB-14] mode split', () => {
  it('puts small and large buses together, and three kinds of lorries', () => {
    const fields = {
      n_sum: 100,
      n_motorcycle_sum: 70,
      n_car_sum: 20,
      n_bus_small_sum: 2,
      n_bus_sum: 1,
      n_truck2_sum: 3,
      n_truck3_sum: 2,
      n_trailer_sum: 1,
      n_bicycle_sum: 1,
    };

    const found = values([aStation({ facts: aSegment(3, 50) })], [full(T0, 100, 30, { fields })]);

    // On 3 km: 70 · 3 = 210 veh·km of motorcycles, (2 + 1) · 3 = 9 of buses, (3 + 2 + 1) · 3 = 18 of lorries, of 300 in all.
    expect(found.get('MOB-14.motorcycle')?.num).toBeCloseTo(210, 9);
    expect(found.get('MOB-14.motorcycle')?.den).toBeCloseTo(300, 9);
    expect([found.get('MOB-14.bus')?.num, found.get('MOB-14.heavy')?.num]).toEqual([9, 18]);
    // [KPI MOB-02] PCU·km: 1·0.3 + 70·0.25 + 20·1 + 2·2.5 + 1·3 + 3·2.5 + 2·3 + 1·4 = 63.3, times 3 km.
    expect(found.get('MOB-02')?.num).toBeCloseTo(3 * (0.3 + 17.5 + 20 + 5 + 3 + 7.5 + 6 + 4), 9);
  });
});

describe('silence', () => {
  it('makes every KPI insufficient with 0 of n sources', () => {
    const found = values([aStation({ facts: aSegment(1, 50) })], []);

    for (const value of found.values()) {
      expect(value).toMatchObject({ value: null, quality: 'insufficient', reporting: 0, completeness: 0 });
    }
    expect(found.get('MOB-01')?.expected).toBe(1);
  });

  it('says nothing while no reading is due', () => {
    expect(values([aStation()], [], [0, 1], T0, T0 + 60_000).size).toBe(0);
  });
});

describe('peakHourFactor [kpi.md §3.1]', () => {
  it.each([
    // 3950/(4 · 1200) = 0.823; 900/(4 · 260) = 0.865.
    [[900, 1000, 1200, 850], 3950 / 4800],
    [[210, 260, 240, 190], 900 / 1040],
  ])('of %j', (quarters, expected) => {
    expect(peakHourFactor(quarters)).toBeCloseTo(expected, 12);
  });
});
