import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { TOPICS } from '@app/contracts';
import type { LogRecord } from '@app/event-log';
import { EmbeddedEventLog } from '../libs/event-log/src/embedded/embedded-event-log.js';

// node --import ./libs/testing/src/typescript-hooks.mjs bench/event-log.bench.ts
const MESSAGES = 400_000;
const BATCH = 1_000;
const IN_FLIGHT = 4;
const DEVICES = 200;

const headers = Array.from({ length: DEVICES }, (_, i) =>
  Object.freeze({ device: `cam-${i}`, topic: `telemetry/cam-${i}`, inlet: 'mqtt' }),
);

function aBatch(from: number): LogRecord[] {
  return Array.from({ length: BATCH }, (_, i) => {
    const device = (from + i) % DEVICES;
    const value = Buffer.alloc(350, `{"ts":"2026-11-23T07:05:00+07:00","n":${from + i}`);
    return { key: `cam-${device}`, value, headers: headers[device]!, timestamp: Date.now() };
  });
}

async function measured(what: string, count: number, run: () => Promise<void>): Promise<void> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await run();
  const seconds = (performance.now() - start) / 1_000;
  const used = process.cpuUsage(cpu);
  const cpuSeconds = (used.user + used.system) / 1e6;
  const per100k = (cpuSeconds / count) * 100_000;
  process.stdout.write(
    `${what}: ${Math.round(count / seconds)} msg/s, ${per100k.toFixed(3)} CPU s per 100,000\n`,
  );
}

const dir = await mkdtemp(join(tmpdir(), 'nhippho-bench-log-'));
const log = new EmbeddedEventLog({ dir, partitions: 4, maxBytes: 10 * 2 ** 30 });
await log.open();
const batches = Array.from({ length: 20 }, (_, i) => aBatch(i * BATCH));
for (let round = 0; round < 3; round++) {
  for (const inFlight of [1, IN_FLIGHT]) {
    await measured(`append+sync, ${inFlight} × ${BATCH} in flight`, MESSAGES, async () => {
      let left = MESSAGES / BATCH;
      const worker = async () => {
        while (left > 0) await log.append(TOPICS.raw, batches[(left -= 1) % batches.length]!);
      };
      await Promise.all(Array.from({ length: inFlight }, worker));
    });
  }
  await measured('read, 1,000 a batch', MESSAGES, async () => {
    let read = 0;
    for (let partition = 0; read < MESSAGES; partition++) {
      let { first } = await log.range(TOPICS.raw, partition);
      const { next } = await log.range(TOPICS.raw, partition);
      while (first < next && read < MESSAGES) {
        const batch = await log.read(TOPICS.raw, partition, first, { maxRecords: 1_000, maxBytes: 1 << 20 });
        first = batch.next;
        read += batch.records.length;
      }
    }
  });
}
await log.close();
await rm(dir, { recursive: true, force: true });
