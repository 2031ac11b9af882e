import { describe, expect, it } from '@jest/globals';
import { aPoint, field, windowLayoutOf } from '../test/builders.js';
import { affectedWindows, merge, recompute, SeriesWindows, WINDOW_MS, type WindowPoint } from './index.js';

const S = 1000;
const traffic = windowLayoutOf('traffic');
const lighting = windowLayoutOf('lighting');
const noise = windowLayoutOf('noise');
const waste = windowLayoutOf('waste');

const at0 = (
  layout: typeof traffic,
  cadenceS: number,
  points: readonly WindowPoint[],
  name: string,
): number => field(layout, recompute(layout, cadenceS, 0, [], points), name);

describe('SeriesWindows', () => {
  it('adds up counts, seconds and the pair of vehicles and speed', () => {
    const points = [
      aPoint(
        traffic,
        0,
        { 'n.car': 10, 'n.motorcycle': 30, speed: 20 },
        { periodS: 60, lateS: 3, tms: true },
      ),
      aPoint(traffic, 60 * S, { 'n.car': 12, speed: 0 }, { periodS: 60, lateS: 61 }),
      aPoint(traffic, 120 * S, { speed: 40 }, { periodS: 60, lateS: -2 }),
    ];
    const row = recompute(traffic, 60, 0, [], points);
    const read = (name: string): number => field(traffic, row, name);

    expect([read('readings'), read('valid_s'), read('tms')]).toEqual([3, 180, 1]);
    expect([read('n_car_sum'), read('n_car_n'), read('n_motorcycle_sum')]).toEqual([22, 2, 30]);
    expect([read('n_sum'), read('n_spd'), read('n_over_v')]).toEqual([52, 40, 2]);
    expect([read('speed_n'), read('speed_sum'), read('speed_min'), read('speed_max')]).toEqual([
      3, 60, 0, 40,
    ]);
    expect([read('late_0'), read('late_2'), read('late_7')]).toEqual([1, 1, 1]);
    expect(read('n_bus_n')).toBe(0);
  });

  it('counts the vehicles of intervals above each limit, not those at it [KPI SAF-03]', () => {
    const points = [
      aPoint(traffic, 0, { 'n.car': 10, speed: 50 }),
      aPoint(traffic, 60 * S, { 'n.car': 7, 'n.motorcycle': 5, speed: 50.5 }),
      aPoint(traffic, 120 * S, { 'n.car': 3 }),
    ];

    expect(['n_gt40', 'n_gt50', 'n_gt60', 'n_spd'].map((name) => at0(traffic, 60, points, name))).toEqual([
      22, 12, 0, 22,
    ]);
  });

  it('gives the space-mean speed of kpi.md §3.1: 12 vehicles at 10 and 12 at 20 m/s are 13.33 m/s', () => {
    const points = [
      aPoint(traffic, 0, { 'n.car': 12, speed: 36 }),
      aPoint(traffic, S, { 'n.car': 12, speed: 72 }),
    ];
    const row = recompute(traffic, 1, 0, [], points);

    const kmh = field(traffic, row, 'n_spd') / field(traffic, row, 'n_over_v');

    expect(kmh / 3.6).toBeCloseTo(13.333333333, 8);
  });

  it('averages decibels by energy as kpi.md §2.5: 60 dB 30 min, 90 dB 15 min, 75 dB 30 min are 83.28 dB', () => {
    const points = [
      aPoint(noise, 0, { laeq: 60 }, { periodS: 1800 }),
      aPoint(noise, 60 * S, { laeq: 90 }, { periodS: 900 }),
      aPoint(noise, 120 * S, { laeq: 75 }, { periodS: 1800 }),
    ];
    const row = recompute(noise, 900, 0, [], points);

    const leq = 10 * Math.log10(field(noise, row, 'laeq_esum') / field(noise, row, 'laeq_s'));

    expect(leq).toBeCloseTo(83.28, 2);
  });

  it('puts a value on an edge above it', () => {
    const points = [79.9, 80, 90, 100].map((fill, i) => aPoint(waste, i * S, { fill }));

    expect([3, 4, 5].map((bin) => at0(waste, 1, points, `fill_h${bin}`))).toEqual([1, 1, 2]);
  });

  it('counts a device online for three cadences after each end, never twice, across windows', () => {
    const series = new SeriesWindows(traffic, 60);
    series.add(aPoint(traffic, 0, { speed: 1 }, { periodS: 60 }));
    series.add(aPoint(traffic, 180 * S, { speed: 1 }, { periodS: 60 }));

    const rows = series.drain();

    expect(rows.map(({ start, values }) => [start, field(traffic, values, 'online_s')])).toEqual([
      [0, 240],
      [WINDOW_MS, 120],
    ]);
    expect(series.drain()).toEqual([]);
  });

  it('does not count a device online for a reading that came after it could have shown it', () => {
    const late = aPoint(traffic, 0, { speed: 1 }, { periodS: 60, lateS: 181 });

    expect(at0(traffic, 60, [late], 'online_s')).toBe(0);
  });

  it('holds a state until the next one, at most three cadences, across windows', () => {
    const before = [aPoint(lighting, -60 * S, { state: 1 })];
    const points = [aPoint(lighting, 30 * S, { state: 2 }), aPoint(lighting, 40 * S, { kwh: 5 })];
    const row = recompute(lighting, 60, 0, before, points);

    expect([0, 1, 2, 3].map((state) => field(lighting, row, `state_s${state}`))).toEqual([0, 30, 180, 0]);
    expect([field(lighting, row, 'state_n'), field(lighting, row, 'state_first')]).toEqual([1, 2]);
  });

  it('gives a window without readings what is carried into it', () => {
    const row = recompute(lighting, 300, WINDOW_MS, [aPoint(lighting, 0, { state: 1 })], []);

    expect([field(lighting, row, 'readings'), field(lighting, row, 'state_s1')]).toEqual([0, 300]);
    expect([field(lighting, row, 'online_s'), field(lighting, row, 'state_last')]).toEqual([300, NaN]);
  });

  it("attributes a meter's difference to the later reading and counts nothing at a reset", () => {
    const before = [aPoint(lighting, -10 * 86_400 * S, { kwh: 100 })];
    const points = [
      aPoint(lighting, 0, { kwh: 103 }),
      aPoint(lighting, S, { state: 1 }),
      aPoint(lighting, 2 * S, { kwh: 1 }),
      aPoint(lighting, 3 * S, { kwh: 3.5 }),
    ];
    const row = recompute(lighting, 60, 0, before, points);
    const read = (name: string): number => field(lighting, row, `kwh_${name}`);

    expect(['n', 'delta', 'first', 'last', 'resets'].map(read)).toEqual([3, 5.5, 103, 3.5, 1]);
  });

  it('does not take a difference over more than 40 days', () => {
    const row = recompute(
      lighting,
      60,
      0,
      [aPoint(lighting, -41 * 86_400 * S, { kwh: 1 })],
      [aPoint(lighting, 0, { kwh: 9 })],
    );

    expect([field(lighting, row, 'kwh_delta'), field(lighting, row, 'kwh_n')]).toEqual([0, 1]);
  });

  it('refuses a point that is not the newest', () => {
    const series = new SeriesWindows(traffic, 60);
    series.add(aPoint(traffic, 0, { speed: 1 }));

    expect(() => series.add(aPoint(traffic, 0, { speed: 1 }))).toThrow(RangeError);
  });

  it('keeps small addends beside large ones', () => {
    const rain = windowLayoutOf('weather');
    const points = [1e16, 1, 1, -1e16].map((value, i) => aPoint(rain, i, { rain: value }));

    expect(at0(rain, 60, points, 'rain_sum')).toBe(2);
  });
});

describe('merge', () => {
  it('equals one window over the points of two', () => {
    const a = recompute(lighting, 60, 0, [], [aPoint(lighting, 0, { kwh: 4, state: 1 })]);
    const b = recompute(
      lighting,
      60,
      WINDOW_MS,
      [aPoint(lighting, 0, { kwh: 4 })],
      [aPoint(lighting, WINDOW_MS, { kwh: 9 })],
    );
    const row = merge(lighting, a, b);
    const read = (name: string): number => field(lighting, row, name);

    expect([read('readings'), read('kwh_delta'), read('kwh_first'), read('kwh_last')]).toEqual([2, 5, 4, 9]);
    expect([read('state_first'), read('state_last'), read('state_s1')]).toEqual([1, 1, 180]);
  });
});

describe('affectedWindows', () => {
  it('reach as far as the reading shows its device online', () => {
    const crossing = { time: 240 * S, end: 300 * S, arrival: 300 * S };
    expect(affectedWindows(traffic, 60, crossing, null)).toEqual([0, WINDOW_MS]);
    const within = { time: 60 * S, end: 120 * S, arrival: 120 * S };
    expect(affectedWindows(traffic, 60, within, null)).toEqual([0]);
  });

  it('are only its own where it came too late to show its device online', () => {
    const day = 86_400;
    const daily = { time: 0, end: 0, arrival: 3 * day * S };
    expect(affectedWindows(traffic, day, daily, null)).toHaveLength((3 * day) / 300);
    expect(affectedWindows(traffic, day, { ...daily, arrival: daily.arrival + 1 }, null)).toEqual([0]);
  });

  it("hold the window of a meter's next reading, and none between", () => {
    expect(affectedWindows(lighting, 60, { time: 0, end: 0, arrival: 0 }, 10 * WINDOW_MS + 1)).toEqual([
      0,
      10 * WINDOW_MS,
    ]);
    expect(affectedWindows(lighting, 60, { time: 0, end: 0, arrival: 0 }, 41 * 86_400 * S)).toEqual([0]);
  });
});
