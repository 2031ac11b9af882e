import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Period } from '@app/contracts';
import type { Device } from '@app/registry';
import type { MeasureDef } from '@app/telemetry';
import { InMemoryTimeSeries, ManualClock } from '@app/testing';
import { rowsOf } from '@app/time-series';
import { array, assert, asyncProperty, constantFrom, integer, record } from 'fast-check';
import type { Aggregation } from './aggregate.js';
import type { LinePoint, SeriesLine } from './series-line.js';
import { seriesPage } from './series-pages.js';
import { SeriesReader } from './series-reader.js';

const SEED = 1338;
const WINDOW = 300_000;
const CARS = {
  key: 'n.car',
  column: 'n_car',
  family: 'traffic',
  kind: 'count',
  unit: '{vehicle}',
} as MeasureDef;
const SPEED = { key: 'speed', column: 'speed', family: 'traffic', kind: 'gauge', unit: 'km/h' } as MeasureDef;

const camera = (id: string, lanes: number[] = []): Device => ({
  id,
  station: `s-${id}`,
  profile: 'camera',
  family: 'traffic',
  codec: 'native',
  cadenceS: 300,
  lanes,
  direction: '',
  gateway: null,
  active: [{ from: 0, to: null }],
  excluded: [],
  virtual: false,
});
const CAMERAS = ['a', 'b', 'c'].map((id) => camera(id));

function line(
  devices: readonly Device[],
  measure = CARS,
  aggregation: Aggregation = 'sum',
  lane: string | null = null,
): SeriesLine {
  return { measure, aggregation, devices, object: { area: null, station: null, device: null, lane } };
}

async function all(batches: AsyncIterable<readonly LinePoint[]>): Promise<LinePoint[]> {
  const points: LinePoint[] = [];
  for await (const batch of batches) points.push(...batch);
  return points;
}

interface Window {
  readonly device: string;
  readonly time: number;
  readonly cars: number;
}

describe('many series', () => {
  let store: InMemoryTimeSeries;
  let reader: SeriesReader;

  const open = async (): Promise<void> => {
    store = new InMemoryTimeSeries();
    const fields = ['readings', 'n_car_n', 'n_car_sum', 'speed_n', 'speed_sum'];
    const tags = ['device', 'lane', 'direction'];
    await store.open([
      { bucket: 'windows', measurement: 'traffic', tags, fields },
      { bucket: 'raw', measurement: 'traffic', tags, fields: ['n_car', 'speed'] },
    ]);
    reader = new SeriesReader(store, new ManualClock(Date.UTC(2030, 0, 1)));
  };
  beforeEach(open);

  const write = (windows: readonly Window[], lane = ''): Promise<unknown> =>
    store.write([
      rowsOf(
        'windows',
        'traffic',
        windows.map(({ device, time, cars }) => ({
          time,
          tags: { device, lane },
          fields: { readings: 1, n_car_n: 1, n_car_sum: cars, speed_n: 2, speed_sum: 60 },
        })),
      ),
    ]);

  /** Windows anywhere in two and a half years, thickest about the ends of months and years. */
  const windowsArb = array(
    record({
      device: constantFrom('a', 'b', 'c'),
      time: constantFrom(
        ...[
          [2025, 11, 31],
          [2026, 0, 1],
          [2026, 1, 28],
          [2026, 2, 31],
          [2026, 5, 30],
          [2026, 11, 31],
          [2028, 1, 29],
        ].map(([y = 0, m = 0, d = 0]) => Date.UTC(y, m, d)),
      ).chain((day) => integer({ min: -300, max: 300 }).map((n) => day + n * WINDOW)),
      cars: integer({ min: 0, max: 500 }),
    }),
    { maxLength: 60 },
  );

  it.each(['month', 'quarter', 'year'] as const)(
    `gives every %s what an independent calendar gives (seed ${SEED})`,
    async (bucket) => {
      const local = new Intl.DateTimeFormat('en-CA', {
        timeZone: 'Asia/Ho_Chi_Minh',
        year: 'numeric',
        month: '2-digit',
      });
      const keyOf = (time: number): string => {
        const [year = '', month = ''] = local.format(time).split('-');
        if (bucket === 'year') return year;
        return bucket === 'month' ? `${year}-${month}` : `${year}-Q${Math.ceil(Number(month) / 3)}`;
      };
      await assert(
        asyncProperty(windowsArb, async (given) => {
          await open();
          const windows = [...new Map(given.map((one) => [`${one.device}${one.time}`, one])).values()];
          await write(windows);
          const expected = new Map<string, number>();
          for (const { time, cars } of windows)
            expected.set(keyOf(time), (expected.get(keyOf(time)) ?? 0) + cars);

          const from = Date.UTC(2025, 0, 1) - 7 * 3_600_000;
          const points = await all(reader.buckets([line(CAMERAS)], bucket, from, Date.UTC(2029, 0, 1)));
          const found = points.flatMap(({ t, value }) =>
            value === null ? [] : [[keyOf(t), value] as const],
          );

          expect(new Map(found)).toEqual(expected);
        }),
        { seed: SEED, numRuns: 40 },
      );
    },
  );

  it(`gives an area the sum of its stations, at every bucket (seed ${SEED})`, async () => {
    await assert(
      asyncProperty(
        windowsArb,
        constantFrom<Period>('hour', 'day', 'week', 'month', 'year'),
        async (given, bucket) => {
          await open();
          await write(given);
          const lines = [line(CAMERAS), ...CAMERAS.map((one) => line([one]))];
          const from = Date.UTC(2025, 11, 1);
          const points = await all(reader.buckets(lines, bucket, from, Date.UTC(2026, 0, 10)));

          const sums = new Map<number, number>();
          for (const { line: no, t, value, n } of points)
            if (no > 0 && n > 0) sums.set(t, (sums.get(t) ?? 0) + (value ?? 0));
          const whole = points.flatMap(({ line: no, t, value, n }) =>
            no === 0 && n > 0 ? [[t, value] as const] : [],
          );
          expect(new Map(whole)).toEqual(sums);
        },
      ),
      { seed: SEED, numRuns: 40 },
    );
  });

  it('reads a family once a stretch of time for all measures and objects of it', async () => {
    const start = Date.UTC(2026, 0, 1);
    await write(Array.from({ length: 12 }, (_, i) => ({ device: 'a', time: start + i * WINDOW, cars: 1 })));
    let reads = 0;
    const counted = new Proxy(store, {
      get: (target, name) => {
        if (name === 'read') reads++;
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    const lines = [line(CAMERAS), line([camera('a')]), line(CAMERAS, SPEED, 'mean')];
    const points = await all(
      new SeriesReader(counted, new ManualClock(start)).buckets(lines, 'hour', start, start + 12 * WINDOW),
    );

    expect(points.map(({ value }) => value)).toEqual([12, 12, 30]);
    expect(reads).toBe(1);
  });

  it('tells lanes apart, each complete by itself', async () => {
    const start = Date.UTC(2026, 0, 1);
    await write([{ device: 'a', time: start, cars: 3 }], '1');
    await write([{ device: 'a', time: start, cars: 4 }], '2');
    const lanes = [1, 2].map((lane) => line([camera('a', [lane])], CARS, 'sum', String(lane)));
    const points = await all(
      reader.buckets([...lanes, line([camera('a', [1, 2])])], '5min', start, start + WINDOW),
    );

    expect(points.map(({ value, completeness }) => [value, completeness])).toEqual([
      [3, 1],
      [4, 1],
      [7, 1],
    ]);
  });

  it(`gives every point once over the pages, whatever their length (seed ${SEED})`, async () => {
    const start = Date.UTC(2026, 0, 1);
    await write(
      Array.from({ length: 40 }, (_, i) => ({
        device: 'abc'[i % 3] ?? 'a',
        time: start + Math.floor(i / 3) * WINDOW,
        cars: i,
      })),
    );
    await store.write([
      rowsOf(
        'raw',
        'traffic',
        Array.from({ length: 30 }, (_, i) => ({
          time: start + Math.floor(i / 4) * 1000,
          tags: { device: 'abc'[i % 3] ?? 'a', lane: String(i) },
          fields: { n_car: i },
        })),
      ),
    ]);
    const lines = CAMERAS.map((one) => line([one]));
    await assert(
      asyncProperty(
        integer({ min: 1, max: 50 }),
        constantFrom('raw', '5min', 'hour'),
        async (limit, bucket) => {
          const plan = { lines, bucket: bucket as 'raw', from: start, to: start + 3_600_000 };
          const whole = await seriesPage(reader, plan, { limit: 1000 });
          const items: unknown[] = [];
          let after: string | undefined;
          do {
            const page = await seriesPage(reader, plan, { limit, after });
            items.push(...page.items);
            after = page.next ?? undefined;
          } while (after !== undefined);
          expect(items).toEqual(whole.items);
          expect(whole.items.length).toBeGreaterThanOrEqual(3);
        },
      ),
      { seed: SEED, numRuns: 30 },
    );
  });
});
