import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, TestCity } from '../../test/city.js';
import { linesOf, ofJsonLd, ofTurtle, violations } from '../../test/dcat-ap.js';
import { mountHeaders } from '../http/headers.js';
import { mountReplies } from '../http/replies.js';
import { Courses } from './courses.js';
import { OpenDatasets } from './data/datasets.js';
import { OpenRowReader } from './data/open-rows.js';
import { OpenCatalogueController } from './open-catalogue.controller.js';
import { OpenDataController } from './open-data.controller.js';
import { OpenEmbedsController } from './open-embeds.controller.js';
import { OpenFilesController } from './open-files.controller.js';
import { Look } from './page/look.js';
import { Publications } from './publication.js';

const CONTROLLERS = [OpenDataController, OpenCatalogueController, OpenEmbedsController, OpenFilesController];

interface OpenJson {
  readonly licence: string;
  readonly statement: {
    rows: number;
    suppressed: number;
    notFinal: number;
    byQuality: Record<string, number>;
  };
  readonly items: readonly Record<string, string | number | null>[];
}

describe('open data, where reading needs identification', () => {
  let city: TestCity;

  const read = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(new URL(`/open-data${path}`, city.base), { headers });
  const json = async (path: string): Promise<OpenJson> => (await (await read(path)).json()) as OpenJson;
  const publish = (rows: readonly { area: string; value: number; source?: string; publishedAt?: string }[]) =>
    city.registry.indicators.publish(
      rows.map(({ area, value, source = 'Niên giám 2025', publishedAt = '2026-06-30' }) => ({
        indicator: 'se.acc.deaths',
        set: 'plan-2020',
        area,
        period: 'year' as const,
        from: '2025-01-01',
        value,
        lo: null,
        hi: null,
        unit: 'persons',
        status: 'official' as const,
        confidence: 'high' as const,
        source,
        publishedAt,
        note: null,
      })),
      { dryRun: false, now: city.clock.now() },
    );

  beforeAll(async () => {
    city = await TestCity.open(
      '2026-12-05T08:00:00+07:00',
      CONTROLLERS,
      [OpenDatasets, OpenRowReader, Courses, Publications, { provide: Look, useValue: Look.of('/none') }],
      {
        mock: true,
        mount: (app) => {
          mountHeaders(app);
          mountReplies(app);
          return Promise.resolve();
        },
      },
    );
    await city.values('MOB-04', '74', 'day', { '2026-11-01': 31.25, '2026-11-02': null, '2026-12-01': 33 });
    await city.values('MOB-04', '718', 'day', { '2026-11-01': 27.5 });
    await city.values('MOB-04', '718', 'day', { '2026-11-03': 99 }, { finality: 'provisional' });
    await city.values('MOB-04', '74', 'week', { '2026-11-30': 30 });
    await city.values('MOB-05', '74', 'week', { '2026-11-30': 1.2 });
    await city.values('SAF-01', '74', 'year', { '2025-01-01': 12 }, { num: 240 });
    await city.values('SAF-01', '718', 'year', { '2025-01-01': 0.9 }, { num: 3 });
    await city.values('SAF-01', '719', 'year', { '2025-01-01': 6 }, { num: 7 });
    await city.values('SAF-01', '720', 'year', { '2025-01-01': 8 }, { num: 80 });
    await publish([
      { area: '74', value: 240 },
      { area: '718', value: 2 },
      { area: '719', value: 8, source: '=HYPERLINK("http://x","Niên giám")' },
      { area: '720', value: 230 },
    ]);
  });
  afterAll(() => city.close());

  it('hands out a finished month without credentials: final values only, under a name and an address that last', async () => {
    const reply = await read('/MOB-04/2026-11.csv');
    const [header = '', ...lines] = (await reply.text()).trim().split('\r\n');

    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(reply.headers.get('content-disposition')).toBe('inline; filename="MOB-04_2026-11.csv"');
    expect(reply.headers.get('access-control-allow-origin')).toBe('*');
    const columns = header.split(',');
    const cells = (line: string, ...names: string[]): (string | undefined)[] =>
      names.map((name) => line.split(',')[columns.indexOf(name)]);
    expect(lines.map((line) => cells(line, 'area', 'areaName', 'from', 'value', 'quality'))).toEqual([
      ['718', 'Thành phố Thủ Dầu Một', '2026-11-01T00:00:00+07:00', '27.5', 'ok'],
      ['74', 'Tỉnh Bình Dương', '2026-11-01T00:00:00+07:00', '31.25', 'ok'],
      ['74', 'Tỉnh Bình Dương', '2026-11-02T00:00:00+07:00', '', 'insufficient'],
    ]);
    expect((await json('/MOB-04/2026-11.json')).statement).toMatchObject({
      rows: 3,
      notFinal: 1,
      byQuality: { ok: 2, insufficient: 1 },
    });
    expect((await city.get('/api/v1/kpis')).status).toBe(404);
  });

  it('begins a CSV with the mark of UTF-8, unless that is not wanted', async () => {
    const bytes = async (query: string): Promise<number[]> =>
      [...new Uint8Array(await (await read(`/MOB-04/2026-11.csv${query}`)).arrayBuffer())].slice(0, 3);

    expect(await bytes('')).toEqual([0xef, 0xbb, 0xbf]);
    expect(Buffer.from(await bytes('?bom=false')).toString()).toBe('kpi');
  });

  it.each([
    [
      '/MOB-04/2026-12.csv',
      '2026-12 is not finished; its values are final and published at 2027-01-01T00:10:00+07:00',
    ],
    ['/MOB-04/2026-02.csv', 'MOB-04 has nothing published of 2026-02; there is 2026-11 to 2026-11'],
    ['/MOB-05/2026-11.csv', 'MOB-05 has nothing published of 2026-11; there is no month at all'],
    [
      '/MOB-04/2026-11.xlsx',
      'no file 2026-11.xlsx: a file is a month or a year with one of the endings csv, json, parquet, e.g. 2026-11.csv',
    ],
    ['/MOB-98/2026-11.csv', 'no open dataset MOB-98; see /open-data'],
    ['/MOB-98', 'no open dataset MOB-98; see /open-data'],
    ['/badge/MOB-98.svg', 'no KPI MOB-98; see /api/v1/kpis'],
    ['/embed/MOB-04?area=999', 'no area 999; see /api/v1/areas'],
  ])('answers %s with what is wrong', async (path, detail) => {
    const reply = await read(path);

    expect([reply.status, reply.headers.get('content-type')]).toEqual([
      404,
      expect.stringContaining('application/problem+json'),
    ]);
    expect(await reply.json()).toMatchObject({ detail });
  });

  it('hides counts below five and what would give them away, and says so', async () => {
    const kpi = await json('/SAF-01/2025.json');
    const series = await json('/se.acc.deaths/2025.json');
    const shown = (items: OpenJson['items'], name: string): unknown[] =>
      items
        .filter(({ period }) => period === 'year')
        .map((item) => [item['area'], item['value'], item[name], item['flag']]);

    expect(shown(kpi.items, 'num')).toEqual([
      ['718', null, null, 'suppressed'],
      ['719', null, null, 'suppressed'],
      ['720', 8, 80, null],
      ['74', 12, 240, null],
    ]);
    expect(kpi.statement.suppressed).toBe(2);
    expect(shown(series.items, 'status')).toEqual([
      ['718', null, 'official', 'suppressed'],
      ['719', null, 'official', 'suppressed'],
      ['720', 230, 'official', null],
      ['74', 240, 'official', null],
    ]);
    const embedded = await (await read('/embed/SAF-01?area=718&period=year&n=5&lang=en')).text();
    expect(embedded).toContain('no data');
    expect(embedded).not.toContain('0.9');
  });

  it('neutralises what a spreadsheet would run', async () => {
    const csv = await (await read('/se.acc.deaths/2025.csv')).text();

    expect(csv).toContain(`"'=HYPERLINK(""http://x"",""Niên giám"")"`);
    expect(csv).not.toMatch(/(^|,)"?=/m);
  });

  it('keeps a publication under embargo until its day', async () => {
    await publish([{ area: '720', value: 231, publishedAt: '2026-12-10' }]);
    const value = async (): Promise<unknown> =>
      (await json('/se.acc.deaths/2025.json')).items.find(({ area }) => area === '720')?.['value'];

    expect(await value()).toBe(230);
    city.clock.set(at('2026-12-10T07:00:00+07:00'));
    expect(await value()).toBe(231);
    city.clock.set(at('2026-12-05T09:00:00+07:00'));
  });

  it('reads back from Parquet in DuckDB as it is in JSON', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nhippho-open-'));
    const path = join(folder, 'file.parquet');
    writeFileSync(path, Buffer.from(await (await read('/SAF-01/2025.parquet')).arrayBuffer()));
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const found = await connection.runAndReadAll(
      `SELECT area, areaName, value, num, flag, epoch_ms("from")::DOUBLE AS at FROM read_parquet('${path}')`,
    );
    connection.closeSync();
    rmSync(folder, { recursive: true });

    const { items } = await json('/SAF-01/2025.json');
    expect(found.getRows()).toEqual(
      items.map((item) => [
        ...['area', 'areaName', 'value', 'num', 'flag'].map((name) => item[name]),
        Date.parse(String(item['from'])),
      ]),
    );
    expect(items).toHaveLength(4);
  });

  it('changes a file only when a value is revised', async () => {
    const first = await read('/MOB-04/2026-11.csv');
    const [etag = '', modified = ''] = ['etag', 'last-modified'].map((name) => first.headers.get(name) ?? '');
    expect((await read('/MOB-04/2026-11.csv', { 'if-none-match': etag })).status).toBe(304);
    expect((await read('/MOB-04/2026-11.csv', { 'if-modified-since': modified })).status).toBe(304);
    expect((await read('/MOB-04/2026-11.json')).headers.get('last-modified')).toBe(modified);

    await city.values(
      'MOB-04',
      '718',
      'day',
      { '2026-11-01': 28 },
      { revision: 1, reason: 'late_data', computedAt: at('2026-12-04T10:00:00+07:00') },
    );
    const revised = await read('/MOB-04/2026-11.csv', { 'if-none-match': etag });
    expect(revised.status).toBe(200);
    expect(await revised.text()).toMatch(/,28,.*,late_data,/);
    const since = await read('/MOB-04/2026-11.csv', { 'if-modified-since': modified });
    expect([since.status, since.headers.get('last-modified')]).toEqual([
      200,
      'Fri, 04 Dec 2026 03:00:00 GMT',
    ]);
  });

  it('describes itself by a DCAT-AP catalogue, the same in two syntaxes', async () => {
    const [jsonLd, turtle] = await Promise.all(
      ['/catalog.jsonld', '/catalog.ttl'].map(async (path) => (await read(path)).text()),
    );
    const quads = ofTurtle(turtle ?? '');

    expect(violations(quads)).toEqual([]);
    expect(linesOf(await ofJsonLd(jsonLd ?? ''))).toEqual(linesOf(quads));
    const urls = quads.flatMap(({ predicate, object }) =>
      predicate.value.endsWith('downloadURL') ? [object.value] : [],
    );
    expect(urls).toContain(`${city.base}/open-data/MOB-04/2026-11.parquet`);
    for (const url of urls.filter((one) => /(MOB-04|SAF-01|se\.acc\.deaths)\//.test(one)))
      expect([url, (await fetch(url)).status]).toEqual([url, 200]);
  });

  it('has a data dictionary of every column, and the same as CSVW', async () => {
    const dictionary = (await (await read('/SAF-01/dictionary.json')).json()) as {
      columns: { name: string; description: { vi: string } }[];
      suppression: object;
      files: { urls: { csv: string } }[];
    };
    const csvw = (await (await read('/SAF-01/csv-metadata.json')).json()) as {
      tables: { url: string }[];
      tableSchema: { columns: { name: string }[] };
    };
    const url = dictionary.files[0]?.urls.csv ?? '';
    const [header = ''] = (await (await fetch(`${url}?bom=false`)).text()).split('\r\n');

    expect(dictionary.columns.map(({ name }) => name)).toEqual(header.split(','));
    expect(csvw.tableSchema.columns.map(({ name }) => name)).toEqual(header.split(','));
    expect(csvw.tables.map((table) => table.url)).toContain(url);
    expect(dictionary.columns.filter(({ description }) => description.vi === '')).toEqual([]);
    expect(dictionary.suppression).toEqual({ below: 5, columns: ['num'] });
  });

  it.each(['', '/MOB-04', '/se.acc.deaths'])(
    'has a page %p without script in both languages',
    async (path) => {
      for (const lang of ['vi', 'en']) {
        const reply = await read(`${path}?lang=${lang}`);
        const html = await reply.text();

        expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
        expect(html).toContain(`<html lang="${lang}">`);
        expect(html).toContain('CC BY 4.0');
        expect(html).not.toMatch(/<script|undefined|\{\w+\}<|NaN/);
        expect(reply.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      }
    },
  );

  it('may stand in other pages as a chart or a badge, which show no provisional value', async () => {
    const chart = await read('/embed/MOB-04?area=718&n=40');
    const badge = await read('/badge/MOB-04.svg?area=718&lang=en');
    const [page, svg] = [await chart.text(), await badge.text()];

    expect(chart.headers.get('content-security-policy')).toContain('frame-ancestors *');
    expect(page).toContain('28,0 km/h');
    expect(page).toContain('<svg role="img"');
    expect(page).not.toMatch(/<script|99/);
    expect(badge.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    expect(svg).toContain('28.0 km/h');
    expect(svg).toContain('2026-11-01, ok, final');
    expect(await (await read('/badge/MOB-09.svg')).json()).toMatchObject({
      detail: 'MOB-09 has several values; name one of MOB-09.total, MOB-09.per1000vkt',
    });
  });
});
