import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { KpiItem } from '@app/contracts';
import { eventually } from '@app/testing';
import { describeOnEachEngine } from './support/engines.js';
import { request } from './support/http.js';
import { PlatformProcess } from './support/platform-process.js';

interface Score {
  readonly value: number | null;
  readonly status: string;
  readonly distance: number | null;
  readonly target: { readonly id: string; readonly sourceQuote: string | null };
  readonly trend: { readonly until: number; readonly growthPerYear: number | null } | null;
}
interface Comparison {
  readonly axis: readonly { readonly from: string }[];
  readonly items: readonly {
    readonly id: string;
    readonly points: readonly { readonly value: number | null }[];
  }[];
  readonly correlations: readonly { readonly n: number; readonly refused: string | null }[];
}

/** GRDP at 2010 prices and employed persons: 100 each worker in 2020, then 7.2 % more every year to 2025. */
const YEARS = [2020, 2021, 2022, 2023, 2024, 2025];
const ROWS = YEARS.flatMap((year) => [
  `se.grdp.const,plan-2020,74,year,${year}-01-01,${(150_000 * 1.072 ** (year - 2020)).toFixed(4)},10^9 VND,official,Cục Thống kê`,
  `se.emp,plan-2020,74,year,${year}-01-01,1500,10^3 persons,official,Cục Thống kê`,
]);
const FILE = `indicator,set,area,period,from,value,unit,status,source\n${ROWS.join('\n')}\n`;

describeOnEachEngine("a planner's day: import, scorecard, comparison, report", (engines) => {
  let platform: PlatformProcess;
  const get = <T>(path: string): Promise<T> => platform.rest.get<T>(path);
  const productivity = async (year: number, id: string): Promise<Score | undefined> => {
    const card = await get<{ items: Score[] }>(`/api/v1/scorecards?area=74&period=year&from=${year}-01-01`);
    return card.items.find((one) => one.target.id === id);
  };

  beforeAll(async () => {
    platform = await PlatformProcess.create({ engines });
    await platform.start();
    const imported = await request(`${platform.base}/api/v1/indicators/import?by=Tester`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', authorization: `Bearer ${platform.rest.key}` },
      body: FILE,
    });
    expect({ status: imported.status, text: imported.text }).toMatchObject({ status: 200 });
    await eventually('SOC-03 of 2025', async () =>
      (
        await platform.rest.values('SOC-03', {
          area: '74',
          period: 'year',
          from: '2023-01-01',
          to: '2026-01-01',
        })
      ).every((item: KpiItem) => item.value !== null),
    );
  });

  afterAll(() => platform.remove());

  it("the decision's 7–7.5 % a year works from imported series", async () => {
    await eventually(
      'the score of 2025',
      async () => (await productivity(2025, 'productivity-2025'))?.value !== null,
    );
    const in2025 = await productivity(2025, 'productivity-2025');
    const in2023 = await productivity(2023, 'productivity-2025');
    const to2030 = await productivity(2025, 'productivity-2030');

    expect(in2025).toMatchObject({
      status: 'reached',
      distance: 0,
      value: expect.closeTo(7.2, 6) as unknown,
    });
    expect(in2025?.target.sourceQuote).toContain('7% - 7,5%/năm');
    // Three years at 7.2 %, five at 7 %: the two that remain need less than 7 %: √(1.07⁵/1.072³) − 1 = 6.70 %.
    expect(in2023?.trend).toMatchObject({ until: 2025, growthPerYear: expect.closeTo(6.7008, 3) as unknown });
    expect(to2030).toMatchObject({
      status: 'open',
      trend: { until: 2030, growthPerYear: expect.closeTo(7.5, 6) as unknown },
    });
  });

  it('KPI and series stand on one axis', async () => {
    const found = await get<Comparison>(
      '/api/v1/compare?kpi=SOC-03&indicator=se.grdp.const,se.grdp.growth&area=74&view=yoy&from=2021-01-01&to=2026-01-01',
    );

    expect(found.axis).toHaveLength(5);
    const growth = found.items.find((one) => one.id === 'se.grdp.const')?.points.map((point) => point.value);
    for (const value of growth ?? []) expect(value).toBeCloseTo(7.2, 4);
    expect(found.correlations.map((one) => one.refused)).toEqual(Array(3).fill('fewer than 8 pairs'));
  });

  it('the yearly report comes in four formats, with the same bytes each time, and as a batch of ten', async () => {
    for (const format of ['docx', 'xlsx', 'html', 'json']) {
      const url = `${platform.base}/api/v1/reports/annual?area=74&year=2025&format=${format}`;
      const [first, second] = await Promise.all([fetch(url), fetch(url)]);
      expect(first.status).toBe(200);
      const [a, b] = [Buffer.from(await first.arrayBuffer()), Buffer.from(await second.arrayBuffer())];
      expect(a.length).toBeGreaterThan(10_000);
      expect(a.equals(b)).toBe(true);
    }
    const batch = await fetch(`${platform.base}/api/v1/reports/annual/batch?year=2025&format=docx`);
    expect([batch.status, batch.headers.get('content-type')]).toEqual([200, 'application/zip']);
  });
});
