import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rowsOf } from '@app/time-series';
import { at, TestCity } from '../../test/city.js';
import { SeriesNames } from './series-names.js';
import { SeriesPlans } from './series-plan.js';
import { SeriesReader } from './series-reader.js';
import { SeriesController } from './series.controller.js';
import { SeriesService } from './series.service.js';

const SCRIPT = join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'query_series.py');
const WINDOW_MS = 300_000;
/** The script needs Python; a machine without it leaves the cases out by name. */
const itWithPython = spawnSync('python3', ['--version']).status === 0 ? it : it.skip;

describe('the query interface', () => {
  let city: TestCity;
  let folder: string;
  const midnight = at('2026-01-01');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nhippho-query-'));
    city = await TestCity.open(
      '2026-02-10T08:00:00+07:00',
      [SeriesController],
      [SeriesNames, SeriesPlans, SeriesReader, SeriesService],
    );
    await city.series.open([
      {
        bucket: 'windows',
        measurement: 'traffic',
        tags: ['device', 'lane', 'direction'],
        fields: ['readings', 'n_car_n', 'n_car_sum'],
      },
    ]);
    const { devicesOfStation } = city.registry.cache.current();
    const cameras = city.places
      .stationsIn('718', 'plan-2020')
      .filter(({ kind }) => kind === 'traffic')
      .flatMap(({ id }) => devicesOfStation.get(id) ?? []);
    // Each camera counts 1, 2, 4 … cars in the last window of the old year and in the two after it.
    await city.series.write([
      rowsOf(
        'windows',
        'traffic',
        cameras.flatMap(({ id, lanes, direction }, i) =>
          [-1, 0, 1].map((n) => ({
            time: midnight + n * WINDOW_MS,
            tags: { device: id, lane: String(lanes[0] ?? ''), direction },
            fields: { readings: 1, n_car_n: 1, n_car_sum: 2 ** (i % 20) },
          })),
        ),
      ),
    ]);
  });
  afterAll(async () => {
    await city.close();
    await rm(folder, { recursive: true, force: true });
  });

  interface Items {
    readonly items: readonly { t: string; value: number | null; series?: number }[];
  }
  const sum = (found: Items): number => found.items.reduce((total, { value }) => total + (value ?? 0), 0);

  it.each(['month', 'quarter', 'year'])(
    'puts the turn of the year where it is in Bình Dương, whatever offset a %s is asked by',
    async (bucket) => {
      const asked = [
        ['2025-12-01', '2026-02-01'],
        ['2025-11-30T17:00:00Z', '2026-01-31T17:00:00Z'],
        ['2025-11-30T12:00:00-05:00', '2026-02-01T02:45:00+09:45'],
      ].map(async ([from = '', to = '']) => {
        const query = new URLSearchParams({ measure: 'traffic.n.car', area: '718', bucket, from, to });
        const { body } = await city.get<Items>(`/api/v1/series?${query.toString()}`);
        return body.items.filter(({ value }) => value !== null);
      });
      const [first, ...others] = await Promise.all(asked);

      expect(first?.at(-1)?.t).toBe('2025-12-31T17:00:00.000Z');
      expect(first).toHaveLength(2);
      expect(first?.[1]?.value).toBe(2 * (first?.[0]?.value ?? 0));
      for (const other of others) expect(other).toEqual(first);
    },
  );

  it('gives an area the sum of its stations', async () => {
    const query = 'measure=traffic.n.car&area=718&bucket=day&from=2025-12-31&to=2026-01-02';
    const whole = await city.get<Items>(`/api/v1/series?${query}`);
    const parts = await city.get<Items>(`/api/v1/series?${query}&by=station`);

    expect(sum(whole.body)).toBeGreaterThan(0);
    expect(sum(parts.body)).toBe(sum(whole.body));
  });

  itWithPython(
    'is asked for a month by docs/query_series.py, which writes the file that was asked for',
    async () => {
      const out = join(folder, 'month.csv');
      const given = ['--measure', 'traffic.n.car', '--area', '718', '--month', '2026-01', '--bucket', 'day'];
      const { stdout } = await promisify(execFile)('python3', [
        SCRIPT,
        '--base',
        city.base,
        ...given,
        '--out',
        out,
      ]);
      const [header = '', ...lines] = (await readFile(out, 'utf8')).trim().split('\r\n');
      const column = header.split(',').indexOf('value');
      const whole = await city.get<Items>(
        '/api/v1/series?measure=traffic.n.car&area=718&bucket=day&from=2026-01-01&to=2026-02-01',
      );

      expect(stdout.trim()).toBe(out);
      expect(lines).toHaveLength(whole.body.items.length);
      expect(lines[0]).toMatch(/^2026-01-01T00:00:00\+07:00,traffic\.n\.car,/);
      expect(lines.reduce((total, line) => total + Number(line.split(',')[column]), 0)).toBe(sum(whole.body));
    },
  );

  itWithPython(
    'asks for December up to the new year, and says what was wrong when it is refused',
    async () => {
      const out = join(folder, 'december.csv');
      const script = (...given: string[]) =>
        promisify(execFile)('python3', [
          SCRIPT,
          '--base',
          city.base,
          '--area',
          '718',
          '--month',
          '2025-12',
          ...given,
        ]);
      await script('--measure', 'traffic.n.car', '--bucket', 'month', '--out', out);
      const lines = (await readFile(out, 'utf8')).trim().split('\r\n');

      expect(lines).toHaveLength(2);
      expect(lines[1]).toMatch(/^2025-12-01T00:00:00\+07:00/);
      await expect(script('--measure', 'traffic.none', '--out', out)).rejects.toMatchObject({
        stderr: expect.stringContaining('404: {"type":"about:blank"'),
      });
    },
  );
});
