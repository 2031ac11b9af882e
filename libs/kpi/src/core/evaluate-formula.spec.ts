import { describe, expect, it } from '@jest/globals';
import { AreaTotals } from './area-totals.js';
import { BASIS } from './basis.js';
import { DayVectors } from './day-vectors.js';
import { evaluateFormula } from './evaluate-formula.js';
import type { Formula } from './formula.js';

/** Components after the basis: a number, its divisor, and how much is owed. */
const [NUM, DEN, DUE] = [BASIS.length, BASIS.length + 1, BASIS.length + 2];

function vectorOf(num: number, den: number, due = 0): Float64Array {
  return Float64Array.from([...BASIS.map(() => 1), num, den, due]);
}

/** The formula's value over stations a, b, … with these vectors, each on one day. */
function evaluated(formula: Formula, vectors: readonly Float64Array[]) {
  const stations = vectors.map((vector, i) => ({ station: `s${i}`, no: i + 1, vector }));
  return evaluateFormula(new AreaTotals(stations, BASIS.length + 3, false), formula);
}

describe('formula over stations', () => {
  const mean = { kind: 'stations', reduce: 'mean', num: NUM, den: DEN } as const;

  it('is the mean of the stations, each with one vote, whatever its number of readings', () => {
    // 30/1 = 30 and 200/10 = 20: mean 25, not 230/11 = 20.9.
    expect(evaluated(mean, [vectorOf(30, 1), vectorOf(200, 10)])).toEqual({ value: 25, num: 50, den: 2 });
  });

  it('leaves out a station with too little data', () => {
    // 7 of 10 is below 75 %: only the second station counts.
    const enough = { got: DEN, due: DUE, share: 0.75 };

    expect(evaluated({ ...mean, enough }, [vectorOf(70, 7, 10), vectorOf(80, 8, 10)])).toMatchObject({
      value: 10,
      den: 1,
    });
  });

  it('has no value without a station', () => {
    expect(evaluated(mean, [vectorOf(0, 0)]).value).toBeNull();
  });

  it('takes the middle station for a median, of an even number the mean of the middle two', () => {
    const median = { ...mean, reduce: 'median' } as const;

    expect(
      evaluated(
        median,
        [9, 1, 5].map((n) => vectorOf(n, 1)),
      ).value,
    ).toBe(5);
    expect(
      evaluated(
        median,
        [9, 1, 5, 7].map((n) => vectorOf(n, 1)),
      ).value,
    ).toBe(6);
  });

  it('counts the stations above a threshold by their level, in percent', () => {
    // 10^6 is 60 dB, 10^5.5 is exactly 55 dB: of two stations one lies above 55.
    const share = { ...mean, reduce: { shareAbove: 55 }, level: true } as const;

    expect(evaluated(share, [vectorOf(1e6, 1), vectorOf(10 ** 5.5, 1)])).toEqual({
      value: 50,
      num: 1,
      den: 2,
    });
  });
});

describe('energy mean', () => {
  it('adds energies, not decibels', () => {
    // 60 dB and 70 dB for the same time: 10·lg((10^6 + 10^7) / 2) = 67.40 dB, not 65.
    const found = evaluated({ kind: 'energy-mean', num: NUM, den: DEN }, [
      vectorOf(1e6, 1),
      vectorOf(1e7, 1),
    ]);

    expect(found.value).toBeCloseTo(67.404, 3);
  });
});

describe('reducers over days', () => {
  /** Two stations on three days; station b has no vector on the second. */
  const days = new Map([
    [
      1,
      new Map([
        ['a', vectorOf(40, 1)],
        ['b', vectorOf(90, 1)],
      ]),
    ],
    [2, new Map([['a', vectorOf(0, 0)]])],
    [
      3,
      new Map([
        ['a', vectorOf(120, 1)],
        ['b', vectorOf(120, 1)],
      ]),
    ],
  ]);
  const stations = [
    { station: 'a', no: 7, vector: vectorOf(160, 2) },
    { station: 'b', no: 8, vector: vectorOf(210, 2) },
  ];
  const reduced = (reducer: 'greatest-day' | 'days-any') => {
    const series = new DayVectors([NUM, DEN], days, 'all');
    const totals = new AreaTotals(stations, BASIS.length + 3, false, series);
    return evaluateFormula(totals, { kind: 'overDays', reducer, components: [NUM, DEN] });
  };

  it('find the greatest station-day with its place; the first of equals by station', () => {
    expect(reduced('greatest-day')).toEqual({ value: 120, num: 120, den: 1, place: 7 });
  });

  it('count a day once, however many stations were marked on it', () => {
    // Days 1 and 3 are valid somewhere and marked at both; day 2 has no valid station-day.
    expect(reduced('days-any')).toEqual({ value: 2, num: 2, den: 2 });
  });

  it('read a subset of components as they read whole vectors', () => {
    const subset = new Map(
      [...days].map(([day, byStation]) => [
        day,
        new Map([...byStation].map(([id, vector]) => [id, vector.slice(NUM, NUM + 2)])),
      ]),
    );
    const formula = { kind: 'overDays', reducer: 'greatest-day', components: [NUM, DEN] } as const;
    const whole = new DayVectors([NUM, DEN], days, 'all').of(stations, formula);

    expect(new DayVectors([NUM, DEN], subset, 'components').of(stations, formula)).toEqual(whole);
  });

  it('have no value where nobody gives them days', () => {
    const formula = { kind: 'overDays', reducer: 'days-any', components: [NUM, DEN] } as const;

    expect(evaluateFormula(new AreaTotals(stations, BASIS.length + 3, false), formula).value).toBeNull();
  });
});
