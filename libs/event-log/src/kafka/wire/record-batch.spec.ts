import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { LogRecord } from '../../event-log.port.js';
import { crc32c } from './crc32c.js';
import { HeadersCodec } from './headers-codec.js';
import { BATCH, RecordBatchBuilder, encodeKey } from './record-batch.js';
import { readRecords, wholeBatches } from './record-reader.js';

const SEED = 20_261_123;
const GZIP = 1;
const inside = createRequire(import.meta.url);

/* eslint-disable @typescript-eslint/no-unsafe-type-assertion */
const { RecordBatch } = inside('kafkajs/src/protocol/recordBatch/v0/index.js') as {
  RecordBatch: (options: object) => Promise<{ buffer: Buffer }>;
};
const Record = inside('kafkajs/src/protocol/recordBatch/record/v0/index.js') as (options: object) => unknown;
const Decoder = inside('kafkajs/src/protocol/decoder.js') as new (bytes: Buffer) => object;
const decodeBatch = inside('kafkajs/src/protocol/recordBatch/v0/decoder.js') as (decoder: object) => Promise<{
  firstSequence: number;
  producerId: string;
  producerEpoch: number;
  records: {
    key: Buffer;
    value: Buffer;
    timestamp: string;
    offset: string;
    headers: Readonly<Record<string, Buffer>>;
  }[];
}>;

const STAMP = { producerId: 4_294_967_299n, epoch: 3, sequence: 17 };
const someRecords = fc.array(
  fc.record<LogRecord>({
    key: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
    value: fc.uint8Array({ maxLength: 300 }),
    headers: fc.dictionary(
      // kafkajs reads a header called `constructor` as a list of two.
      fc.stringMatching(/^[a-zA-Z-]{1,12}$/).filter((name) => !(name in {})),
      fc.string({ unit: 'grapheme', maxLength: 90 }),
      { maxKeys: 4, noNullPrototype: true },
    ),
    timestamp: fc.integer({ min: 0, max: 4_102_444_800_000 }),
  }),
  { minLength: 1, maxLength: 200 },
);

function ours(records: readonly LogRecord[]): Buffer {
  const codec = new HeadersCodec();
  const builder = new RecordBatchBuilder();
  for (const record of records) builder.add(record, encodeKey(record.key), codec.encode(record.headers));
  return Buffer.from(builder.finish(STAMP));
}

async function kafkas(records: readonly LogRecord[], compression: number): Promise<Buffer> {
  const firstTimestamp = records[0]?.timestamp ?? 0;
  const batch = await RecordBatch({
    compression,
    firstTimestamp,
    maxTimestamp: Math.max(...records.map(({ timestamp }) => timestamp)),
    partitionLeaderEpoch: -1,
    lastOffsetDelta: records.length - 1,
    producerId: STAMP.producerId,
    producerEpoch: STAMP.epoch,
    firstSequence: STAMP.sequence,
    records: records.map(({ key, value, headers, timestamp }, offsetDelta) =>
      Record({
        offsetDelta,
        timestampDelta: timestamp - firstTimestamp,
        key: Buffer.from(key),
        value: Buffer.from(value),
        headers,
      }),
    ),
  });
  return Buffer.from(batch.buffer);
}

const plain = (records: readonly LogRecord[]) =>
  records.map(({ key, value, headers, timestamp }) => ({
    key,
    value: Buffer.from(value).toString('hex'),
    headers: { ...headers },
    timestamp,
  }));

describe("Kafka's record batches", () => {
  it(`are the bytes that kafkajs writes (seed ${SEED})`, async () => {
    await fc.assert(
      fc.asyncProperty(someRecords, async (records) => {
        const theirs = await kafkas(records, 0);

        expect(ours(records).toString('hex')).toBe(theirs.toString('hex'));
      }),
      { seed: SEED, numRuns: 100 },
    );
  });

  it(`are read by kafkajs as they were given (seed ${SEED})`, async () => {
    await fc.assert(
      fc.asyncProperty(someRecords, async (records) => {
        const batch = await decodeBatch(new Decoder(ours(records)));

        expect([batch.producerId, batch.producerEpoch, batch.firstSequence]).toEqual(['4294967299', 3, 17]);
        const texts = batch.records.map(({ key, value, timestamp, offset, headers }) => ({
          key: key.toString(),
          value: value.toString('hex'),
          timestamp: Number(timestamp),
          offset: Number(offset),
          headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, text.toString()])),
        }));
        expect(texts).toEqual(plain(records).map((record, offset) => ({ ...record, offset })));
      }),
      { seed: SEED, numRuns: 100 },
    );
  });

  it.each([
    ['without compression', 0],
    ['with gzip', GZIP],
  ])(`of kafkajs are read %s, from any offset (seed ${SEED})`, async (_, compression) => {
    await fc.assert(
      fc.asyncProperty(someRecords, fc.nat(200), async (records, from) => {
        const set = await kafkas(records, compression);

        const read = readRecords(set, from, 't/0', new HeadersCodec());

        expect(plain(read)).toEqual(plain(records).slice(from));
        expect(read.map(({ offset }) => offset)).toEqual(records.map((__, i) => i).slice(from));
      }),
      { seed: SEED, numRuns: 50 },
    );
  });

  it('that a broker cut off at the end are left for the next answer', () => {
    const record = { key: 'a', value: Buffer.from('x'), headers: {}, timestamp: 1 };
    const whole = ours([record, record]);

    const answers = [0, 20, whole.length - 1, whole.length, whole.length + 70].map((length) =>
      wholeBatches(Buffer.concat([whole, whole]).subarray(0, length)),
    );

    const one = { bytes: whole.length, next: 2 };
    const none = { bytes: 0, next: null };
    expect(answers).toEqual([none, none, none, one, one]);
  });

  it('are refused with topic, partition and offset when a byte is wrong', () => {
    const record = { key: 'cam-1', value: Buffer.alloc(50, 'x'), headers: { device: 'cam-1' }, timestamp: 1 };
    const batch = ours([record, record, record]);

    for (let at = BATCH.attributesAt; at < batch.length; at++) {
      if (at >= BATCH.lastDeltaAt && at < BATCH.firstTimeAt) continue;
      const damaged = Buffer.from(batch);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      expect(() => readRecords(damaged, 0, 'telemetry.raw/3', new HeadersCodec())).toThrow(
        expect.objectContaining({
          code: 'EVENTLOG_CORRUPT',
          message: expect.stringContaining('telemetry.raw/3 offset 0'),
        }),
      );
    }
  });

  it('with a compression that is not known here are refused by its name', async () => {
    const batch = await kafkas([{ key: 'a', value: Buffer.from('x'), headers: {}, timestamp: 1 }], 0);
    batch.writeInt16BE(4, BATCH.attributesAt);
    batch.writeUInt32BE(crc32c(batch, BATCH.attributesAt), BATCH.crcAt);

    expect(() => readRecords(batch, 0, 't/0', new HeadersCodec())).toThrow(/zstd/);
  });

  it('give equal headers back as one frozen object', () => {
    const record = { key: 'a', value: Buffer.from('x'), headers: { device: 'a' }, timestamp: 1 };

    const [one, other] = readRecords(ours([record, record]), 0, 't/0', new HeadersCodec());

    expect(one?.headers).toBe(other?.headers);
    expect(Object.isFrozen(one?.headers)).toBe(true);
  });

  it('carry the checksum that the standard names for known bytes', () => {
    // RFC 3720, B.4: 32 zeros, 32 ones, 0..31.
    const known = [
      Buffer.alloc(32),
      Buffer.alloc(32, 255),
      Buffer.from(Array.from({ length: 32 }, (_, i) => i)),
    ];

    expect(known.map((bytes) => crc32c(bytes).toString(16))).toEqual(['8a9136aa', '62a8ab43', '46dd794e']);
  });
});
