import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { MeasurementSchema, SeriesRows } from '@app/time-series';
import { DuckdbTimeSeries } from '../libs/time-series/src/embedded/duckdb-time-series.js';

// node --import ./libs/testing/src/typescript-hooks.mjs bench/time-series.bench.ts
const BATCH = 20_000;
const DEVICES = 200;
const MINUTE = 60_000;
const START = Date.UTC(2026, 9, 1);
const POINTS: MeasurementSchema = {
  bucket: 'raw',
  measurement: 'traffic',
  tags: ['device', 'lane', 'direction'],
  fields: Array.from({ length: 6 }, (_, i) => `f${i}`),
};
const WIDE: MeasurementSchema = {
  ...POINTS,
  bucket: 'windows',
  fields: Array.from({ length: 40 }, (_, i) => `f${i}`),
};
const VALUES: MeasurementSchema = {
  bucket: 'kpi',
  measurement: 'kpi_value',
  tags: ['kpi', 'area', 'period'],
  fields: Array.from({ length: 12 }, (_, i) => `f${i}`),
};
const PERIODS = [5 * MINUTE, 15 * MINUTE, 60 * MINUTE, 1440 * MINUTE, 10_080 * MINUTE, 43_200 * MINUTE];
const DEVICE_NAMES = Array.from({ length: DEVICES }, (_, i) => `cam-${i}`);

type Cell = { readonly tags: readonly string[]; readonly time: number };

function rowsFor(schema: MeasurementSchema, length: number, cell: (row: number) => Cell): SeriesRows {
  const cells = Array.from({ length }, (_, row) => cell(row));
  return {
    bucket: schema.bucket,
    measurement: schema.measurement,
    length,
    times: Float64Array.from(cells, ({ time }) => time),
    tags: Object.fromEntries(schema.tags.map((tag, i) => [tag, cells.map(({ tags }) => tags[i] ?? '')])),
    fields: Object.fromEntries(
      schema.fields.map((field) => [
        field,
        Float64Array.from({ length }, () => Math.round(Math.random() * 1e4) / 10),
      ]),
    ),
  };
}

const device = (row: number): readonly string[] => [DEVICE_NAMES[row % DEVICES] ?? '', '1', 'in'];

/** Rows of all devices, minute after minute, from minute `from`. */
function minutes(from: number): SeriesRows {
  return rowsFor(POINTS, BATCH, (row) => ({
    tags: device(row),
    time: START + (from + Math.floor(row / DEVICES)) * MINUTE,
  }));
}

/** Rows at random minutes of `span`, half of them on minutes stored already. */
function scattered(span: number): SeriesRows {
  return rowsFor(POINTS, BATCH, (row) => ({
    tags: device(row),
    time: START + Math.floor(Math.random() * span) * MINUTE + (row % 2),
  }));
}

async function fileMb(dir: string): Promise<string> {
  const files = await readdir(dir);
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(dir, file))).size));
  return files.map((file, i) => `${file} ${((sizes[i] ?? 0) / 1e6).toFixed(1)} MB`).join(', ');
}

async function measured(what: string, rows: number, run: () => Promise<number[]>): Promise<void> {
  const cpu = process.cpuUsage();
  const loop = performance.eventLoopUtilization();
  const start = performance.now();
  const waits = (await run()).sort((a, b) => a - b);
  const ms = performance.now() - start;
  const used = process.cpuUsage(cpu);
  const busy = performance.eventLoopUtilization(loop).active;
  const at = (q: number): string =>
    (waits[Math.min(waits.length - 1, Math.floor(waits.length * q))] ?? 0).toFixed(1);
  const cpuS = (used.user + used.system) / 1e6;
  const per = (seconds: number): string => ((seconds / rows) * 1e5).toFixed(3);
  process.stdout.write(
    `${what.padEnd(44)} ${Math.round((rows / ms) * 1000)} rows/s; CPU s per 100,000: ${per(cpuS)} ` +
      `(main thread ${per(busy / 1000)}); call ms p50 ${at(0.5)} p99 ${at(0.99)} max ${at(1)}\n`,
  );
}

async function timed(count: number, call: (i: number) => Promise<unknown>): Promise<number[]> {
  const waits: number[] = [];
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    await call(i);
    waits.push(performance.now() - start);
  }
  return waits;
}

const dir = await mkdtemp(join(tmpdir(), 'nhippho-bench-series-'));
const series = new DuckdbTimeSeries({ dir });
await series.open([POINTS, WIDE, VALUES]);
try {
  const ordered = Array.from({ length: 100 }, (_, i) => minutes(i * 100));
  await measured('in order, 20,000 a call', 2e6, () => timed(100, (i) => series.write([ordered[i]!])));
  const again = Array.from({ length: 25 }, (_, i) => minutes(i * 100));
  await measured('all overwritten, 20,000 a call', 5e5, () => timed(25, (i) => series.write([again[i]!])));
  const mixed = Array.from({ length: 15 }, () => scattered(10_000));
  await measured('scattered over a week, half new', 3e5, () => timed(15, (i) => series.write([mixed[i]!])));
  process.stdout.write(`  ${await fileMb(dir)}\n`);

  const window = (slot: number) => (row: number) => ({ tags: device(row), time: START + slot * 5 * MINUTE });
  for (let slot = 0; slot < 1000; slot++) await series.write([rowsFor(WIDE, 200, window(slot))]);
  process.stdout.write(`  ${await fileMb(dir)}\n`);
  const live = Array.from({ length: 20 }, () =>
    rowsFor(WIDE, 400, (row) => window(999 + (row % 2))(row >> 1)),
  );
  await measured('live windows, 400 × 40 fields, overwritten', 2e5, () =>
    timed(500, (i) => series.write([live[i % 20]!])),
  );
  process.stdout.write(`  ${await fileMb(dir)}\n`);

  const values = (slot: number): SeriesRows =>
    rowsFor(VALUES, 300, (row) => {
      const time = START + slot * 5 * MINUTE;
      const length = PERIODS[row % PERIODS.length] ?? 1;
      return {
        tags: [`k${row % 30}`, `a${Math.floor(row / 30)}`, String(length)],
        time: time - (time % length),
      };
    });
  for (let slot = 0; slot < 600; slot++) await series.write([values(slot)]);
  const kpi = Array.from({ length: 20 }, () => values(600));
  await measured('KPI values, 300 × 12 fields, overwritten', 3e5, () =>
    timed(1000, (i) => series.write([kpi[i % 20]!])),
  );
  process.stdout.write(`  ${await fileMb(dir)}\n`);

  const now = START + 1000 * 5 * MINUTE;
  const where = { device: DEVICE_NAMES };
  const scope = { bucket: 'windows', measurement: 'traffic' } as const;
  const read = { ...scope, from: now - 40 * MINUTE, to: now, where };
  await measured('read 1,600 windows × 40 fields', 1600 * 50, () => timed(50, () => series.read(read)));
  const one = { ...scope, from: START, to: now, where: { device: ['cam-7'] } };
  await measured('read 1,001 windows of one device', 1001 * 50, () => timed(50, () => series.read(one)));
  const newest = {
    bucket: 'raw',
    measurement: 'traffic',
    before: START + 5000 * MINUTE,
    notBefore: START,
  } as const;
  await measured('newestBefore of 200 series in 1.1 M rows', 200 * 20, () =>
    timed(20, () => series.newestBefore(newest)),
  );
  await measured('newestBefore of one series, last hour', 100, () =>
    timed(100, () =>
      series.newestBefore({
        ...newest,
        notBefore: newest.before - 60 * MINUTE,
        where: { device: ['cam-7'] },
      }),
    ),
  );
  process.stdout.write(`  resident ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB\n`);
} finally {
  await series.close();
  const again = new DuckdbTimeSeries({ dir });
  const start = performance.now();
  await again.open([POINTS, WIDE, VALUES]);
  process.stdout.write(`  opened again in ${(performance.now() - start).toFixed(0)} ms\n`);
  await again.close();
  process.stdout.write(`  closed: ${await fileMb(dir)}\n`);
  await rm(dir, { recursive: true });
}
