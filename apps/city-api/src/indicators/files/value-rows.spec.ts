import { describe, expect, it } from '@jest/globals';
import type { Area, Indicator } from '@app/registry';
import { readTable } from '../../spreadsheet/read-table.js';
import { writeXlsx } from '../../spreadsheet/write-xlsx.js';
import { readValues, type ValueContext } from './value-rows.js';

const NOW = Date.UTC(2026, 10, 23, 1);

const series = (
  id: string,
  unit: string,
  periods: Indicator['periods'],
  levels: Indicator['levels'],
): Indicator => ({
  id,
  nameVi: id,
  nameEn: id,
  unit,
  periods,
  levels,
  direction: 'context',
  publisher: 'x',
  source: 'x',
});
const area = (code: string, level: Area['level']): Area => ({
  set: 'plan-2020',
  code,
  nameVi: code,
  nameEn: code,
  level,
  parent: level === 'province' ? null : '74',
  areaKm2: 1,
  validFrom: 0,
  validTo: null,
  rings: [],
});

const context: ValueContext = {
  indicators: new Map(
    [
      series('se.pop', 'persons', ['year'], ['province', 'district']),
      series('se.grdp.growth', '%', ['quarter', 'year'], ['province']),
    ].map((one) => [one.id, one]),
  ),
  areas: [area('74', 'province'), area('718', 'district')],
  now: NOW,
};

const HEADER =
  'indicator,set,area,period,from,value,lo,hi,unit,status,revision,confidence,source,publishedAt,note';
const POP = 'se.pop,plan-2020,74,year,2024-01-01';
const GROWTH = 'se.grdp.growth,plan-2020,74,year,2024-01-01';
const TAIL = 'persons,preliminary,,,Niên giám,,';

/** One row for each kind of error, with where it is found. */
const WRONG: readonly [row: string, column: string | null, code: string][] = [
  [`,plan-2020,74,year,2024-01-01,1,,,${TAIL}`, 'indicator', 'missing_value'],
  [`se.nope,plan-2020,74,year,2024-01-01,1,,,${TAIL}`, 'indicator', 'unknown_indicator'],
  [`se.pop,plan-2019,74,year,2024-01-01,1,,,${TAIL}`, 'set', 'unknown_set'],
  [`se.pop,plan-2020,99,year,2024-01-01,1,,,${TAIL}`, 'area', 'unknown_area'],
  ['se.grdp.growth,plan-2020,718,year,2024-01-01,1,,,%,preliminary,,,x,,', 'area', 'wrong_level'],
  [`se.pop,plan-2020,74,decade,2024-01-01,1,,,${TAIL}`, 'period', 'unknown_period'],
  [`se.pop,plan-2020,74,quarter,2024-01-01,1,,,${TAIL}`, 'period', 'wrong_period'],
  [`se.pop,plan-2020,74,year,1/1/2024,1,,,${TAIL}`, 'from', 'date_format'],
  [`se.pop,plan-2020,74,year,2024-02-30,1,,,${TAIL}`, 'from', 'no_such_day'],
  [`se.pop,plan-2020,74,year,2024-02-01,1,,,${TAIL}`, 'from', 'not_a_period_start'],
  [`se.pop,plan-2020,74,year,2027-01-01,1,,,${TAIL}`, 'from', 'not_begun'],
  [`se.pop,plan-2020,74,year,20240-01-01,1,,,${TAIL}`, 'from', 'date_format'],
  [`${POP},nhiều,,,${TAIL}`, 'value', 'not_a_number'],
  [`${POP},"2.870.000",,,${TAIL}`, 'value', 'number_format'],
  [`${POP},,,,${TAIL}`, 'value', 'no_value'],
  [`${POP},-5,,,${TAIL}`, 'value', 'negative'],
  [`${POP},,9,8,${TAIL}`, 'lo', 'range'],
  [`${POP},5,8,9,${TAIL}`, 'value', 'outside_range'],
  [`${POP},1,,,people,preliminary,,,x,,`, 'unit', 'wrong_unit'],
  [`${POP},1,,,persons,certain,,,x,,`, 'status', 'unknown_status'],
  [`${POP},1,,,persons,preliminary,1.5,,x,,`, 'revision', 'not_a_revision'],
  [`${POP},1,,,persons,preliminary,,sure,x,,`, 'confidence', 'unknown_confidence'],
  [`${POP},1,,,persons,preliminary,,,,,`, 'source', 'missing_value'],
  [`${POP},1,,,persons,preliminary,,,x,2027-01-01,`, 'publishedAt', 'published_later'],
  [`${POP},1,,,persons,official,,,x,2024-06-01,`, 'status', 'official_too_early'],
  [`${POP},1,,,persons,preliminary,,,x,,${'x'.repeat(2001)}`, 'note', 'too_long'],
  [`${GROWTH},1,,,%,preliminary,,,x,,,beyond`, null, 'beyond_header'],
  [`${GROWTH},7,,,%,preliminary,,,y,,`, null, 'duplicate'],
];

describe('readValues', () => {
  it('reads numbers, ranges and Vietnamese statuses', async () => {
    const rows = [
      `${POP},2870000,,,persons,Sơ bộ,,medium,Niên giám thống kê,2025-06-30,làm tròn`,
      `se.grdp.growth,plan-2020,74,quý,2026-10-01,,10,10.5,%,kế hoạch,,,NQ 51,,`,
    ];
    const { rows: read, problems } = readValues(
      await readTable(Buffer.from([HEADER, ...rows].join('\n'))),
      context,
    );
    expect(problems.listed).toEqual([]);
    expect(read).toMatchObject([
      {
        row: 2,
        value: {
          indicator: 'se.pop',
          value: 2_870_000,
          lo: null,
          status: 'preliminary',
          publishedAt: '2025-06-30',
        },
      },
      {
        row: 3,
        value: { period: 'quarter', from: '2026-10-01', value: null, lo: 10, hi: 10.5, status: 'plan' },
      },
    ]);
  });

  it(`names row and column of ${WRONG.length} kinds of error, in CSV and in XLSX alike`, async () => {
    const good = `${GROWTH},6,,,%,preliminary,,,x,,`;
    const lines = [HEADER, good, ...WRONG.map(([row]) => row)];
    const cells = lines.map((line) =>
      line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replaceAll('"', '')),
    );
    const csv = readValues(await readTable(Buffer.from(lines.join('\n'))), context);
    const xlsx = readValues(await readTable(await writeXlsx([{ name: 'A', rows: cells }])), context);

    const where = csv.problems.listed.map(({ row, column, code }) => [row, column, code]);
    expect(where).toEqual(WRONG.map(([, column, code], i) => [i + 3, column, code]));
    expect(new Set(csv.problems.listed.map(({ message }) => message)).size).toBeGreaterThanOrEqual(20);
    expect(xlsx.problems.listed).toEqual(csv.problems.listed);
    expect(csv.rows.map(({ row }) => row)).toEqual([2]);
  });

  it('names the cell as spreadsheets do', async () => {
    const { problems } = readValues(await readTable(Buffer.from(`${HEADER}\n${POP},x,,,${TAIL}`)), context);
    expect(problems.listed).toMatchObject([{ row: 2, column: 'value', cell: 'F2' }]);
  });

  it('tells once of what the header lacks or has too much', async () => {
    const text = `${HEADER.replace('unit', 'đơn vị')}\n${POP},1,,,${TAIL}\n${POP.replace('2024', '2023')},1,,,${TAIL}`;
    const { problems } = readValues(await readTable(Buffer.from(text)), context);
    expect(problems.listed.map(({ row, column, code }) => [row, column, code])).toEqual([
      [1, 'đơn vị', 'unknown_column'],
      [1, 'unit', 'missing_column'],
    ]);
  });
});
