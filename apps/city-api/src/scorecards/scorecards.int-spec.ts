import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestCity } from '../../test/city.js';
import type { Scorecard, ScoreItem } from './scorecard.schemas.js';
import { ScorecardService } from './scorecard.service.js';
import { ScorecardsController } from './scorecards.controller.js';
import { TargetsController } from './targets.controller.js';
import type { TargetView } from './targets.schemas.js';

interface ProblemBody {
  readonly detail: string;
}

describe('scorecards', () => {
  let city: TestCity;
  const scores = async (query: string): Promise<ScoreItem[]> => {
    const reply = await city.get<Scorecard>(`/api/v1/scorecards?${query}`);
    expect({ status: reply.status, body: reply.body }).toMatchObject({ status: 200 });
    return reply.body.items;
  };
  const one = async (target: string, query: string): Promise<ScoreItem | undefined> =>
    (await scores(query)).find((item) => item.target.id === target);

  beforeAll(async () => {
    city = await TestCity.open(
      '2026-11-23T08:00:00+07:00',
      [TargetsController, ScorecardsController],
      [ScorecardService],
    );
    // Productivity: averages since the base year, as the KPI gives them.
    await city.values('SOC-03', '74', 'year', { '2023-01-01': 5, '2025-01-01': 7.2, '2027-01-01': 8.4 });
    await city.values('SOC-01', '74', 'year', {
      '2021-01-01': 2.62,
      '2022-01-01': 8.01,
      '2023-01-01': 5,
      '2024-01-01': 7.48,
    });
    await city.values('SOC-02', '74', 'year', { '2024-01-01': 181.2 });
    await city.values('MOB-05', '718', 'month', { '2026-10-01': 1.8, '2026-09-01': 1.4 });
    await city.values('DAT-02', '718', 'month', { '2026-10-01': null });
  });

  afterAll(() => city.close());

  it("holds the decision's productivity band: 7–7.5 % to 2025, with the growth that the remaining years need", async () => {
    const in2023 = await one('productivity-2025', 'area=74&from=2023-01-01');
    const in2025 = await one('productivity-2025', 'area=74&from=2025-01-01');

    // Three years at 5 %, five at 7 %: the two that remain need √(1.07⁵/1.05³) − 1 = 10.07 %.
    expect(in2023).toMatchObject({
      due: false,
      status: 'open',
      value: 5,
      distance: 2,
      trend: { until: 2025, years: 2 },
    });
    expect(in2023?.trend?.growthPerYear).toBeCloseTo(10.0713, 3);
    expect(in2023?.target).toMatchObject({ lo: 7, hi: 7.5, basis: 'decision', direction: 'up' });
    expect(in2025).toMatchObject({ due: true, status: 'reached', distance: 0, trend: null });
  });

  it("the decision's band to 2030 is counted from 2025, and exceeding it is no failure", async () => {
    const before = await one('productivity-2030', 'area=74&from=2025-01-01');
    const after = await one('productivity-2030', 'area=74&from=2027-01-01');

    expect(before).toMatchObject({ status: 'open', trend: { until: 2030, years: 5 } });
    expect(before?.trend?.growthPerYear).toBeCloseTo(7.5, 9);
    expect(after).toMatchObject({ status: 'exceeded', value: 8.4, distance: 0 });
  });

  it('averages yearly growth for a target that is an average, and only when every year is known', async () => {
    const found = await one('grdp-growth-2021-2025', 'area=74&from=2024-01-01');

    // Fourth root of 1.0262 · 1.0801 · 1.05 · 1.0748, less 1: 5.756 %.
    expect(found?.value).toBeCloseTo(5.756, 3);
    // What one more year needs for 8.5 % over five: 1.085⁵ / 1.250887 − 1 = 20.21 %.
    expect(found?.trend?.growthPerYear).toBeCloseTo(20.2, 1);
    expect(await one('grdp-growth-2021-2025', 'area=74&from=2025-01-01')).toMatchObject({
      due: true,
      status: 'no_data',
      value: null,
      distance: null,
    });
  });

  it('tells the yearly change that leads to a level', async () => {
    const found = await one('grdp-per-capita-2025-nq51', 'area=74&from=2024-01-01');

    // 198 − 181.2 = 16.8 in one year.
    expect(found).toMatchObject({
      status: 'open',
      distance: expect.closeTo(16.8, 9) as unknown,
      trend: { years: 1 },
    });
    expect(found?.trend?.perYear).toBeCloseTo(16.8, 9);
  });

  it('scores a month, newest ended one by default, and compares no yearly target with it', async () => {
    const found = await scores('area=718&period=month');

    expect(found.find((item) => item.kpi === 'MOB-05')).toMatchObject({
      from: '2026-10-01T00:00:00+07:00',
      status: 'missed',
      distance: expect.closeTo(-0.3, 9) as unknown,
    });
    expect(found.find((item) => item.target.id === 'completeness-goal')).toMatchObject({
      status: 'no_data',
      quality: 'insufficient',
    });
    expect(found.filter((item) => item.target.year !== null)).toEqual([]);
  });

  it('scores every area of the set, with counts', async () => {
    const reply = await city.get<Scorecard>('/api/v1/scorecards?period=month');

    expect(reply.body.summary.map((one) => one.area).sort()).toEqual(
      ['718', '719', '720', '721', '722', '723', '724', '725', '726', '74'].sort(),
    );
    expect(reply.body.summary.find((one) => one.area === '718')).toMatchObject({ missed: 1 });
  });

  describe('targets', () => {
    const target = {
      id: 'tdm-tti',
      kpi: 'MOB-05',
      area: '718',
      validFrom: '2026-09-01',
      validTo: '2027-01-01',
      hi: 1.3,
      comparator: 'le',
      unit: '1',
      basis: 'proposal',
      sourceDoc: 'Kế hoạch của thành phố Thủ Dầu Một',
    };

    it('are set by the administrator, for one area, from a date; a second time makes the next version', async () => {
      const refused = await city.post('/api/v1/targets', target, null);
      const first = await city.post<TargetView>('/api/v1/targets', target);
      const second = await city.post<TargetView>('/api/v1/targets', { ...target, hi: 1.35 });
      const listed = await city.get<{ items: TargetView[] }>('/api/v1/targets?kpi=MOB-05&area=718');

      expect(refused.status).toBe(401);
      expect([first.status, first.body.version, second.body.version]).toEqual([201, 1, 2]);
      expect(listed.body.items.map((one) => [one.id, one.hi])).toEqual([
        ['travel-time-index', 1.5],
        ['tdm-tti', 1.35],
      ]);
      expect(await one('tdm-tti', 'area=718&period=month&from=2026-09-01')).toMatchObject({
        value: 1.4,
        status: 'missed',
      });
      expect(await one('tdm-tti', 'area=719&period=month&from=2026-09-01')).toBeUndefined();
      expect(await one('tdm-tti', 'area=718&period=month&from=2026-08-01')).toMatchObject({ due: false });
    });

    it('name what is wrong', async () => {
      const of = async (change: object): Promise<[number, string]> => {
        const reply = await city.post<ProblemBody>('/api/v1/targets', { ...target, ...change });
        return [reply.status, reply.body.detail];
      };

      expect(await of({ kpi: 'MOB-99' })).toEqual([404, expect.stringContaining('MOB-99')]);
      expect(await of({ member: 'car' })).toEqual([400, expect.stringContaining('member')]);
      expect(await of({ area: '999' })).toEqual([404, expect.stringContaining('999')]);
      expect(await of({ comparator: 'between' })).toEqual([
        400,
        expect.stringContaining('between has lo and hi'),
      ]);
      expect(await of({ validFrom: '2026-02-30' })).toEqual([400, expect.stringContaining('validFrom')]);
    });
  });
});
