import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Device } from '@app/registry';
import type { MeasureDef } from '@app/telemetry';
import { InMemoryTimeSeries, ManualClock } from '@app/testing';
import { rowsOf } from '@app/time-series';
import { SeriesReader } from './series-reader.js';
import { countBuckets, MAX_BUCKETS, SeriesService } from './series.service.js';

const HOUR = 3_600_000;
/** 2026-11-23 00:00 in Bình Dương. */
const MIDNIGHT = Date.UTC(2026, 10, 22, 17);
const CARS = { key: 'n.car', column: 'n_car', family: 'traffic', kind: 'count' } as MeasureDef;

const camera = (id: string, given: Partial<Device> = {}): Device => ({
  id,
  station: 's',
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
  ...given,
});

describe('series', () => {
  let store: InMemoryTimeSeries;
  let series: SeriesService;
  const clock = new ManualClock(MIDNIGHT + 72 * HOUR);

  beforeEach(async () => {
    store = new InMemoryTimeSeries();
    await store.open([
      {
        bucket: 'windows',
        measurement: 'traffic',
        tags: ['device', 'lane', 'direction'],
        fields: ['readings', 'n_car_n', 'n_car_sum'],
      },
      {
        bucket: 'raw',
        measurement: 'traffic',
        tags: ['device', 'lane', 'direction'],
        fields: ['n_car', 'speed'],
      },
    ]);
    series = new SeriesService(new SeriesReader(store, clock));
  });

  const windows = (device: string, from: number, count: number): Promise<unknown> =>
    store.write([
      rowsOf(
        'windows',
        'traffic',
        Array.from({ length: count }, (_, i) => ({
          time: from + i * 300_000,
          tags: { device },
          fields: { readings: 1, n_car_n: 1, n_car_sum: 2 },
        })),
      ),
    ]);

  it('puts windows into local days: 00:00 in UTC+7 begins a new one', async () => {
    await windows('a', MIDNIGHT - 2 * 300_000, 4);

    const days = await series.buckets(
      CARS,
      [camera('a')],
      'day',
      'sum',
      MIDNIGHT - 24 * HOUR,
      MIDNIGHT + 24 * HOUR,
    );

    expect(days.map(({ t, value, n }) => [t, value, n])).toEqual([
      ['2026-11-21T17:00:00.000Z', 4, 2],
      ['2026-11-22T17:00:00.000Z', 4, 2],
    ]);
  });

  it.each([
    ['hour', 1],
    ['week', 7 * 24],
    ['month', 30 * 24],
    ['quarter', 92 * 24],
    ['year', 365 * 24],
  ] as const)('begins a %s in local time', async (bucket, hours) => {
    await windows('a', MIDNIGHT, 1);

    const found = await series.buckets(CARS, [camera('a')], bucket, 'sum', MIDNIGHT, MIDNIGHT + 1);

    const local = Date.parse(found[0]?.t ?? '') + 7 * HOUR;
    expect(local % HOUR).toBe(0);
    expect(bucket === 'hour' || local % (24 * HOUR) === 0).toBe(true);
    expect(MIDNIGHT + 7 * HOUR - local).toBeLessThan(hours * HOUR);
    expect(found[0]?.value).toBe(2);
  });

  it('states completeness by what was due of all the devices', async () => {
    await windows('a', MIDNIGHT, 12);
    await windows('b', MIDNIGHT, 6);

    const [found] = await series.buckets(
      CARS,
      [camera('a'), camera('b')],
      'hour',
      'sum',
      MIDNIGHT,
      MIDNIGHT + HOUR,
    );

    expect(found).toEqual({ t: '2026-11-22T17:00:00.000Z', value: 36, n: 18, completeness: 0.75 });
  });

  it('lists a bucket in which something was due and nothing came with null, and no others', async () => {
    const late = camera('a', { active: [{ from: MIDNIGHT + HOUR, to: MIDNIGHT + 2 * HOUR }] });

    const found = await series.buckets(CARS, [late], 'hour', 'sum', MIDNIGHT, MIDNIGHT + 3 * HOUR);

    expect(found).toEqual([{ t: '2026-11-22T18:00:00.000Z', value: null, n: 0, completeness: 0 }]);
  });

  it('gives stored points of all devices in time order, those without the measure left out', async () => {
    const point = (device: string, time: number, fields: Record<string, number>) => ({
      time,
      tags: { device, lane: '1' },
      fields,
    });
    await store.write([
      rowsOf('raw', 'traffic', [
        point('a', MIDNIGHT + 2, { n_car: 3 }),
        point('b', MIDNIGHT + 1, { n_car: 4 }),
        point('b', MIDNIGHT + 3, { speed: 30 }),
      ]),
    ]);

    const points = await series.points(CARS, [camera('a'), camera('b')], MIDNIGHT, MIDNIGHT + 10);

    expect(points.map(({ device, value, lane }) => [device, value, lane])).toEqual([
      ['b', 4, '1'],
      ['a', 3, '1'],
    ]);
  });

  it('counts buckets before anything is read, up to one more than is allowed', () => {
    expect(countBuckets(MIDNIGHT, MIDNIGHT + 24 * HOUR, 'hour')).toBe(24);
    expect(countBuckets(0, MIDNIGHT, '5min')).toBe(MAX_BUCKETS + 1);
  });
});
