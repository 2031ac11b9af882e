import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestCity } from '../../test/city.js';
import { CompareController } from './compare.controller.js';
import type { Comparison } from './compare.schemas.js';
import { CompareService } from './compare.service.js';
import { IndicatorLines } from './indicator-lines.js';

interface ProblemBody {
  readonly detail: string;
}

describe('GET /api/v1/compare', () => {
  let city: TestCity;
  const compare = async (query: string): Promise<Comparison> => {
    const reply = await city.get<Comparison>(`/api/v1/compare?${query}`);
    expect({ status: reply.status, body: reply.body }).toMatchObject({ status: 200 });
    return reply.body;
  };
  const refused = async (query: string): Promise<[number, string]> => {
    const reply = await city.get<ProblemBody>(`/api/v1/compare?${query}`);
    return [reply.status, reply.body.detail];
  };
  const line = (found: Comparison, id: string, area = '74'): (number | null)[] =>
    found.items.find((one) => one.id === id && one.area === area)?.points.map((point) => point.value) ?? [];

  beforeAll(async () => {
    city = await TestCity.open(
      '2026-11-23T08:00:00+07:00',
      [CompareController],
      [CompareService, IndicatorLines],
    );
    await city.values('MOB-03', '74', 'year', {
      '2019-01-01': 100,
      '2020-01-01': 90,
      '2021-01-01': 80,
      '2022-01-01': 120,
      '2023-01-01': 130,
      '2024-01-01': null,
    });
    const months = Array.from({ length: 12 }, (_, i) => `2024-${String(i + 1).padStart(2, '0')}-01`);
    await city.values('MOB-03', '718', 'month', Object.fromEntries(months.map((date, i) => [date, 50 + i])));
    await city.values('MOB-05', '718', 'month', Object.fromEntries(months.map((date, i) => [date, 40 - i])));
  });

  afterAll(() => city.close());

  it('puts a KPI and a published series on one axis of years, gaps left open', async () => {
    const found = await compare(
      'kpi=MOB-03&indicator=se.grdp.growth&area=74&from=2019-01-01&to=2025-01-01&period=year',
    );

    expect(found.axis.map((one) => one.from.slice(0, 10))).toEqual([
      '2019-01-01',
      '2020-01-01',
      '2021-01-01',
      '2022-01-01',
      '2023-01-01',
      '2024-01-01',
    ]);
    expect(line(found, 'MOB-03')).toEqual([100, 90, 80, 120, 130, null]);
    // 2023: the later revision, 5.0 instead of 5.97.
    expect(line(found, 'se.grdp.growth')).toEqual([9.5, 6.91, 2.62, 8.01, 5, 7.48]);
    expect(found.items[0]).toMatchObject({ kind: 'kpi', unit: 'veh·km', reportingSet: 'plan-2020' });
    expect(found.items[0]?.points[5]).toMatchObject({ quality: 'insufficient', completeness: 0.2 });
    expect(found.items[1]?.points[4]).toMatchObject({ quality: 'preliminary', revision: 2 });
    expect(found.boundaries).toMatchObject([{ reportingSet: 'plan-2020', areas: ['74'] }]);
  });

  it('takes the finest period that all have, when none is asked for', async () => {
    expect((await compare('kpi=MOB-03&indicator=se.grdp.growth&area=74')).period).toBe('year');
    expect((await compare('kpi=MOB-04,MOB-03&area=718')).period).toBe('hour');
  });

  it('never splits a longer period', async () => {
    const [status, detail] = await refused('kpi=MOB-03&indicator=se.pop&area=74&period=month');

    expect(status).toBe(422);
    expect(detail).toContain('se.pop has year');
  });

  it('indexes to a base period', async () => {
    const found = await compare(
      'kpi=MOB-03&area=74&period=year&from=2019-01-01&to=2025-01-01&view=index&base=2020-06-01',
    );

    expect(found.base).toContain('2020-01-01');
    expect(found.items[0]).toMatchObject({ unit: 'base = 100', givenUnit: 'veh·km' });
    // 120/90 = 1.3333…
    expect(line(found, 'MOB-03')[3]).toBeCloseTo(133.3333, 3);
    expect((await refused('kpi=MOB-03&area=74&period=year&view=index&base=1990-01-01'))[0]).toBe(400);
  });

  it('compares with the year before: in percent, and a percentage in points', async () => {
    const found = await compare(
      'kpi=MOB-03&indicator=se.grdp.growth&area=74&period=year&from=2020-01-01&to=2022-01-01&view=yoy',
    );

    // 90/100 − 1 = −10 %; 80/90 − 1 = −11.11 %. 6.91 − 9.5 = −2.59 points.
    expect(line(found, 'MOB-03').map((value) => value?.toFixed(2))).toEqual(['-10.00', '-11.11']);
    expect(line(found, 'se.grdp.growth')[0]).toBeCloseTo(-2.59, 9);
    expect(found.items.map((one) => one.unit)).toEqual(['%', 'pp']);
  });

  it('correlates with n, lag and interval, and refuses fewer than 8 pairs', async () => {
    const monthly = await compare(
      'kpi=MOB-03,MOB-05&area=718&period=month&from=2024-01-01&to=2025-01-01&lag=2',
    );
    const yearly = await compare(
      'kpi=MOB-03&indicator=se.grdp.growth&area=74&period=year&from=2019-01-01&to=2025-01-01',
    );

    expect(monthly.correlations).toHaveLength(1);
    expect(monthly.correlations[0]).toMatchObject({
      lag: 2,
      n: 10,
      refused: null,
      pearson: { value: -1, lo: -1, hi: -1 },
    });
    expect(yearly.correlations[0]).toMatchObject({ n: 5, pearson: null, refused: 'fewer than 8 pairs' });
  });

  it('says whose boundaries it uses, and pairs no two sets', async () => {
    const found = await compare('kpi=MOB-03&area=718,u25-thu-dau-mot@units-2025&period=year');

    expect(found.boundaries.map((one) => [one.reportingSet, one.areas])).toEqual([
      ['plan-2020', ['718']],
      ['units-2025', ['u25-thu-dau-mot']],
    ]);
    expect(found.correlations[0]?.refused).toBe('different reporting sets');
  });

  it('names what is unknown', async () => {
    expect(await refused('kpi=MOB-03&area=999')).toEqual([404, expect.stringContaining('999')]);
    expect(await refused('kpi=NOT-01&area=74')).toEqual([404, expect.stringContaining('NOT-01')]);
    expect(await refused('indicator=se.none&area=74')).toEqual([404, expect.stringContaining('se.none')]);
    expect((await refused('area=74'))[0]).toBe(400);
  });

  it('refuses a span of all times before it counts its periods', async () => {
    const span = 'from=0000-01-01&to=9999-12-31';

    expect(await refused(`kpi=MOB-04&area=74&period=5min&${span}`)).toEqual([
      400,
      'from, to: at most 5000 periods',
    ]);
  });
});
