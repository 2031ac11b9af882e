import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { describeTimeSeriesContract, describeWith, eventually, testEngine } from '@app/testing';
import { type MeasurementSchema, rowsOf, type SeriesRow, type SeriesRows } from '@app/time-series';
import { TcpProxy } from '../../test/tcp-proxy.js';
import type { InfluxOptions } from './influx-api.js';
import { InfluxHttp } from './influx-http.js';
import { InfluxTimeSeries } from './influx-time-series.js';

const freshName = (): string => `t${randomBytes(5).toString('hex')}`;
const DAY = 86_400_000;

describeWith('influx1', 'on a real server', () => {
  const connect = (database: string, options: Partial<InfluxOptions> = {}): InfluxTimeSeries =>
    new InfluxTimeSeries({
      ...testEngine('influx1'),
      version: '1',
      database,
      retentionDays: { raw: null },
      isCompressed: true,
      ...options,
    });
  const drop = async (database: string): Promise<void> => {
    const { url, user, password } = testEngine('influx1');
    const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
    const http = new InfluxHttp({ url, authorization, connections: 1, timeoutMs: 30_000 });
    await http.json('POST', `/query?q=${encodeURIComponent(`DROP DATABASE "${database}"`)}`);
    http.close();
  };

  describeTimeSeriesContract('InfluxDB 1', async () => {
    const database = freshName();
    let series = connect(database);
    return {
      series,
      reopen: async (schema) => {
        await series.close();
        series = connect(database);
        await series.open(schema);
        return series;
      },
      dispose: async () => {
        await series.close();
        await drop(database);
      },
    };
  });

  describe('InfluxTimeSeries', () => {
    const TRAFFIC: MeasurementSchema = {
      bucket: 'raw',
      measurement: 'traffic',
      tags: ['device', 'lane'],
      fields: ['n_car', 'speed'],
    };
    const T0 = Date.UTC(2026, 10, 1);
    const ALL = { bucket: 'raw', measurement: 'traffic', from: 0, to: Date.UTC(2100, 0, 1) } as const;
    const made: InfluxTimeSeries[] = [];
    let database: string;

    beforeEach(() => {
      database = freshName();
    });
    afterEach(async () => {
      for (const series of made.splice(0)) await series.close();
      await drop(database);
    });

    const opened = async (options: Partial<InfluxOptions> = {}): Promise<InfluxTimeSeries> => {
      const series = connect(database, options);
      made.push(series);
      await series.open([TRAFFIC]);
      return series;
    };
    const row = (device: string, time: number, n_car: number): SeriesRow => ({
      time,
      tags: { device, lane: '1' },
      fields: { n_car },
    });
    const traffic = (items: readonly SeriesRow[]): SeriesRows => rowsOf('raw', 'traffic', items);
    const sum = async (series: InfluxTimeSeries): Promise<[number, number]> => {
      const { length, fields } = await series.read(ALL);
      return [length, (fields['n_car'] ?? new Float64Array(0)).reduce((a, b) => a + b, 0)];
    };

    it('keeps the later of many values of a row in one large batch', async () => {
      const series = await opened();
      const items = Array.from({ length: 30_000 }, (_, i) => row(`d${i % 10}`, T0 + (i % 50), i));

      await series.write([traffic(items)]);

      const { length, fields } = await series.read(ALL);
      expect(length).toBe(50);
      expect(Math.min(...(fields['n_car'] ?? []))).toBe(29_950);
    });

    it('keeps the later of values written at once, one call each', async () => {
      const series = await opened();

      for (let round = 0; round < 10; round++) {
        const calls = Array.from({ length: 40 }, (_, i) =>
          series.write([traffic([row('a', T0 + round, i)])]),
        );
        await Promise.all(calls);
      }

      expect((await series.read(ALL)).fields['n_car']).toEqual(new Float64Array(10).fill(39));
    });

    it('stores the good rows of a batch with bad ones, and returns those in the words of InfluxDB', async () => {
      const series = await opened();
      // A tag so long that its key is refused: 65,535 bytes are the most.
      const items = Array.from({ length: 2000 }, (_, i) =>
        row([7, 1000, 1999].includes(i) ? 'x'.repeat(65_600) + i : `d${i % 20}`, T0 + i, i),
      );

      const refused = await series.write([traffic(items)]);

      expect(refused.map((one) => one.row).sort((a, b) => a - b)).toEqual([7, 1000, 1999]);
      expect(refused[0]?.detail).toMatch(/max key length exceeded/);
      expect((await series.read(ALL)).length).toBe(1997);
      expect(series.health().ok).toBe(true);
    });

    it('returns rows that are older than what is kept', async () => {
      const series = await opened({ retentionDays: { raw: 30 } });
      const now = Date.now();
      const items = Array.from({ length: 3000 }, (_, i) => row(`d${i}`, now - (i % 60) * DAY - 3_600_000, i));

      const refused = await series.write([traffic(items)]);

      expect(new Set(refused.map((one) => one.row))).toEqual(
        new Set(items.flatMap(({ time }, i) => (time < now - 30 * DAY ? [i] : []))),
      );
      expect(refused[0]?.detail).toMatch(/^beyond retention/);
      expect((await series.read(ALL)).length).toBe(1500);
    });

    it('reads many rows of many series, whatever the order they come in', async () => {
      const series = await opened();
      const items = Array.from({ length: 60_000 }, (_, i) => row(`d${(i * 7919) % 600}`, T0 + i, i));
      await series.write([traffic(items)]);

      const { length, tags, times } = await series.read({ ...ALL, limit: 60_000 });

      expect(length).toBe(60_000);
      const order = Array.from(times, (time, i) => `${tags['device']?.[i]} ${time}`);
      expect(order).toEqual([...order].sort());
      await expect(series.read({ ...ALL, limit: 59_999 })).rejects.toMatchObject({
        code: 'TIMESERIES_TOO_MANY_ROWS',
      });
      const device = Array.from({ length: 450 }, (_, i) => `d${i}`);
      expect((await series.read({ ...ALL, where: { device } })).length).toBe(45_000);
    });

    it('says who must do what when the user may not', async () => {
      const stranger = connect(database, { password: 'wrong' });
      made.push(stranger);

      await expect(stranger.open([TRAFFIC])).rejects.toMatchObject({
        code: 'TIMESERIES_IO',
        retryable: true,
        message: expect.stringMatching(/authorization failed.*NHIPPHO_INFLUX_USER and _PASSWORD/),
      });
      await opened();
    });

    it('makes its database anew when the server has lost it', async () => {
      const series = await opened();
      await series.write([traffic([row('a', T0, 1)])]);
      await drop(database);

      await series.write([traffic([row('b', T0, 2)])]);

      expect((await series.read(ALL)).tags['device']).toEqual(['b']);
    });

    describe('when the server is away for a while', () => {
      let proxy: TcpProxy;

      beforeEach(async () => {
        const { hostname, port } = new URL(testEngine('influx1').url);
        proxy = new TcpProxy({ host: hostname, port: Number(port) });
        await proxy.open();
      });
      afterEach(() => proxy.cut());

      /** Writes one call after the other, repeating what fails as the services do, until `count` are stored. */
      const stream = async (
        series: InfluxTimeSeries,
        count: number,
        told: (call: number) => void,
      ): Promise<number> => {
        let failures = 0;
        for (let call = 0; call < count;) {
          const items = Array.from({ length: 100 }, (_, i) => row(`d${i}`, T0 + call, call));
          try {
            await series.write([traffic(items)]);
            told(call++);
          } catch (error) {
            expect(error).toMatchObject({ code: 'TIMESERIES_UNAVAILABLE', retryable: true });
            failures++;
          }
        }
        return failures;
      };

      it.each([
        ['cut off', 5000],
        ['cut off for longer than a write waits', 200],
      ])('loses nothing: %s', async (_, patienceMs) => {
        const series = await opened({ url: proxy.url, patienceMs });
        let done = 0;
        const writing = stream(series, 60, (call) => (done = call));
        await eventually('some writes', () => done > 10);
        await proxy.cut();
        await eventually('health to turn red', () => !series.health().ok);
        await proxy.open();
        await writing;

        expect(await sum(series)).toEqual([6000, 100 * ((59 * 60) / 2)]);
        expect(series.health()).toEqual({ ok: true, detail: 'ok' });
      });

      it('loses nothing: frozen, with a write under way that it does later', async () => {
        const series = await opened({ url: proxy.url, timeoutMs: 300, patienceMs: 500 });
        let done = 0;
        const writing = stream(series, 60, (call) => (done = call));
        await eventually('some writes', () => done > 10);
        proxy.stopUp();
        await eventually('health to turn red', () => !series.health().ok);
        proxy.release();
        await writing;

        expect(await sum(series)).toEqual([6000, 100 * ((59 * 60) / 2)]);
        await eventually('health to turn green', () => series.health().ok);
      });
    });
  });
});
