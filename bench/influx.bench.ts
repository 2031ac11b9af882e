import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { InfluxDB, Point } from '@influxdata/influxdb-client';
import { INFLUX1_LOGIN } from '../libs/testing/src/engines/engines.js';
import type { MeasurementSchema, SeriesRows } from '@app/time-series';
import { InfluxTimeSeries } from '../libs/time-series/src/influx/influx-time-series.js';

// NHIPPHO_TEST_INFLUX1=http://127.0.0.1:8086 node --import ./libs/testing/src/typescript-hooks.mjs bench/influx.bench.ts
const ROWS = 200_000;
const CALL = 20_000;
const DEVICES = 200;
const ROUNDS = 3;
const START = Date.UTC(2026, 9, 1);
const FIELDS = ['n_motorcycle', 'n_car', 'n_bus', 'n_truck2', 'speed', 'occupancy'];
const POINTS: MeasurementSchema = {
  bucket: 'raw',
  measurement: 'traffic',
  tags: ['device', 'lane', 'direction'],
  fields: FIELDS,
};
const url = process.env['NHIPPHO_TEST_INFLUX1'];
if (!url) throw new Error('NHIPPHO_TEST_INFLUX1 must name an InfluxDB 1.x');
const database = `bench${randomBytes(4).toString('hex')}`;
const options = { url, ...INFLUX1_LOGIN, version: '1', database } as const;

/** Rows of all devices, second after second, from row `from` of the whole run; counts, a speed, a percentage. */
function rowsFrom(from: number): SeriesRows {
  const device = (row: number): string => `cam-${String(row % DEVICES).padStart(4, '0')}`;
  const column = (value: (row: number) => number): Float64Array =>
    Float64Array.from({ length: CALL }, (_, i) => value(from + i));
  const counts = FIELDS.slice(0, 4).map(
    (field, k) => [field, column((row) => (row * (k + 7)) % 400)] as const,
  );
  return {
    bucket: 'raw',
    measurement: 'traffic',
    length: CALL,
    times: column((row) => START + Math.floor(row / DEVICES) * 1000),
    tags: {
      device: Array.from({ length: CALL }, (_, i) => device(from + i)),
      lane: Array.from({ length: CALL }, () => '1'),
      direction: Array.from({ length: CALL }, () => 'in'),
    },
    fields: {
      ...Object.fromEntries(counts),
      speed: column((row) => 20 + ((row * 13) % 400) / 10),
      occupancy: column((row) => (row * 31) % 100),
    },
  };
}

const calls = Array.from({ length: ROWS / CALL }, (_, i) => rowsFrom(i * CALL));

async function ours(isCompressed: boolean): Promise<void> {
  const series = new InfluxTimeSeries({ ...options, isCompressed });
  await series.open([POINTS]);
  for (const rows of calls) {
    const refused = await series.write([rows]);
    if (refused[0]) throw new Error(refused[0].detail);
  }
  await series.close();
}

/** What the client's documentation shows: a Point a row, the WriteApi's own batches of 1,000. */
async function theirs(): Promise<void> {
  const authorization = `Basic ${Buffer.from(`${options.user}:${options.password}`).toString('base64')}`;
  const api = new InfluxDB({ url: options.url, headers: { authorization } }).getWriteApi('', '', 'ms');
  api.path = `/write?db=${database}&rp=raw&precision=ms`;
  for (const { length, times, tags, fields } of calls) {
    for (let row = 0; row < length; row++) {
      const point = new Point('traffic').timestamp(times[row]);
      for (const [tag, column] of Object.entries(tags)) point.tag(tag, column[row] ?? '');
      for (const [field, column] of Object.entries(fields)) point.floatField(field, column[row]);
      api.writePoint(point);
    }
    await api.flush();
  }
  await api.close();
}

interface Cost {
  readonly rate: number;
  /** CPU seconds of this process per 100,000 rows. */
  readonly cpu: number;
}

async function measured(run: () => Promise<void>): Promise<Cost> {
  const before = process.cpuUsage();
  const start = performance.now();
  await run();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  return { rate: ROWS / seconds, cpu: ((user + system) / 1e6 / ROWS) * 1e5 };
}

const median = (all: readonly number[]): number =>
  [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? NaN;
const contenders: Record<string, () => Promise<void>> = {
  'ours, not compressed': () => ours(false),
  'ours, gzip level 1': () => ours(true),
  'WriteApi with Points, its defaults': theirs,
};
const costs = Object.fromEntries(Object.keys(contenders).map((name) => [name, [] as Cost[]]));

// The first round warms both up.
for (let round = 0; round <= ROUNDS; round++) {
  for (const [name, run] of Object.entries(contenders)) {
    const cost = await measured(run);
    if (round > 0) costs[name]?.push(cost);
  }
}
const peer = median(costs['WriteApi with Points, its defaults']?.map(({ cpu }) => cpu) ?? []);
for (const [name, all] of Object.entries(costs)) {
  const cpu = median(all.map((cost) => cost.cpu));
  process.stdout.write(
    `${name.padEnd(36)} ${Math.round(median(all.map(({ rate }) => rate)))} rows/s; ` +
      `CPU s per 100,000 rows, this process: ${cpu.toFixed(3)} (${(peer / cpu).toFixed(1)} × less than WriteApi)\n`,
  );
}
