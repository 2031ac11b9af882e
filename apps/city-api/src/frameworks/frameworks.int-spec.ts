import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { TestCity } from '../../test/city.js';
import { writeCsv } from '../spreadsheet/write-csv.js';
import type { assessmentSchema } from './framework.schemas.js';
import { FrameworksController } from './frameworks.controller.js';
import { Frameworks } from './frameworks.service.js';

type Assessment = z.infer<typeof assessmentSchema>;

const VN = encodeURIComponent('VN-ĐTTM-1.0');

describe('frameworks', () => {
  let city: TestCity;
  const assessed = async (code: string, year: number, area = '74'): Promise<Assessment> => {
    const reply = await city.get<Assessment>(
      `/api/v1/frameworks/${code}/assessment?area=${area}&year=${year}`,
    );
    expect({ status: reply.status, body: reply.body }).toMatchObject({ status: 200 });
    return reply.body;
  };
  const indicator = async (framework: string, year: number, code: string) =>
    (await assessed(framework, year)).items.find((item) => item.code === code);

  beforeAll(async () => {
    city = await TestCity.open('2026-11-23T08:00:00+07:00', [FrameworksController], [Frameworks]);
    const months = Array.from({ length: 12 }, (_, i) => `2025-${String(i + 1).padStart(2, '0')}-01`);
    await city.values('MOB-05', '74', 'month', Object.fromEntries(months.map((month) => [month, 1.4])));
    await city.values('MOB-12', '74', 'year', { '2025-01-01': 40 });
    await city.values('SAF-01', '74', 'year', { '2025-01-01': null });
  });

  afterAll(() => city.close());

  it('lists U4SSC and ISO, and the Vietnamese sets with their documents and no made-up indicator', async () => {
    const reply = await city.get<{ items: { code: string; document: string; indicators: number }[] }>(
      '/api/v1/frameworks',
    );
    const found = new Map(reply.body.items.map((one) => [one.code, one]));
    expect(found.get('U4SSC')?.indicators).toBeGreaterThan(30);
    expect(found.get('ISO-37120')?.indicators).toBeGreaterThan(15);
    expect(found.get('VN-ĐTTM-1.0')).toMatchObject({
      document: 'Công văn 3098/BTTTT-KHCN, 13/9/2019',
      indicators: 0,
    });
    expect(found.get('TT-03-2026-TT-BXD')?.indicators).toBe(0);
  });

  it('passes what is measured, with the evidence attached', async () => {
    const monitored = await indicator('U4SSC', 2025, 'EC:ICT:T:2C');
    expect(monitored).toMatchObject({ verdict: 'pass', reason: null, rule: 'reported' });
    expect(monitored?.evidence).toMatchObject([
      { kpi: 'MOB-12', relation: 'exact', value: 40, items: [{ kpi: 'MOB-12', area: '74', value: 40 }] },
    ]);
  });

  it('measures a year by its twelve months where the KPI has no year: a Travel Time Index of 1.4 is good', async () => {
    const index = await indicator('U4SSC', 2025, 'EC:I:T:5A');
    expect(index).toMatchObject({ verdict: 'pass', criterion: { comparator: 'le', hi: 1.5 } });
    expect(index?.evidence[0]?.value).toBeCloseTo(1.4, 9);
    expect(index?.evidence[0]?.items).toHaveLength(12);
  });

  it('says what is missing, and never "not pass" for want of data', async () => {
    expect(await indicator('U4SSC', 2025, 'SC:SH:SA:9C')).toMatchObject({
      verdict: 'not_enough_evidence',
      reason: 'no_data',
    });
    expect(await indicator('U4SSC', 2025, 'EN:EN:EQ:2A')).toMatchObject({ reason: 'only_proxy' });
    expect(await indicator('U4SSC', 2025, 'EC:I:T:1C')).toMatchObject({ reason: 'nothing_mapped' });
    const { summary, items } = await assessed('U4SSC', 2025);
    expect(summary.pass + summary.notPass + summary.notEnoughEvidence).toBe(items.length);
  });

  const rows = [
    ['code', 'nameVi', 'comparator', 'lo', 'hi', 'evidence'],
    ['B1.1', 'Tỷ lệ đường chính được giám sát', '≥', 50, null, 'MOB-12 exact'],
    ['B1.2', 'Tăng trưởng GRDP', 'between', 5, 9, 'se.grdp.growth exact'],
  ];
  const post = (query: string, table: readonly (readonly (string | number | null)[])[]) =>
    city.post(`/api/v1/frameworks/${VN}/import${query}`, Buffer.from(writeCsv(table)));

  it('takes an annex in: a dry run stores nothing, then the officer’s thresholds decide', async () => {
    expect((await post('?dryRun=true', rows)).body).toMatchObject({ dryRun: true, added: 2, problems: [] });
    expect((await assessed(VN, 2025)).items).toEqual([]);
    expect((await post('?by=L%C3%AA%20An', rows)).body).toMatchObject({ dryRun: false, added: 2 });
    expect((await post('', rows)).body).toMatchObject({ added: 0, unchanged: 2 });

    const { items, summary, inForce } = await assessed(VN, 2025);
    expect(items.map(({ code, verdict, reason }) => [code, verdict, reason])).toEqual([
      ['B1.1', 'not_pass', null],
      ['B1.2', 'not_enough_evidence', 'no_data'],
    ]);
    expect(summary).toEqual({ pass: 0, notPass: 1, notEnoughEvidence: 1 });
    expect(inForce).toBe(true);
    // 5.00 % in 2023, as revised; 2026 is past the set's term.
    expect((await indicator(VN, 2023, 'B1.2'))?.verdict).toBe('pass');
    expect((await assessed(VN, 2026)).inForce).toBe(false);
  });

  it('refuses an annex as a whole, by row and column', async () => {
    const wrong = [
      [...(rows[0] ?? []), 'computability'],
      ['C1', '', null, null, null, null, null],
      ['C2', 'Tên', '~', 1, null, null, null],
      ['C3', 'Tên', null, 1, null, null, null],
      ['C4', 'Tên', 'between', 9, 5, null, null],
      ['C5', 'Tên', null, null, null, 'MOB-99 exact', null],
      ['C6', 'Tên', null, null, null, 'MOB-12 perhaps', null],
      ['C6', 'Tên', null, null, null, null, 'X'],
    ];
    const reply = await post('', wrong);
    expect(reply.status).toBe(422);
    const { errors } = reply.body as { errors: { row: number; column: string | null; code: string }[] };
    expect(errors.map(({ row, column, code }) => [row, column, code])).toEqual([
      [2, 'nameVi', 'missing_value'],
      [3, 'comparator', 'unknown_comparator'],
      [4, 'comparator', 'missing_value'],
      [5, 'lo', 'range'],
      [6, 'evidence', 'unknown_evidence'],
      [7, 'evidence', 'evidence_format'],
      [8, 'code', 'duplicate'],
      [8, 'computability', 'unknown_computability'],
    ]);
    expect((await assessed(VN, 2025)).items).toHaveLength(2);
  });
});
