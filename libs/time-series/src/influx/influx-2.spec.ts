import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Logs, Metrics } from '@app/observability';
import { eventually } from '@app/testing';
import { type MeasurementSchema, rowsOf, type SeriesRow } from '@app/time-series';
import { ANSWERS, FakeInflux } from '../../test/fake-influx.js';
import type { InfluxOptions } from './influx-api.js';
import { InfluxMetrics } from './influx-metrics.js';
import { InfluxTimeSeries } from './influx-time-series.js';

const T0 = Date.UTC(2026, 10, 23);
const TRAFFIC: MeasurementSchema = {
  bucket: 'raw',
  measurement: 'traffic',
  tags: ['device', 'lane'],
  fields: ['n_car', 'speed'],
};
const VALUES: MeasurementSchema = {
  bucket: 'kpi',
  measurement: 'kpi_value',
  tags: ['kpi'],
  fields: ['value', 'revision'],
  whole: true,
};
const row = (device: string, i: number): SeriesRow => ({
  time: T0 + i,
  tags: { device, lane: '1' },
  fields: { n_car: i, speed: 27.5 },
});
const rows = (count: number) =>
  rowsOf(
    'raw',
    'traffic',
    Array.from({ length: count }, (_, i) => row(`cam-${i % 7}`, i)),
  );

describe('InfluxDB 2.x, as documented', () => {
  let server: FakeInflux;
  let series: InfluxTimeSeries;
  const connect = (options: Partial<InfluxOptions> = {}): InfluxTimeSeries =>
    new InfluxTimeSeries({
      url: server.url,
      version: '2',
      database: 'nhippho',
      token: 'secret',
      org: 'Bình Dương',
      ...options,
    });

  beforeEach(async () => {
    server = new FakeInflux();
    await server.start();
    series = connect({ isCompressed: true });
    await series.open([TRAFFIC, VALUES]);
    server.requests.length = 0;
  });
  afterEach(async () => {
    await series.close();
    await server.stop();
  });

  it('is written to by bucket, in milliseconds, gzipped, with the token', async () => {
    await series.write([
      rows(100),
      rowsOf('kpi', 'kpi_value', [
        { time: T0, tags: { kpi: 'MOB-01' }, fields: { value: 0.5, revision: 1 } },
      ]),
    ]);

    const requests = [...server.writes].sort((a, b) => b.body.length - a.body.length);
    expect(requests.map(({ method, path, parameters }) => [method, path, parameters])).toEqual([
      ['POST', '/api/v2/write', { org: 'Bình Dương', bucket: 'nhippho/raw', precision: 'ms' }],
      ['POST', '/api/v2/write', { org: 'Bình Dương', bucket: 'nhippho/kpi', precision: 'ms' }],
    ]);
    expect(requests.map(({ headers }) => headers['content-encoding'])).toEqual(['gzip', undefined]);
    expect(new Set(requests.map(({ headers }) => headers.authorization))).toEqual(new Set(['Token secret']));
    expect(requests[0]?.body.split('\n').slice(0, 2)).toEqual([
      `traffic,device=cam-0,lane=1 n_car=0,speed=27.5 ${T0}`,
      `traffic,device=cam-1,lane=1 n_car=1,speed=27.5 ${T0 + 1}`,
    ]);
    expect(requests[1]?.body).toBe(`kpi_value,kpi=MOB-01 value=0.5,revision=1 ${T0}\n`);
  });

  it('is sent at most 10,000 lines at once, one request of a bucket after the other', async () => {
    await series.write([rows(25_000)]);

    expect(server.writes.map(({ body }) => body.split('\n').length - 1)).toEqual([10_000, 10_000, 5000]);
    expect(server.stored).toHaveLength(25_000);
    expect(server.stored.at(-1)).toContain(` ${T0 + 24_999}`);
  });

  it('is asked in InfluxQL through /query', async () => {
    server.onOther = ({ path }) =>
      path === '/query'
        ? {
            status: 200,
            body: {
              results: [
                {
                  statement_id: 0,
                  series: [
                    {
                      name: 'traffic',
                      tags: { device: 'a%5C', lane: '' },
                      columns: ['time', 'speed'],
                      values: [[T0, 1.5]],
                    },
                  ],
                },
              ],
            },
          }
        : undefined;

    const found = await series.read({
      bucket: 'raw',
      measurement: 'traffic',
      where: { device: ["o'hara", 'a\\'] },
      from: T0,
      to: T0 + 10,
      fields: ['speed'],
    });

    const [request] = server.requests;
    expect([request?.method, request?.path, request?.headers.authorization]).toEqual([
      'POST',
      '/query',
      'Token secret',
    ]);
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      db: 'nhippho',
      rp: 'raw',
      q:
        `SELECT "speed" FROM "traffic" WHERE time >= ${T0}ms AND time < ${T0 + 10}ms` +
        ` AND ("device" = 'o\\'hara' OR "device" = 'a%5C') GROUP BY "device", "lane"`,
      epoch: 'ms',
      chunked: 'true',
      chunk_size: '10000',
    });
    expect([found.length, found.times[0], found.tags['device'], found.fields['speed']?.[0]]).toEqual([
      1,
      T0,
      ['a\\'],
      1.5,
    ]);
  });

  it('is asked again when a row that is being written lacks some of its fields', async () => {
    let asked = 0;
    server.onOther = ({ path }) => {
      if (path !== '/query') return undefined;
      asked += 1;
      const values = [[T0, 0.5, asked < 3 ? null : 4]];
      const one = {
        name: 'kpi_value',
        tags: { kpi: 'MOB-04' },
        columns: ['time', 'value', 'revision'],
        values,
      };
      return { status: 200, body: { results: [{ statement_id: 0, series: [one] }] } };
    };

    const found = await series.read({ bucket: 'kpi', measurement: 'kpi_value', from: T0, to: T0 + 1 });

    expect([asked, found.length, found.fields['revision']?.[0]]).toEqual([3, 1, 4]);
  });

  it('stores the good lines of a batch that was refused as a whole, and returns the bad in its words', async () => {
    const isBad = (line: string): boolean => /n_car=(3|41|42|77),/.test(line);
    server.onWrite = (_, lines) => {
      const bad = lines.find(isBad);
      return bad === undefined ? 'stored' : ANSWERS.parse(bad);
    };

    const refused = await series.write([rows(100)]);

    expect(refused.map((one) => one.row).sort((a, b) => a - b)).toEqual([3, 41, 42, 77]);
    expect(refused[0]).toMatchObject({ bucket: 'raw', measurement: 'traffic' });
    expect(refused.find((one) => one.row === 41)?.detail).toMatch(
      /^400: unable to parse '.*n_car=41,.*invalid number/,
    );
    expect(server.stored).toHaveLength(96);
    expect(series.health().ok).toBe(true);
  });

  it('says at once that no line of a batch is kept any longer', async () => {
    server.onWrite = (_, lines) => ({
      status: 422,
      body: {
        code: 'unprocessable entity',
        message: `failure writing points to database: partial write: points beyond retention policy dropped=${lines.length}`,
      },
    });

    expect(await series.write([rows(1000)])).toHaveLength(1000);
    expect(server.writes).toHaveLength(1);
  });

  it('halves a batch that is too large, and refuses a line that is', async () => {
    server.onWrite = (_, lines) =>
      lines.length > 30 || lines.some((line) => line.includes('n_car=5,')) ? ANSWERS.tooLarge : 'stored';

    const refused = await series.write([rows(100)]);

    expect(refused.map((one) => one.row)).toEqual([5]);
    expect(server.stored).toHaveLength(99);
  });

  it('refuses no row for a request that was not understood', async () => {
    server.onWrite = () => ({ status: 400, body: { code: 'invalid', message: 'precision is not valid' } });

    await expect(series.write([rows(3)])).rejects.toMatchObject({ code: 'TIMESERIES_IO', retryable: true });
    expect(server.writes).toHaveLength(1);
  });

  it.each([401, 403])('names the token at a %d, tries no further, and recovers', async (status) => {
    server.onWrite = () => ({ ...ANSWERS.unauthorized, status });

    await expect(series.write([rows(3)])).rejects.toMatchObject({
      code: 'TIMESERIES_IO',
      retryable: true,
      message: expect.stringContaining('NHIPPHO_INFLUX_TOKEN'),
    });
    expect(server.writes).toHaveLength(1);
    expect(series.health()).toMatchObject({ ok: false, detail: expect.stringContaining(String(status)) });

    server.onWrite = () => 'stored';
    await series.write([rows(3)]);
    expect(series.health()).toEqual({ ok: true, detail: 'ok' });
  });

  it('gets its buckets back when it has lost them', async () => {
    const created: unknown[] = [];
    let isThere = false;
    server.onWrite = () => (isThere ? 'stored' : ANSWERS.noBucket);
    server.onOther = ({ method, path, parameters, body }) => {
      if (path !== '/api/v2/buckets') return undefined;
      if (method === 'GET')
        return parameters['name'] === 'nhippho/raw' && !isThere ? ANSWERS.noBucket : undefined;
      created.push(JSON.parse(body));
      isThere = true;
      return { status: 201, body: {} };
    };

    expect(await series.write([rows(3)])).toEqual([]);

    expect(server.stored).toHaveLength(3);
    expect(created).toEqual([
      {
        orgID: '0a',
        name: 'nhippho/raw',
        retentionRules: [
          { type: 'expire', everySeconds: 800 * 86_400, shardGroupDurationSeconds: 7 * 86_400 },
        ],
      },
    ]);
  });

  it('says which bucket to create when the token may not', async () => {
    server.onOther = ({ method, path }) => {
      if (path !== '/api/v2/buckets') return undefined;
      return method === 'GET'
        ? { status: 200, body: { buckets: [] } }
        : { ...ANSWERS.unauthorized, status: 403 };
    };

    await expect(connect().open([TRAFFIC])).rejects.toMatchObject({
      retryable: true,
      message: expect.stringContaining('create the bucket "nhippho/raw"'),
    });
  });

  it('is waited for as long as it asks', async () => {
    let count = 0;
    server.onWrite = () => (count++ === 0 ? ANSWERS.tooMany(1) : 'stored');

    await series.write([rows(3)]);

    const [first, second] = server.writes.map(({ at }) => at);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(1000);
    expect(server.stored).toHaveLength(3);
  });

  it('is not waited for longer than a caller can be kept', async () => {
    server.onWrite = () => ANSWERS.tooMany(3600);

    await expect(series.write([rows(3)])).rejects.toMatchObject({
      code: 'TIMESERIES_UNAVAILABLE',
      retryable: true,
    });
    expect(server.writes).toHaveLength(1);
  });

  it('is tried again at ever longer intervals while it is unavailable, cut off or mute', async () => {
    await series.close();
    series = connect({ timeoutMs: 100, random: () => 0.5 });
    await series.open([TRAFFIC]);
    const verdicts = [ANSWERS.unavailable, 'reset', ANSWERS.unavailable, 'hang', 'stored'] as const;
    let count = 0;
    server.requests.length = 0;
    server.onWrite = () => verdicts[count++] ?? 'stored';

    await series.write([rows(3)]);

    const at = server.writes.map((one) => one.at);
    // Three quarters of 100 ms, doubled each time; the mute server may still be busy with what it was sent.
    [75, 150, 300, 100 + 600 + 1000].forEach((least, i) => {
      expect((at[i + 1] ?? 0) - (at[i] ?? 0)).toBeGreaterThanOrEqual(least - 1);
    });
    expect(server.stored).toHaveLength(3);
  });

  it('stays red for a refused login until a write gets through, whatever else works', async () => {
    server.onWrite = () => ({ ...ANSWERS.unauthorized, status: 403 });
    await expect(series.write([rows(1)])).rejects.toMatchObject({ code: 'TIMESERIES_IO' });
    const before = server.requests.length;

    await series.read({ bucket: 'raw', measurement: 'traffic', from: 0, to: 1 });
    await eventually('health to have been looked at', () => server.requests.length >= before + 4);
    expect(series.health().ok).toBe(false);

    server.onWrite = () => 'stored';
    await series.write([rows(1)]);
    expect(series.health().ok).toBe(true);
  });

  it('tells of failures, batches and what waits', async () => {
    const metrics = new Metrics();
    const events = new InfluxMetrics(new Logs('silent'), metrics);
    await series.close();
    series = connect({ events, random: () => 0 });
    events.watch((bucket) => series.waiting(bucket));
    await series.open([TRAFFIC]);
    let count = 0;
    server.onWrite = (_, lines) => {
      if (count++ === 0) return ANSWERS.unavailable;
      const bad = lines.find((line) => line.includes('n_car=2,'));
      return bad === undefined ? 'stored' : ANSWERS.parse(bad);
    };

    const writing = series.write([rows(3)]);
    expect(await metrics.text()).toContain('nhippho_influx_waiting_rows{bucket="raw"} 3');
    expect(await writing).toHaveLength(1);

    const text = await metrics.text();
    expect(text).toContain('nhippho_influx_request_failures_total{kind="write",reason="busy"} 1');
    expect(text).toContain('nhippho_influx_batch_lines_sum{bucket="raw"} 3');
    expect(text).toContain('nhippho_influx_waiting_rows{bucket="raw"} 0');
  });

  it('gives rows back when it stays away, is found well again without a call, and then takes them', async () => {
    await series.close();
    series = connect({ patienceMs: 300 });
    await series.open([TRAFFIC]);
    await server.stop();

    const unavailable = { code: 'TIMESERIES_UNAVAILABLE', retryable: true };
    await Promise.all([
      expect(series.write([rows(3)])).rejects.toMatchObject(unavailable),
      expect(series.write([rows(5)])).rejects.toMatchObject(unavailable),
    ]);
    await expect(
      series.read({ bucket: 'raw', measurement: 'traffic', from: 0, to: 1 }),
    ).rejects.toMatchObject(unavailable);
    expect(series.health().ok).toBe(false);

    await server.start();
    await eventually('the server to be found well', () => series.health().ok);
    await series.write([rows(3)]);
    expect(server.stored).toHaveLength(3);
  });

  it('gets the calls of a bucket in their order, those that wait in one request', async () => {
    const call = (i: number) =>
      series.write([rowsOf('raw', 'traffic', [{ ...row('a', 0), fields: { n_car: i } }])]);

    await Promise.all([
      call(0),
      Promise.resolve().then(() => Promise.all(Array.from({ length: 50 }, (_, i) => call(i + 1)))),
    ]);

    expect(server.stored.map((line) => Number(/n_car=(\d+)/.exec(line)?.[1]))).toEqual(
      Array.from({ length: 51 }, (_, i) => i),
    );
    expect(server.writes.length).toBeLessThanOrEqual(2);
  });

  it('deletes whole shard groups only', async () => {
    const kept = await series.dropBefore('raw', Date.UTC(2026, 10, 20, 5));

    // Groups of seven days begin on Mondays.
    expect(new Date(kept).toISOString()).toBe('2026-11-16T00:00:00.000Z');
    const request = server.requests.at(-1);
    expect([request?.path, request?.parameters]).toEqual([
      '/api/v2/delete',
      { org: 'Bình Dương', bucket: 'nhippho/raw' },
    ]);
    expect(JSON.parse(request?.body ?? '')).toEqual({
      start: '1970-01-01T00:00:00.000Z',
      stop: '2026-11-15T23:59:59.999Z',
    });
  });

  it('tells of an error that comes inside an answer', async () => {
    server.onOther = ({ path }) =>
      path === '/query'
        ? { status: 200, body: { results: [{ statement_id: 0, error: 'timeout' }] } }
        : undefined;

    await expect(
      series.read({ bucket: 'raw', measurement: 'traffic', from: 0, to: 1 }),
    ).rejects.toMatchObject({ retryable: true, message: expect.stringContaining('timeout') });
  });
});
