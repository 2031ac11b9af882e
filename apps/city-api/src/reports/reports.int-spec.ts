import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DOMAINS, rowsFromComponents } from '@app/kpi';
import { at, TestCity } from '../../test/city.js';
import { unzipFiles } from '../archive/zip.js';
import { PlanTasks } from '../plan/plan-tasks.js';
import { PlanUpdatesController } from '../plan/plan-updates.controller.js';
import type { UpdateView } from '../plan/plan-updates.schemas.js';
import { ScorecardService } from '../scorecards/scorecard.service.js';
import { AnnualReports } from './annual-report.service.js';
import type { AnnualReport, ReportRow } from './model/annual-report.schema.js';
import { KpiRows } from './model/kpi-rows.js';
import { SeriesRows } from './model/series-rows.js';
import { ToDate } from './model/to-date.js';
import { ReportsController } from './reports.controller.js';

const ALL = { files: 500, bytes: 50_000_000 };
const UNIT = encodeURIComponent('Sở Giao thông Vận tải');
const months = (year: number): string[] =>
  Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}-01`);

describe('GET /api/v1/reports/annual', () => {
  let city: TestCity;
  const json = async (query: string): Promise<AnnualReport> => {
    const reply = await city.get<AnnualReport>(`/api/v1/reports/annual?format=json&${query}`);
    expect({ status: reply.status, body: reply.body }).toMatchObject({ status: 200 });
    return reply.body;
  };
  const bytes = async (query: string, path = 'annual'): Promise<Uint8Array> => {
    const reply = await city.get(`/api/v1/reports/${path}?${query}`);
    expect(reply.status).toBe(200);
    return reply.bytes;
  };
  const refused = async (query: string): Promise<[number, string]> => {
    const reply = await city.get<{ detail: string }>(`/api/v1/reports/annual?${query}`);
    return [reply.status, reply.body.detail];
  };
  /** Stored components of one traffic station in Thủ Dầu Một; what isn't named is 1, so that every basis is whole. */
  const components = async (
    level: 'day' | 'month',
    rows: Record<string, Record<string, number>>,
  ): Promise<void> => {
    const traffic = DOMAINS.get('traffic');
    const names = traffic?.components ?? [];
    const vectors = Object.entries(rows).map(([date, given]) => ({
      station: 'tdm-traffic-01',
      from: at(date),
      vector: Float64Array.from(names, (name) => (name === 'tms' ? 0 : (given[name] ?? 1))),
    }));
    await city.series.write([rowsFromComponents('traffic', level, vectors, at('2026-02-09'))]);
  };
  const row = (report: AnnualReport, id: string): ReportRow | undefined =>
    report.fields.flatMap((field) => field.rows).find((one) => one.id === id);

  beforeAll(async () => {
    city = await TestCity.open(
      '2026-02-10T08:00:00+07:00',
      [ReportsController, PlanUpdatesController],
      [AnnualReports, KpiRows, SeriesRows, ToDate, PlanTasks, ScorecardService],
    );
    // Hours of travel in the peaks, at 14.2 to 10 in each month of 2024 and 16.2 to 10 in each of 2025.
    await components(
      'month',
      Object.fromEntries(months(2024).map((date) => [date, { pk_vht: 14.2, pk_vht_ff: 10, vkt: 1 }])),
    );
    await components(
      'month',
      Object.fromEntries(months(2025).map((date) => [date, { pk_vht: 16.2, pk_vht_ff: 10, vkt: 1000 }])),
    );
    await city.values(
      'MOB-05',
      '74',
      'month',
      Object.fromEntries(months(2025).map((date, i) => [date, 1.5 + i / 50])),
    );
    await city.values('MOB-05', '74', 'month', { '2025-03-01': 1.55 }, { revision: 2, reason: 'late_data' });
    await city.values('SOC-03', '74', 'year', { '2025-01-01': 7.2 });
    await city.values('ENV-05.pm25-24h.count', '74', 'year', { '2025-01-01': null });
    const made = await city.post<UpdateView>('/api/v1/plan/tasks/3.9/updates', {
      year: 2025,
      unit: 'Sở Giao thông Vận tải',
      status: 'in_progress',
      percent: 75,
      evidence: 'Đã lắp 40 camera\u0001 & <nghiệm thu> "đợt 1"',
      obstacles: 'Chậm vốn',
      by: 'Nguyễn Văn An',
    });
    await city.post(`/api/v1/plan/updates/${made.body.id}/sign`, { by: 'Nguyễn Văn An' });
    await city.post(`/api/v1/plan/updates/${made.body.id}/check`, { by: 'Trần Thị Bình' });
  });

  afterAll(() => city.close());

  it('Part I: tasks that the unit leads or supports, with channel, checked results and the KPIs that measure them', async () => {
    const report = await json(`area=74&year=2025&unit=${UNIT}`);
    const tasks = report.tasks.groups.flatMap((group) => group.tasks);

    expect(report.unit).toMatchObject({
      nameVi: 'Sở Giao thông Vận tải',
      superiorVi: 'UBND tỉnh Bình Dương',
      kind: 'department',
    });
    expect(tasks.find((task) => task.number === '3.9')).toMatchObject({
      role: 'lead',
      channel: 'Sở Khoa học và Công nghệ',
      reports: [{ percent: 75, isChecked: true, signedBy: 'Nguyễn Văn An', checkedBy: 'Trần Thị Bình' }],
    });
    expect(tasks.find((task) => task.number === '3.10')?.kpis).toContainEqual(
      expect.objectContaining({ id: 'MOB-05', value: expect.closeTo(1.62, 9) as unknown }),
    );
    expect(tasks.find((task) => task.number === '3.7')).toMatchObject({
      role: 'support',
      channel: 'Sở Thông tin và Truyền thông',
      reports: [],
    });
    expect(tasks.some((task) => task.number === '5.6')).toBe(false);
    expect(report.tasks.summary).toMatchObject({
      total: tasks.length,
      inProgress: 1,
      unreported: tasks.length - 1,
    });
  });

  it('Part II: a KPI with target, value, year before, trend, completeness and restatements, beside the series', async () => {
    const report = await json('area=74&year=2025');

    expect(report).toMatchObject({
      edition: 'final',
      from: '2025-01-01T00:00:00+07:00',
      to: '2026-01-01T00:00:00+07:00',
    });
    expect(row(report, 'MOB-05')).toMatchObject({
      value: expect.closeTo(1.62, 9) as unknown,
      previous: expect.closeTo(1.42, 9) as unknown,
      completeness: 1,
      quality: 'ok',
      targets: [{ text: '≤ 1,5', status: 'missed' }],
      restatements: [
        { period: 'month', from: '2025-03-01T00:00:00+07:00', revision: 2, reason: 'late_data' },
      ],
    });
    expect(row(report, 'MOB-05')?.trend.values).toHaveLength(12);
    expect(row(report, 'SOC-03')?.targets).toMatchObject([
      { text: '7–7,5 %/năm (2025)', status: 'reached' },
      { text: '7,5–8 %/năm (2030)', status: 'open' },
    ]);
    expect(row(report, 'ENV-05.pm25-24h.count')).toMatchObject({ value: null, quality: 'insufficient' });
    expect(row(report, 'se.grdp.growth')).toMatchObject({ kind: 'indicator', value: null, previous: 7.48 });
    // All 54 definitions are there, computed or not.
    const ids = report.fields.flatMap((field) => field.rows).filter((one) => one.kind === 'kpi');
    expect(new Set(ids.map((one) => one.id.split('.')[0])).size).toBe(54);
  });

  it('Part III: the goals of 2025 and 2030 by sector, said to be without figures where there are none', async () => {
    const { goals } = await json('area=74&year=2025');
    const goal = (id: string): (typeof goals)[number] | undefined => goals.find((one) => one.id === id);

    expect(goals.map((one) => one.year)).toEqual([
      ...Array<number>(10).fill(2025),
      ...Array<number>(5).fill(2030),
    ]);
    expect(goal('transport')).toMatchObject({ hasData: true, tasks: [{ number: '3.9', percent: 75 }] });
    expect(goal('productivity-2025')).toMatchObject({
      hasData: true,
      measures: [{ id: 'SOC-03', value: 7.2, status: 'đạt' }],
    });
    expect(goal('thu-dau-mot')?.measures[0]).toMatchObject({
      area: '718',
      value: expect.closeTo(1.62, 9) as unknown,
    });
    expect(goal('5g')).toMatchObject({ hasData: false, measures: [], tasks: [] });
    const page = new TextDecoder().decode(await bytes('area=74&year=2025&format=html'));
    expect(page).toContain('Phủ sóng mạng di động 5G');
    expect(page).toContain('chưa có số liệu');
  });

  it('a to-date edition adds up the months and days until its date, and compares with the same span of the year before', async () => {
    await components('month', { '2026-01-01': { vkt: 1200 } });
    await components('day', {
      '2025-02-01': { vkt: 10 },
      '2025-02-02': { vkt: 20 },
      '2025-02-03': { vkt: 500 },
      '2026-02-01': { vkt: 30 },
      '2026-02-02': { vkt: 40 },
      '2026-02-03': { vkt: 900 },
    });

    const report = await json('area=74&year=2026&to=2026-02-03');

    // January and the 1st and 2nd of February: 1200 + 30 + 40; a year before 1000 + 10 + 20.
    expect(row(report, 'MOB-03')).toMatchObject({ value: 1270, previous: 1030, finality: 'provisional' });
    expect(report).toMatchObject({ edition: 'to-date', to: '2026-02-03T00:00:00+07:00' });
    expect(new TextDecoder().decode(await bytes('area=74&year=2026&to=2026-02-03&format=html'))).toContain(
      'đến hết ngày 02/02/2026',
    );
  });

  it('closes with 30 November while the year has not ended, and is final after 31 December', async () => {
    expect(await refused('year=2026&edition=final')).toEqual([
      422,
      expect.stringContaining('final after 31 December'),
    ]);
    expect(await refused('year=2027')).toEqual([422, expect.stringContaining('2027')]);
    expect(await json('area=74&year=2025&edition=to-date')).toMatchObject({
      to: '2025-12-01T00:00:00+07:00',
      edition: 'to-date',
    });
    expect((await json('area=74&year=2026')).to).toBe('2026-02-10T00:00:00+07:00');
  });

  describe('as a file', () => {
    it.each(['docx', 'xlsx', 'html', 'json'])('%s has the same bytes for the same inputs', async (format) => {
      const query = `area=74&year=2025&unit=${UNIT}&format=${format}`;
      const [first, second] = [await bytes(query), await bytes(query)];

      expect(Buffer.from(first).equals(second)).toBe(true);
    });

    it('docx is a whole package of well-formed XML, in the form of an administrative document', async () => {
      const file = await bytes(
        `area=74&year=2025&unit=${UNIT}&number=12&date=2026-01-15&signer=${encodeURIComponent('Lê Văn Cường')}`,
      );
      const files = unzipFiles(file, ALL);
      const text = (name: string): string => new TextDecoder().decode(files[name]);

      const body = text('word/document.xml');
      for (const name of Object.keys(files).filter((one) => /\.(xml|rels)$/.test(one)))
        expect(problemOf(text(name))).toBeNull();
      // Every relationship leads to a file, every picture used has a relationship.
      const relations = [
        ...text('word/_rels/document.xml.rels').matchAll(/Id="([^"]+)"[^>]*Target="([^"]+)"/g),
      ];
      for (const [, , target] of relations)
        expect(Object.keys(files)).toContain(`word/${target?.replace(/^\/?(word\/)?/, '')}`);
      const known = new Set(relations.map(([, id]) => id));
      for (const [, id] of body.matchAll(/r:(?:embed|id)="([^"]+)"/g)) expect(known).toContain(id);
      const words = body.replaceAll(/<[^>]+>/g, ' ');
      for (const part of [
        'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
        'Độc lập - Tự do - Hạnh phúc',
        'UBND TỈNH BÌNH DƯƠNG',
        'SỞ GIAO THÔNG VẬN TẢI',
        'Số: 12/BC-SGTVT',
        'Bình Dương, ngày 15 tháng 01 năm 2026',
        'thông qua Sở Khoa học và Công nghệ',
        'Phần I',
        'KẾT QUẢ THỰC HIỆN CÁC NHIỆM VỤ ĐƯỢC GIAO',
        'Phần II',
        'Phần III',
        'Trên đây là báo cáo kết quả năm 2025;',
        'xem xét, chỉ đạo./.',
        'PHƯƠNG PHÁP TÍNH',
        '(Kèm theo Báo cáo số 12/BC-SGTVT ngày 15 tháng 01 năm 2026 của Sở Giao thông Vận tải)',
        'Nơi nhận:',
        'GIÁM ĐỐC',
        'Lê Văn Cường',
        'Đã lắp 40 camera &amp; &lt;nghiệm thu&gt;',
      ])
        expect(words).toContain(part);
      expect(words).toBe(words.normalize('NFC'));
      // The signature ends the text; the annex comes after it. Pages are numbered at their top, not the first one.
      expect(words.indexOf('Nơi nhận:')).toBeGreaterThan(words.indexOf('xem xét, chỉ đạo./.'));
      expect(words.indexOf('Nơi nhận:')).toBeLessThan(words.indexOf('PHƯƠNG PHÁP TÍNH'));
      expect(text('word/header.xml')).toContain(' PAGE ');
      expect(body.match(/<w:titlePg\/>/g)).toHaveLength(1);
      expect(body).toContain('w:orient="landscape"');
      expect(Object.keys(files).some((name) => name.endsWith('.png'))).toBe(true);
    });

    it('a district reports through its committee', async () => {
      const report = await json('area=718&year=2025');
      const page = new TextDecoder().decode(await bytes('area=718&year=2025&format=html'));

      expect(report.unit).toMatchObject({ nameVi: 'UBND thành phố Thủ Dầu Một', kind: 'district' });
      expect(row(report, 'MOB-05')?.value).toBeCloseTo(1.62, 9);
      expect(page).toContain('THÀNH PHỐ THỦ DẦU MỘT');
      expect(page).toContain('Thủ Dầu Một, ngày ..... tháng ..... năm 2026');
      expect(page).toContain('TM. ỦY BAN NHÂN DÂN');
    });

    it('a batch is a ZIP of the province and its nine districts, with the same bytes each time', async () => {
      const query = 'year=2025&format=docx';
      const [first, second] = [await bytes(query, 'annual/batch'), await bytes(query, 'annual/batch')];

      expect(Object.keys(unzipFiles(first, ALL))).toHaveLength(10);
      expect(Object.keys(unzipFiles(first, ALL))).toContain('bao-cao-nam-2025-74.docx');
      expect(Buffer.from(first).equals(second)).toBe(true);
    });

    it('names what is unknown', async () => {
      expect((await refused('year=2025&area=999'))[0]).toBe(404);
      expect(await refused('year=2025&unit=So+Khong+Co')).toEqual([
        404,
        expect.stringContaining('/api/v1/plan/units'),
      ]);
      expect((await refused('year=2025&format=pdf'))[0]).toBe(400);
      expect((await refused('area=74'))[0]).toBe(400);
    });
  });
});

/** What keeps XML from being well formed: tags that don't match, stray characters, bad entities; null when nothing does. */
function problemOf(xml: string): string | null {
  const open: string[] = [];
  let rest = xml.replace(/^<\?xml[^>]*\?>/, '');
  while (rest !== '') {
    const text = /^[^<]+/.exec(rest)?.[0];
    if (text !== undefined) {
      if (/&(?!(amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)/.test(text))
        return `bad entity: ${text.slice(0, 60)}`;
      // oxlint-disable-next-line no-control-regex -- these are what is looked for
      if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/.test(text))
        return `control character: ${text.slice(0, 60)}`;
      rest = rest.slice(text.length);
      continue;
    }
    const tag = /^<(\/?)([A-Za-z_][\w:.-]*)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>/.exec(rest);
    if (tag === null) return `no tag: ${rest.slice(0, 60)}`;
    const [whole, close, name = '', , empty] = tag;
    if (close === '/') {
      if (open.pop() !== name) return `unexpected </${name}>`;
    } else if (empty !== '/') open.push(name);
    rest = rest.slice(whole.length);
  }
  return open.length === 0 ? null : `never closed: ${open.join(' ')}`;
}
