import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Kafka, Partitioners, logLevel } from 'kafkajs';
import { TOPICS } from '@app/contracts';
import type { LogRecord } from '@app/event-log';
import { KafkaEventLog } from '../libs/event-log/src/kafka/kafka-event-log.js';

// NHIPPHO_TEST_KAFKA=127.0.0.1:9092 node --import ./libs/testing/src/typescript-hooks.mjs bench/kafka-log.bench.ts
const MESSAGES = 60_000;
const BATCH = 160;
const IN_FLIGHT = 4;
const DEVICES = 200;
const ROUNDS = 3;

const brokers = (process.env['NHIPPHO_TEST_KAFKA'] ?? '127.0.0.1:9092').split(',');
const prefix = `bench-${randomBytes(4).toString('hex')}.`;
const headers = Array.from({ length: DEVICES }, (_, i) =>
  Object.freeze({ device: `cam-${i}`, topic: `telemetry/cam-${i}`, inlet: 'mqtt' }),
);
/** A camera's message of 347 bytes. */
const value = Buffer.from(
  JSON.stringify({
    ts: '2026-11-23T07:05:00+07:00',
    period: 300,
    lane: 1,
    n: { motorcycle: 412, car: 96, bus_small: 3, bus: 2, truck2: 11, truck3: 2 },
    speed: 27.4,
    occupancy: 31,
  }).padEnd(347),
);

function aBatch(from: number): LogRecord[] {
  return Array.from({ length: BATCH }, (_, i) => {
    const device = (from + i) % DEVICES;
    return { key: `cam-${device}`, value, headers: headers[device]!, timestamp: Date.now() };
  });
}

const results = new Map<string, { rate: number; cpu: number }[]>();

async function measured(what: string, run: () => Promise<void>): Promise<void> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await run();
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  const result = { rate: MESSAGES / seconds, cpu: ((user + system) / 1e6 / MESSAGES) * 100_000 };
  results.set(what, [...(results.get(what) ?? []), result]);
  print(what, result);
}

function print(what: string, { rate, cpu }: { rate: number; cpu: number }): void {
  process.stdout.write(`${what}: ${Math.round(rate)} msg/s, ${cpu.toFixed(3)} CPU s per 100,000\n`);
}

/** Appends in batches as the gateway gathers them, with some in flight. */
async function pumped(send: (batch: number) => Promise<unknown>): Promise<void> {
  let left = MESSAGES / BATCH;
  const worker = async () => {
    while (left > 0) await send((left -= 1));
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
}

const log = new KafkaEventLog({ brokers, prefix, partitions: 12, maxBytes: 100e9 });
await log.open();
const kafka = new Kafka({ brokers, logLevel: logLevel.NOTHING });
const producer = kafka.producer({
  idempotent: true,
  maxInFlightRequests: 1,
  createPartitioner: Partitioners.DefaultPartitioner,
});
await producer.connect();
const batches = Array.from({ length: 20 }, (_, i) => aBatch(i * BATCH));
const messages = batches.map((batch) =>
  batch.map((record) => ({
    key: record.key,
    value: Buffer.from(record.value),
    headers: { ...record.headers },
    timestamp: String(record.timestamp),
  })),
);
const raw = `${prefix}${TOPICS.raw}`;

async function consumed(): Promise<void> {
  let read = 0;
  let done: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => (done = resolve));
  const consumer = await log.consume({
    topic: TOPICS.raw,
    group: `g${randomBytes(3).toString('hex')}`,
    maxRecords: 20_000,
    maxBytes: 16 << 20,
    onAssigned: () => Promise.resolve(0),
    onBatch: (batch) => {
      read += batch.records.length;
      if (read >= MESSAGES) done();
      return Promise.resolve({ kind: 'committed', next: batch.next });
    },
  });
  await finished;
  await consumer.close();
}

async function consumedByKafkajs(isBatch: boolean): Promise<void> {
  let read = 0;
  let done: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => (done = resolve));
  const count = (more: number) => {
    read += more;
    if (read >= MESSAGES) done();
    return Promise.resolve();
  };
  const consumer = kafka.consumer({ groupId: `${prefix}g${randomBytes(3).toString('hex')}` });
  await consumer.connect();
  await consumer.subscribe({ topic: raw, fromBeginning: true });
  await consumer.run(
    isBatch ? { eachBatch: ({ batch }) => count(batch.messages.length) } : { eachMessage: () => count(1) },
  );
  await finished;
  await consumer.disconnect();
}

for (let round = 0; round < ROUNDS; round++) {
  await measured('append', () => pumped((i) => log.append(TOPICS.raw, batches[i % batches.length]!)));
  await measured('  peer: kafkajs producer.send', () =>
    pumped((i) => producer.send({ topic: raw, acks: -1, messages: messages[i % messages.length]! })),
  );
  await measured('consume', consumed);
  await measured('  peer: kafkajs eachBatch', () => consumedByKafkajs(true));
  await measured('  peer: kafkajs eachMessage', () => consumedByKafkajs(false));
}

// What compressing a batch of a partition would cost, beside the whole of an append.
const body = Buffer.concat(Array.from({ length: 100 }, () => value));
const varied = Buffer.from(body);
for (let at = 40; at < varied.length; at += 61) varied[at] = 48 + Math.floor(Math.random() * 10);
for (const level of [1, 6]) {
  await measured(`gzip level ${level} alone`, async () => {
    for (let i = 0; i < MESSAGES / 100; i++) gzipSync(varied, { level });
    await Promise.resolve();
  });
  const packed = gzipSync(varied, { level });
  await measured(
    `gunzip of level ${level} (${((packed.length / varied.length) * 100).toFixed(0)} %)`,
    async () => {
      for (let i = 0; i < MESSAGES / 100; i++) gunzipSync(packed);
      await Promise.resolve();
    },
  );
}

process.stdout.write('\nmedians\n');
for (const [what, runs] of results) {
  const median = (of: (run: { rate: number; cpu: number }) => number) =>
    runs.map(of).sort((a, b) => a - b)[runs.length >> 1] ?? 0;
  print(what, { rate: median((run) => run.rate), cpu: median((run) => run.cpu) });
}

await producer.disconnect();
await log.close();
const admin = kafka.admin();
await admin.connect();
await admin.deleteTopics({ topics: (await admin.listTopics()).filter((name) => name.startsWith(prefix)) });
await admin.disconnect();
