import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { LogBatch, StoredRecord } from '@app/event-log';
import { Logs, Metrics, Tracing } from '@app/observability';
import type { Device } from '@app/registry';
import { MeasureCatalogue } from '@app/telemetry';
import type { RefusedRow, SeriesRows, TimeSeries } from '@app/time-series';
import { windowSchemas } from '@app/windows';
import { parse } from 'yaml';
import { SilentProbe } from '../apps/stream-processor/src/cycle/cycle-probe.js';
import { DEFAULT_OPTIONS } from '../apps/stream-processor/src/cycle/cycle-ports.js';
import { DeviceViews } from '../apps/stream-processor/src/inventory/device-views.js';
import { PartitionWorker } from '../apps/stream-processor/src/partition/partition-worker.js';
import { ProcessorEvents } from '../apps/stream-processor/src/processor.events.js';
import { WindowLayouts } from '../apps/stream-processor/src/series/device-states.js';
import { InMemoryRegistry } from '../apps/stream-processor/test/in-memory-registry.js';
import { ManualClock } from '../libs/testing/src/manual-clock.js';
import { InMemoryTimeSeries } from '../libs/testing/src/in-memory-time-series.js';
import { DuckdbTimeSeries } from '../libs/time-series/src/embedded/duckdb-time-series.js';

// node --import ./libs/testing/src/typescript-hooks.mjs bench/processor.bench.ts
const DEVICES = 200;
const MESSAGES = 200_000;
const MINUTE = 60_000;
const encoder = new TextEncoder();

/** Takes every write and keeps nothing: what is left is the processor's own work. */
class EmptyTimeSeries extends InMemoryTimeSeries {
  override async write(_rows: readonly SeriesRows[]): Promise<readonly RefusedRow[]> {
    return [];
  }
}

const T0 = Date.UTC(2026, 10, 23, 1);
const catalogue = MeasureCatalogue.parse(
  parse(await readFile(join(import.meta.dirname, '..', 'seeds', 'measures.yaml'), 'utf8')),
);
/** ❷ and ❸ go nowhere; ❶ is made on the fly. */
const log = {
  append: () => Promise.resolve(),
  read: () => Promise.reject(new Error('not read')),
  partitions: () => 1,
};

const devices = Array.from({ length: DEVICES }, (_, i): Device => {
  const tags = { id: `cam-${i}`, station: `s-${i}`, profile: 'none', family: 'traffic', codec: 'native' };
  return {
    ...tags,
    cadenceS: 60,
    lanes: [],
    direction: 'N',
    gateway: null,
    active: [],
    excluded: [],
    virtual: false,
  };
});
const headers = devices.map(({ id }) =>
  Object.freeze({ device: id, topic: `telemetry/${id}`, inlet: 'mqtt' }),
);

/** About 350 bytes, as a camera sends them. */
function payload(end: number, i: number): Uint8Array {
  const body = {
    ts: new Date(end).toISOString(),
    period: 60,
    n: {
      bicycle: i % 7,
      motorcycle: 412 + (i % 50),
      car: 96,
      bus_small: 3,
      bus: 2,
      truck2: 11,
      truck3: 2,
      trailer: 1,
    },
    speed: 27.4318273645 + (i % 13),
    speedKind: 'space',
    occupancy: 31.25,
  };
  const text = JSON.stringify(body);
  return encoder.encode(text + ' '.repeat(Math.max(0, 350 - text.length)));
}

function batchOf(
  from: number,
  count: number,
  make: (i: number) => { device: number; end: number },
): LogBatch {
  const records = Array.from({ length: count }, (_, k): StoredRecord => {
    const { device, end } = make(from + k);
    return {
      key: `cam-${device}`,
      value: payload(end, from + k),
      headers: headers[device] ?? {},
      timestamp: Math.max(end, T0),
      offset: from + k,
    };
  });
  return { topic: 'telemetry.raw', partition: 0, from, next: from + count, records, lost: 0 };
}

/** A slow machine commits a part of the batch: the log then hands over the rest. */
async function handleWhole(worker: PartitionWorker, batch: LogBatch): Promise<void> {
  for (let { from } = batch; from < batch.next;) {
    const records = batch.records.slice(from - batch.from);
    const outcome = await worker.handle({ ...batch, from, records });
    if (outcome.kind !== 'committed') throw new Error(JSON.stringify(outcome));
    from = outcome.next;
  }
}

async function measure(
  what: string,
  series: TimeSeries,
  make: (i: number) => { device: number; end: number },
  size = 5000,
) {
  await series.open(windowSchemas(catalogue));
  const registry = new InMemoryRegistry(devices, []);
  const ports = {
    log,
    series,
    partitions: registry,
    rejected: registry,
    inventory: registry,
    views: new DeviceViews(catalogue),
    layouts: new WindowLayouts(),
    clock: new ManualClock(T0 + 10_000 * MINUTE),
    probe: new SilentProbe(),
    events: new ProcessorEvents(new Logs('silent'), new Metrics(), Tracing.off),
  };
  const worker = new PartitionWorker(0, ports, DEFAULT_OPTIONS);
  await worker.assign();
  let cpu = 0;
  let wall = 0;
  let slowest = 0;
  for (let from = 0; from < MESSAGES; from += size) {
    const batch = batchOf(from, size, make);
    const before = process.cpuUsage();
    const start = performance.now();
    await handleWhole(worker, batch);
    const took = performance.now() - start;
    const used = process.cpuUsage(before);
    if (from < MESSAGES / 5) continue;
    cpu += used.user + used.system;
    wall += took;
    slowest = Math.max(slowest, took);
  }
  const measured = MESSAGES * 0.8;
  const totals = registry.totals();
  console.log(
    `${what}: ${(cpu / measured).toFixed(1)} µs CPU a message, ${Math.round(measured / (wall / 1000))} messages/s, ` +
      `slowest cycle ${Math.round(slowest)} ms, stored ${totals.stored}`,
  );
  await series.close();
}

const inOrder = (i: number) => ({ device: i % DEVICES, end: T0 + Math.floor(i / DEVICES) * MINUTE });
/** Two days a device after another, while a newer point is stored already. */
const backfill = (i: number) => {
  if (i < DEVICES) return { device: i, end: T0 };
  const k = i - DEVICES;
  return { device: Math.floor(k / 2880) % DEVICES, end: T0 - (2880 - (k % 2880)) * MINUTE };
};

const dir = await mkdtemp(join(tmpdir(), 'nhippho-bench-'));
try {
  await measure('in order, nothing behind', new EmptyTimeSeries(), inOrder);
  await measure('in order, DuckDB', new DuckdbTimeSeries({ dir: join(dir, 'a') }), inOrder);
  await measure(
    'in order, DuckDB, cycles of 20,000',
    new DuckdbTimeSeries({ dir: join(dir, 'c') }),
    inOrder,
    20_000,
  );
  await measure('two days late, DuckDB', new DuckdbTimeSeries({ dir: join(dir, 'b') }), backfill, 20_000);
} finally {
  await rm(dir, { recursive: true, force: true });
}
