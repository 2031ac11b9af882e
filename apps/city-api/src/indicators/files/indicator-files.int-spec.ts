import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ManualClock, openTestRegistry, type TestRegistry } from '@app/testing';
import { writeCsv } from '../../spreadsheet/write-csv.js';
import { writeXlsx } from '../../spreadsheet/write-xlsx.js';
import { requireStored } from './import-report.js';
import { IndicatorFiles } from './indicator-files.js';

const HEADER = ['indicator', 'set', 'area', 'period', 'from', 'value', 'unit', 'status', 'source'];
const grdp = (year: number, value: number | null, some: Partial<Record<string, string>> = {}) => [
  some['indicator'] ?? 'se.grdp.const',
  'plan-2020',
  '74',
  'year',
  `${year}-01-01`,
  value,
  some['unit'] ?? '10^9 VND',
  some['status'] ?? 'official',
  'Niên giám thống kê tỉnh Bình Dương',
];

describe('IndicatorFiles', () => {
  let r: TestRegistry;
  let files: IndicatorFiles;
  const clock = new ManualClock(Date.UTC(2026, 10, 23, 1));

  beforeAll(async () => {
    r = await openTestRegistry({ clock });
    await r.cache.start();
    files = new IndicatorFiles(r.indicators, r.cache, clock);
  });

  afterAll(() => r.close());

  const put = (rows: readonly (readonly (string | number | null)[])[], dryRun = false, header = HEADER) =>
    files.import({ bytes: Buffer.from(writeCsv([header, ...rows])), content: 'values', dryRun, by: 'Lê An' });
  const values = () => r.indicators.values({ indicator: 'se.grdp.const', revisions: true });

  it('stores nothing in a dry run, nor when any row has a problem', async () => {
    const before = (await r.cache.refresh()).revision;
    expect(await put([grdp(2020, 300_000), grdp(2021, 310_000)], true)).toMatchObject({
      dryRun: true,
      added: 2,
    });

    const report = await put([grdp(2020, 300_000), grdp(2021, null)]);
    expect(report).toMatchObject({
      dryRun: true,
      rows: 1,
      problemCount: 1,
      problems: [{ row: 3, column: 'value' }],
    });
    expect(() => requireStored(report)).toThrow(/nothing was stored: 1 problems; first: row 3, value/);

    expect(await values()).toEqual([]);
    expect((await r.cache.refresh()).revision).toBe(before);
  });

  it('stores a whole file, tells the services of it, and knows it when it comes again', async () => {
    const before = (await r.cache.refresh()).revision;
    const file = [grdp(2020, 300_000), grdp(2021, 310_000)];
    expect(await put(file)).toMatchObject({
      dryRun: false,
      added: 2,
      revised: 0,
      unchanged: 0,
      problems: [],
    });
    expect((await r.cache.refresh()).revision).toBe(before + 1);

    expect(await put(file)).toMatchObject({ added: 0, revised: 0, unchanged: 2 });
    expect((await r.cache.refresh()).revision).toBe(before + 1);
    expect(await values()).toMatchObject([
      { from: '2020-01-01', value: 300_000, revision: 1, by: 'Lê An' },
      { from: '2021-01-01', value: 310_000, revision: 1 },
    ]);
  });

  it('makes another number the next revision, and gives back what stood before', async () => {
    const earlier = clock.now();
    clock.advance(86_400_000);
    expect(await put([grdp(2021, 312_000)])).toMatchObject({ revised: 1 });

    const at = { indicator: 'se.grdp.const', area: '74' };
    const of2021 = async (asOf?: number) =>
      (await r.indicators.values({ ...at, asOf })).find(({ from }) => from === '2021-01-01');
    expect(await of2021()).toMatchObject({ value: 312_000, revision: 2 });
    expect(await of2021(earlier)).toMatchObject({ value: 310_000, revision: 1 });
  });

  it('keeps a plan beside what was observed', async () => {
    const growth = { indicator: 'se.grdp.growth', unit: '%' };
    expect(await put([grdp(2025, 8.2, { ...growth, status: 'preliminary' })])).toMatchObject({ added: 1 });
    const of2025 = (await r.indicators.values({ indicator: 'se.grdp.growth' })).filter(
      ({ from }) => from === '2025-01-01',
    );
    expect(of2025).toMatchObject([
      { status: 'plan', lo: 10, hi: 10.5 },
      { status: 'preliminary', value: 8.2 },
    ]);
  });

  it('exports what it imports again without a change: values, revisions and series, CSV and XLSX', async () => {
    for (const content of ['values', 'series'] as const) {
      const rows = await files.export(content, { revisions: true });
      expect(rows.length).toBeGreaterThan(20);
      for (const bytes of [Buffer.from(writeCsv(rows)), await writeXlsx([{ name: 'a', rows }])]) {
        const report = await files.import({ bytes, content, dryRun: false, by: null });
        expect(report.problems).toEqual([]);
        expect(report).toMatchObject({
          rows: rows.length - 1,
          unchanged: rows.length - 1,
          added: 0,
          revised: 0,
        });
      }
    }
  });

  it('adds a series and its values, and refuses another unit for one that has some', async () => {
    const header = [
      'id',
      'nameVi',
      'nameEn',
      'unit',
      'periods',
      'levels',
      'direction',
      'publisher',
      'source',
    ];
    const row = [
      'se.ev',
      'Xe điện',
      'Electric vehicles',
      'vehicles',
      'month, year',
      'province',
      'up',
      'CSGT',
      'thử',
    ];
    const describe = (rows: string[][]) =>
      files.import({
        bytes: Buffer.from(writeCsv([header, ...rows])),
        content: 'series',
        dryRun: false,
        by: null,
      });

    expect(await describe([row])).toMatchObject({ added: 1, problems: [] });
    expect(await put([grdp(2025, 120, { indicator: 'se.ev', unit: 'vehicles' })])).toMatchObject({
      added: 1,
    });
    expect(await describe([row.with(3, 'cars')])).toMatchObject({
      problems: [{ row: 2, column: 'unit', code: 'wrong_unit' }],
    });
    expect(await describe([row.with(5, 'planet')])).toMatchObject({ problems: [{ column: 'levels' }] });
    expect((await r.indicators.indicators()).find(({ id }) => id === 'se.ev')).toMatchObject({
      unit: 'vehicles',
      periods: ['month', 'year'],
    });
  });
});
