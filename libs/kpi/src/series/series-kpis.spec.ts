import { describe, expect, it } from '@jest/globals';
import type { Period } from '@app/contracts';
import * as fc from 'fast-check';
import type { MemberValue } from '../core/finish.js';
import { parseInstant } from '../time/civil.js';
import { type CrossedValue, type SeriesArea, SeriesCell } from './series-cell.js';
import { type PublishedValue, SeriesIndex, type SeriesStatus } from './series-facts.js';
import { crossedCells, finishSeries, SERIES_KPIS, sumOfMonths } from './series-kpis.js';

const SET = 'plan-2020';
const district = (code: string, areaKm2: number | null): SeriesArea => ({
  code,
  level: 'district',
  areaKm2,
  children: [],
});
const A = district('718', 100);
const B = district('719', 300);
const PROVINCE: SeriesArea = { code: '74', level: 'province', areaKm2: 400, children: [A, B] };

/** `se.pop 718 2024 331652` or `se.acc.deaths 74 2024-03 5 estimate`: a published value; official unless told. */
function publishedOf(text: string): PublishedValue {
  const [indicator = '', area = '', time = '', value = '', status = 'official'] = text.split(' ');
  const [year = '', rest] = time.split('-');
  const period: Period = rest === undefined ? 'year' : rest.startsWith('Q') ? 'quarter' : 'month';
  const month =
    period === 'quarter' ? String(Number(rest?.slice(1)) * 3 - 2).padStart(2, '0') : (rest ?? '01');
  const from = `${year}-${month}-01`;
  return {
    indicator,
    set: SET,
    area,
    period,
    from,
    value: Number(value),
    status: status as SeriesStatus,
    revision: 1,
  };
}

interface Given {
  readonly series?: readonly string[];
  /** `MOB-03 74`: its value. */
  readonly kpis?: Readonly<Record<string, Partial<CrossedValue>>>;
  readonly area?: SeriesArea;
  readonly period?: Period;
  readonly from?: string;
  readonly min?: { ok: number; partial: number };
}

function compute(kpi: string, given: Given): MemberValue {
  const { series = [], kpis = {}, area = PROVINCE, period = 'year', from = '2024-01-01' } = given;
  const method = SERIES_KPIS.find((one) => one.kpi === kpi);
  if (method === undefined) throw new Error(kpi);
  const facts = new SeriesIndex(series.map(publishedOf));
  const crossed = (name: string, code: string): CrossedValue | null => {
    const found = kpis[`${name} ${code}`];
    return found === undefined ? null : { value: null, num: null, completeness: 1, ...found };
  };
  const at = parseInstant(from) ?? NaN;
  const cell = new SeriesCell(SET, area, period, at, { baseYears: [2020, 2025] }, { series: facts, crossed });
  return finishSeries(method, cell, given.min ?? { ok: 0.75, partial: 0.5 });
}

const NO_DATA = { value: null, quality: 'insufficient', reason: 'no_data' };

describe('published series', () => {
  it('SOC-01: the growth of GRDP as published, 7.48 % in 2024, and marked while it is an estimate', () => {
    const growth = compute('SOC-01', { series: ['se.grdp.growth 74 2024 7.48 estimate'] });
    expect(growth).toMatchObject({
      value: 7.48,
      num: 7.48,
      den: 1,
      quality: 'ok',
      reason: 'not_official',
      completeness: 1,
    });
    expect(compute('SOC-01', { series: ['se.grdp.growth 74 2024 7.48'] }).reason).toBeNull();
  });

  it('SOC-04: industrial production of a month, quarter or year, each as published and none from another', () => {
    const series = ['se.iip 74 2024 7.6', 'se.iip 74 2024-Q2 6.5', 'se.iip 74 2024-05 8.1'];
    const of = (period: Period, from: string) => compute('SOC-04', { series, period, from }).value;
    expect([of('year', '2024-01-01'), of('quarter', '2024-04-01'), of('month', '2024-05-01')]).toEqual([
      7.6, 6.5, 8.1,
    ]);
    expect(compute('SOC-04', { series, period: 'quarter', from: '2024-07-01' })).toMatchObject(NO_DATA);
  });

  it('SOC-07: the share of the digital economy as published; a plan is no value', () => {
    expect(compute('SOC-07', { series: ['se.digital 74 2024 14.3'] }).value).toBe(14.3);
    expect(compute('SOC-07', { series: ['se.digital 74 2024 20 plan'] })).toMatchObject(NO_DATA);
  });
});

describe('SOC-02 GRDP per capita', () => {
  it('520,205 · 10⁹ VND / 2,870,000 persons = 181.256 · 10⁶ VND (press: 181.2)', () => {
    const value = compute('SOC-02', { series: ['se.grdp.cur 74 2024 520205', 'se.pop 74 2024 2870000'] });
    expect(value).toMatchObject({ num: 520_205, den: 2_870_000, reporting: 2, expected: 2 });
    expect(value.value).toBeCloseTo(181.256, 3);
  });

  it('is the published figure, and says so, where GRDP or population is not known', () => {
    expect(compute('SOC-02', { series: ['se.grdp.pc 74 2024 172', 'se.pop 74 2024 2820000'] })).toMatchObject(
      {
        value: 172,
        reason: 'as_published',
        quality: 'ok',
      },
    );
  });
});

describe('SOC-03 labour-productivity growth', () => {
  // 2020: 300,000/1,500 = 200; 2025: 420,000/1,500 = 280 · 10⁶ VND a worker. (280/200)^(1/5) − 1 = 6.961 %.
  const levels = [
    'se.grdp.const 74 2020 300000',
    'se.emp 74 2020 1500',
    'se.grdp.const 74 2025 420000',
    'se.emp 74 2025 1500',
  ];

  it('is the mean yearly growth since the base year before: (280/200)^(1/5) − 1 = 6.961 % in 2025', () => {
    const value = compute('SOC-03', { series: levels, from: '2025-01-01' });
    expect(value).toMatchObject({ num: 280, den: 200, quality: 'ok', reason: null });
    expect(value.value).toBeCloseTo(6.961, 3);
  });

  it('starts anew from 2025: 2027 = (320/280)^(1/2) − 1 = 6.904 %', () => {
    const series = [...levels, 'se.grdp.const 74 2027 480000', 'se.emp 74 2027 1500'];
    expect(compute('SOC-03', { series, from: '2027-01-01' }).value).toBeCloseTo(6.904, 3);
  });

  it('is the geometric mean of published growth without levels: (1.05 · 1.09)^(1/2) − 1 = 6.981 %', () => {
    const series = ['se.lp.growth 74 2021 5', 'se.lp.growth 74 2022 9'];
    const value = compute('SOC-03', { series, from: '2022-01-01' });
    expect(value.value).toBeCloseTo(6.981, 3);
    expect(value.reason).toBe('as_published');
  });

  it('needs every year of the chain and both ends of the levels', () => {
    expect(compute('SOC-03', { series: ['se.lp.growth 74 2022 9'], from: '2022-01-01' })).toMatchObject(
      NO_DATA,
    );
    expect(compute('SOC-03', { series: levels.slice(2), from: '2025-01-01' })).toMatchObject(NO_DATA);
    expect(compute('SOC-03', { series: levels, from: '2020-01-01' })).toMatchObject(NO_DATA);
  });
});

describe('SOC-05 FDI registered', () => {
  const months = Array.from(
    { length: 12 },
    (_, i) => `se.fdi.reg 74 2024-${String(i + 1).padStart(2, '0')} ${i + 1}`,
  );

  it('a year is as published, else the sum of its twelve months: 1 + 2 + … + 12 = 78', () => {
    expect(compute('SOC-05', { series: [...months, 'se.fdi.reg 74 2024 80'] }).value).toBe(80);
    expect(compute('SOC-05', { series: months }).value).toBe(78);
  });

  it('eleven months are no year', () => {
    expect(compute('SOC-05', { series: months.slice(1) })).toMatchObject(NO_DATA);
  });

  it('the province is the sum of all its districts, 30 + 12 = 42, and of some of them nothing', () => {
    const series = ['se.fdi.reg 718 2024 30', 'se.fdi.reg 719 2024 12'];
    expect(compute('SOC-05', { series }).value).toBe(42);
    expect(compute('SOC-05', { series: series.slice(1) })).toMatchObject({
      value: null,
      num: 12,
      completeness: 0.5,
    });
  });
});

describe('SOC-06 density', () => {
  it('331,652 persons / 118.91 km² = 2,789.1 a km²', () => {
    const area = district('718', 118.91);
    expect(compute('SOC-06', { series: ['se.pop 718 2024 331652'], area }).value).toBeCloseTo(2789.1, 1);
  });

  it('a province is Σ/Σ of its districts, (2000 + 3000)/(100 + 300) = 12.5, never the mean of 20 and 10', () => {
    const series = ['se.pop 718 2024 2000', 'se.pop 719 2024 3000'];
    expect(compute('SOC-06', { series })).toMatchObject({
      value: 12.5,
      num: 5000,
      den: 400,
      completeness: 1,
    });
  });

  it('half the districts are partial: 2000/100 = 20', () => {
    expect(compute('SOC-06', { series: ['se.pop 718 2024 2000'] })).toMatchObject({
      value: 20,
      quality: 'partial',
    });
  });

  it('needs the official area', () => {
    expect(compute('SOC-06', { series: ['se.pop 718 2024 5'], area: district('718', null) })).toMatchObject(
      NO_DATA,
    );
  });
});

describe('SOC-08 poverty rate', () => {
  it('by households: (10 + 30)/(1000 + 3000) = 1 %', () => {
    const series = [
      'se.hh.poor 718 2024 10',
      'se.hh 718 2024 1000',
      'se.hh.poor 719 2024 30',
      'se.hh 719 2024 3000',
    ];
    expect(compute('SOC-08', { series })).toMatchObject({ value: 1, num: 40, den: 4000 });
  });

  it('is the published rate where households are not counted', () => {
    expect(compute('SOC-08', { series: ['se.poverty 74 2024 0.9'] })).toMatchObject({
      value: 0.9,
      reason: 'as_published',
    });
  });
});

describe('SOC-09 urban clean water', () => {
  it('is as published, else by population: (99 · 1000 + 95 · 3000)/4000 = 96 %', () => {
    const series = [
      'se.water.urban 718 2024 99',
      'se.water.urban 719 2024 95',
      'se.pop 718 2024 1000',
      'se.pop 719 2024 3000',
    ];
    expect(compute('SOC-09', { series })).toMatchObject({
      value: 96,
      num: 384_000,
      den: 4000,
      completeness: 1,
    });
    expect(compute('SOC-09', { series: [...series, 'se.water.urban 74 2024 97'] }).value).toBe(97);
    expect(compute('SOC-09', { series, area: A }).value).toBe(99);
  });
});

describe('crossed indicators', () => {
  it('CRX-01: 5·10⁹ veh·km / 250,000·10⁹ VND = 20 veh·km per 10⁶ VND', () => {
    const kpis = { 'MOB-03 74': { num: 5e9, value: 5e9, completeness: 0.9 } };
    expect(compute('CRX-01', { series: ['se.grdp.const 74 2024 250000'], kpis })).toMatchObject({
      value: 20,
      num: 5e9,
      den: 250_000,
      completeness: 0.9,
    });
  });

  it('CRX-01: neither a half-year nor a missing quarter of GRDP is made up', () => {
    const kpis = { 'MOB-03 74': { num: 1e9 } };
    const at = { kpis, period: 'quarter', from: '2024-04-01' } as const;
    expect(compute('CRX-01', { ...at, series: ['se.grdp.const 74 2024 250000'] })).toMatchObject(NO_DATA);
    expect(compute('CRX-01', { ...at, series: ['se.grdp.const 74 2024-Q2 62500'] }).value).toBe(16);
  });

  it('CRX-02: (1000 · 20 + 3000 · 30)/4000 = 27.5 µg/m³, all of the population covered', () => {
    const kpis = { 'ENV-04.pm25 718': { value: 20 }, 'ENV-04.pm25 719': { value: 30 } };
    const series = ['se.pop 718 2024 1000', 'se.pop 719 2024 3000'];
    expect(compute('CRX-02', { series, kpis })).toMatchObject({ value: 27.5, den: 4000, completeness: 1 });
  });

  it('CRX-02: leaves out a district without valid data and says that it covers 3000/4000 of the population', () => {
    const kpis = { 'ENV-04.pm25 718': { value: null, num: 20 }, 'ENV-04.pm25 719': { value: 30 } };
    const series = ['se.pop 718 2024 1000', 'se.pop 719 2024 3000'];
    expect(compute('CRX-02', { series, kpis })).toMatchObject({
      value: 30,
      completeness: 0.75,
      quality: 'ok',
    });
  });

  it('CRX-03: 8.61·10⁶ veh·h / 2,870,000 persons = 3 h a person', () => {
    const kpis = { 'MOB-09.total 74': { num: 8.61e6, completeness: 0.6 } };
    expect(compute('CRX-03', { series: ['se.pop 74 2024 2870000'], kpis })).toMatchObject({
      value: 3,
      quality: 'partial',
    });
  });

  it('an insufficient KPI makes the crossed one insufficient, its components kept', () => {
    const kpis = { 'MOB-09.total 74': { num: 100, completeness: 0.3 } };
    expect(compute('CRX-03', { series: ['se.pop 74 2024 1000'], kpis })).toMatchObject({
      value: null,
      num: 100,
      den: 1000,
      quality: 'insufficient',
    });
  });
});

describe('what is summed over months', () => {
  const month = (num: number | null, completeness: number): CrossedValue => ({
    value: num,
    num,
    completeness,
  });

  it('of a year counted in two of three months so far: 5 + 7 = 12, complete to (1 + 0.8 + 0)/3 = 0.6', () => {
    const sum = sumOfMonths([month(5, 1), month(7, 0.8), null]);
    expect(sum?.num).toBe(12);
    expect(sum?.completeness).toBeCloseTo(0.6, 12);
    expect(sumOfMonths([null, month(null, 0)])).toBeNull();
  });

  it('a month of traffic bears on its quarter and year, a year of air on the year', () => {
    const may = parseInstant('2026-05-01') ?? NaN;
    const year = { period: 'year', from: parseInstant('2026-01-01') };
    const quarter = { period: 'quarter', from: parseInstant('2026-04-01') };
    expect(crossedCells('traffic', 'month', may)).toEqual([quarter, year]);
    expect(crossedCells('traffic', 'year', may)).toEqual([]);
    expect(crossedCells('air', 'year', year.from ?? NaN)).toEqual([year]);
    expect(crossedCells('waste', 'month', may)).toEqual([]);
  });
});

describe('SAF-01 road deaths', () => {
  const min = { ok: 1, partial: 1 };
  const month = (year: number, m: number, n: number): string =>
    `se.acc.deaths 74 ${year}-${String(m).padStart(2, '0')} ${n}`;
  const months = Array.from({ length: 12 }, (_, i) => month(2024, i + 1, 20));

  it('240 deaths of twelve months / 2,400,000 inhabitants = 10 per 100,000', () => {
    expect(compute('SAF-01', { series: [...months, 'se.pop 74 2024 2400000'], min }).value).toBe(10);
  });

  it('a running year takes the twelve months to its newest one: 11 · 20 of 2024 + 8 of January 2025 = 228', () => {
    const series = [...months, month(2025, 1, 8), 'se.pop 74 2025 2400000'];
    const value = compute('SAF-01', { series, from: '2025-01-01', min });
    expect(value).toMatchObject({ num: 228, completeness: 1 });
    expect(value.value).toBeCloseTo(9.5, 9);
  });

  it('a month that is missing among the twelve leaves no value, and no estimate of it', () => {
    const series = [...months.filter((_, i) => i !== 4), 'se.pop 74 2024 2400000'];
    expect(compute('SAF-01', { series, min })).toMatchObject({
      value: null,
      num: 220,
      quality: 'insufficient',
    });
  });

  it('the province from its districts: (6 + 4)/(50,000 + 150,000) = 5 per 100,000', () => {
    const series = [
      'se.acc.deaths 718 2024 6',
      'se.acc.deaths 719 2024 4',
      'se.pop 718 2024 50000',
      'se.pop 719 2024 150000',
    ];
    expect(compute('SAF-01', { series, min })).toMatchObject({ value: 5, num: 10, den: 200_000 });
  });
});

describe('SAF-02 accidents per vehicle-kilometre', () => {
  const kpis = { 'MOB-03 74': { num: 2e9 } };

  it('500 accidents / 2·10⁹ veh·km of all roads = 0.25 per 10⁶', () => {
    const series = ['se.acc.n 74 2024 500', 'se.vkt.coverage 74 2024 100'];
    expect(compute('SAF-02', { series, kpis })).toMatchObject({ value: 0.25, reason: null });
  });

  it('monitored roads with 40 % of the traffic: 500 / (2·10⁹ / 0.4) = 0.1 per 10⁶, marked scaled', () => {
    const series = ['se.acc.n 74 2024 500', 'se.vkt.coverage 74 2024 40'];
    const value = compute('SAF-02', { series, kpis });
    expect(value).toMatchObject({ num: 500, den: 5e9, reason: 'scaled' });
    expect(value.value).toBeCloseTo(0.1, 12);
  });

  it('has no value while nobody knows that share', () => {
    expect(compute('SAF-02', { series: ['se.acc.n 74 2024 500'], kpis })).toMatchObject({
      value: null,
      num: 500,
      reason: 'no_coverage',
    });
  });

  it('a quarter is the sum of its three months', () => {
    const series = [
      'se.acc.n 74 2024-01 10',
      'se.acc.n 74 2024-02 20',
      'se.acc.n 74 2024-03 30',
      'se.vkt.coverage 74 2024-Q1 100',
    ];
    expect(compute('SAF-02', { series, kpis, period: 'quarter' })).toMatchObject({ num: 60, value: 0.03 });
  });
});

it('says no_data and never zero with nothing published', () => {
  for (const { kpi, periods } of SERIES_KPIS) {
    for (const period of periods)
      expect(compute(kpi, { period })).toMatchObject({ ...NO_DATA, kpi, reporting: 0 });
  }
});

it('is the same from districts as from any split of them', () => {
  const people = fc.integer({ min: 1, max: 1_000_000 });
  const unit = fc.record({
    pop: people,
    km2: people,
    deaths: people,
    poor: people,
    hh: people,
    water: fc.integer({ min: 0, max: 100 }),
  });
  fc.assert(
    fc.property(
      fc.array(unit, { minLength: 2, maxLength: 12 }),
      fc.integer({ min: 1, max: 11 }),
      (units, at) => {
        const areas = units.map((one, i) => district(`d${i}`, one.km2));
        const rows = (code: string, of: typeof units): string[] => {
          const sum = (key: 'pop' | 'deaths' | 'poor' | 'hh'): number =>
            of.reduce((total, one) => total + one[key], 0);
          const water = of.reduce((total, one) => total + one.water * one.pop, 0) / sum('pop');
          return [
            `se.pop ${code} 2024 ${sum('pop')}`,
            `se.acc.deaths ${code} 2024 ${sum('deaths')}`,
            `se.hh.poor ${code} 2024 ${sum('poor')}`,
            `se.hh ${code} 2024 ${sum('hh')}`,
            `se.water.urban ${code} 2024 ${water}`,
          ];
        };
        const cut = Math.min(at, units.length - 1);
        const halves = [units.slice(0, cut), units.slice(cut)];
        const parts = halves.map((half, i) =>
          district(
            `h${i}`,
            half.reduce((total, one) => total + one.km2, 0),
          ),
        );
        const whole = (children: readonly SeriesArea[]): SeriesArea => ({ ...PROVINCE, children });
        const byUnit = units.flatMap((one, i) => rows(`d${i}`, [one]));
        const byHalf = halves.flatMap((half, i) => rows(`h${i}`, half));
        for (const kpi of ['SOC-06', 'SOC-08', 'SOC-09', 'SAF-01']) {
          const a = compute(kpi, { series: byUnit, area: whole(areas) });
          const b = compute(kpi, { series: byHalf, area: whole(parts) });
          expect(a.quality).toBe('ok');
          expect(Math.abs((a.value ?? NaN) - (b.value ?? NaN))).toBeLessThanOrEqual(
            1e-9 * Math.abs(a.value ?? NaN),
          );
        }
      },
    ),
    { seed: 1338, numRuns: 100 },
  );
});
