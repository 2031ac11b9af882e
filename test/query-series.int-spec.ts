import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Period } from '@app/contracts';
import type { Device } from '@app/registry';
import type { MeasureDef } from '@app/telemetry';
import { describeWith, freshPrefix, ManualClock, testEngine } from '@app/testing';
import { rowsOf, type TimeSeries } from '@app/time-series';
import { array, assert, asyncProperty, constantFrom, integer, record } from 'fast-check';
import type { LinePoint, SeriesLine } from '../apps/city-api/src/series/series-line.js';
import { SeriesReader } from '../apps/city-api/src/series/series-reader.js';
import { DuckdbTimeSeries } from '../libs/time-series/src/embedded/duckdb-time-series.js';
import { InfluxTimeSeries } from '../libs/time-series/src/influx/influx-time-series.js';
import { removeInflux } from './support/engines.js';

const SEED = 1338;
const WINDOW_MS = 300_000;
const STATIONS = ['a', 'b', 'c'];
const CARS = { key: 'n.car', column: 'n_car', family: 'traffic', kind: 'count' } as MeasureDef;
const FROM = Date.UTC(2025, 11, 1);
const TO = Date.UTC(2028, 3, 1);

/** Windows about the ends of local months, quarters and years, of a common and of a leap year. */
const windows = array(
  record({
    station: constantFrom(...STATIONS),
    time: constantFrom('2025-12-31', '2026-02-28', '2026-03-31', '2026-12-31', '2028-02-29').chain((day) =>
      integer({ min: -60, max: 60 }).map((n) => Date.parse(`${day}T17:00:00Z`) + n * WINDOW_MS),
    ),
    cars: integer({ min: 0, max: 500 }),
  }),
  { minLength: 1, maxLength: 40 },
);

const month = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Ho_Chi_Minh',
  year: 'numeric',
  month: '2-digit',
});

/** Month, quarter or year of a moment by a calendar that isn't ours. */
function calendar(bucket: Period, time: number): string {
  const [year = '', number = ''] = month.format(time).split('-');
  if (bucket === 'year') return year;
  return bucket === 'month' ? `${year}-${number}` : `${year}-Q${Math.ceil(Number(number) / 3)}`;
}

function onEngine(create: () => Promise<{ series: TimeSeries; remove(): Promise<void> }>): void {
  let engine: Awaited<ReturnType<typeof create>>;
  let reader: SeriesReader;
  let run = 0;

  beforeAll(async () => {
    engine = await create();
    await engine.series.open([
      {
        bucket: 'windows',
        measurement: 'traffic',
        tags: ['device', 'lane', 'direction'],
        fields: ['readings', 'n_car_n', 'n_car_sum'],
      },
    ]);
    reader = new SeriesReader(engine.series, new ManualClock(Date.UTC(2030, 0, 1)));
  });
  afterAll(() => engine.remove());

  /** Sums by line (0: all stations together) and bucket of what is written now, under devices of its own. */
  async function sums(
    given: readonly { station: string; time: number; cars: number }[],
    bucket: Period,
  ): Promise<Map<string, number>[]> {
    const prefix = `r${run++}`;
    await engine.series.write([
      rowsOf(
        'windows',
        'traffic',
        given.map(({ station, time, cars }) => ({
          time,
          tags: { device: `${prefix}${station}`, lane: '', direction: '' },
          fields: { readings: 1, n_car_n: 1, n_car_sum: cars },
        })),
      ),
    ]);
    const devices = STATIONS.map((id) => ({ ...CAMERA, id: `${prefix}${id}`, station: id }));
    const lines = [devices, ...devices.map((one) => [one])].map((own): SeriesLine => ({
      measure: CARS,
      aggregation: 'sum',
      devices: own,
      object: { area: null, station: null, device: null, lane: null },
    }));
    const found = lines.map(() => new Map<string, number>());
    const batches: AsyncIterable<readonly LinePoint[]> = reader.buckets(lines, bucket, FROM, TO);
    for await (const batch of batches)
      for (const { line, t, value } of batch)
        if (value !== null) found[line]?.set(calendar(bucket, t), value);
    return found;
  }

  it.each(['month', 'quarter', 'year'] as const)(
    `gives every %s what an independent calendar gives, and an area the sum of its stations (seed ${SEED})`,
    async (bucket) => {
      await assert(
        asyncProperty(windows, async (drawn) => {
          const given = [...new Map(drawn.map((one) => [`${one.station}${one.time}`, one])).values()];
          const expected = new Map<string, number>();
          for (const { time, cars } of given)
            expected.set(calendar(bucket, time), (expected.get(calendar(bucket, time)) ?? 0) + cars);

          const [area = new Map<string, number>(), ...stations] = await sums(given, bucket);

          expect(area).toEqual(expected);
          const added = new Map<string, number>();
          for (const station of stations)
            for (const [key, value] of station) added.set(key, (added.get(key) ?? 0) + value);
          expect(added).toEqual(area);
        }),
        { seed: SEED, numRuns: 12 },
      );
    },
  );
}

const CAMERA: Device = {
  id: '',
  station: '',
  profile: 'camera',
  family: 'traffic',
  codec: 'native',
  cadenceS: 300,
  lanes: [],
  direction: '',
  gateway: null,
  active: [{ from: 0, to: null }],
  excluded: [],
  virtual: false,
};

describe('a query on DuckDB', () => {
  onEngine(async () => {
    const dir = await mkdtemp(join(tmpdir(), 'nhippho-query-'));
    const series = new DuckdbTimeSeries({ dir });
    return {
      series,
      remove: async () => {
        await series.close();
        await rm(dir, { recursive: true, force: true });
      },
    };
  });
});

describeWith('influx1', 'a query on InfluxDB', () => {
  onEngine(() => {
    const database = `${freshPrefix()}query`;
    const series = new InfluxTimeSeries({
      ...testEngine('influx1'),
      version: '1',
      database,
      retentionDays: { raw: null },
      isCompressed: true,
    });
    return Promise.resolve({
      series,
      remove: async () => {
        await series.close();
        await removeInflux(database);
      },
    });
  });
});
