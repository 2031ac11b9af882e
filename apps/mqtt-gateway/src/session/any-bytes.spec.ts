import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@app/testing';
import * as fc from 'fast-check';
import { generate, type Packet } from 'mqtt-packet';
import { HeldHandler, type RawClient, TestGateway } from '../../test/test-gateway.js';

const SEED = 20_261_130;
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 100);
const CORPUS = new URL('../../test/corpus/packets.txt', import.meta.url);
const EACH_MS = 120_000;

type Version = 4 | 5;

/** Bytes of a connection, in the pieces in which they arrive. */
interface Script {
  readonly version: Version;
  readonly chunks: readonly Buffer[];
}

const connectOf = (version: Version): Packet => ({
  cmd: 'connect',
  protocolId: 'MQTT',
  protocolVersion: version,
  clean: true,
  clientId: 'fuzz',
  keepalive: 60,
  username: 'cam-1',
  password: Buffer.from('secret-cam-1'),
});

const id = fc.integer({ min: 1, max: 0xffff });
const topic = fc.constantFrom(
  'telemetry/cam-1',
  'telemetry/cam-2',
  'telemetry/',
  'kpi/#',
  'a',
  'telemetry/cam-1/x',
);
const payload = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
const qos = fc.constantFrom(0 as const, 1 as const, 2 as const);
const packet: fc.Arbitrary<Packet> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      cmd: fc.constant('publish' as const),
      topic,
      payload,
      qos,
      messageId: id,
      dup: fc.constant(false),
      retain: fc.boolean(),
    }),
  },
  fc.record({
    cmd: fc.constant('subscribe' as const),
    messageId: id,
    subscriptions: fc.array(fc.record({ topic, qos }), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    cmd: fc.constant('unsubscribe' as const),
    messageId: id,
    unsubscriptions: fc.array(topic, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    cmd: fc.constantFrom('pubrel' as const, 'puback' as const, 'pubrec' as const, 'pubcomp' as const),
    messageId: id,
  }),
  fc.constant<Packet>({ cmd: 'pingreq' }),
);

/** Changes bytes, leaves some out or adds some: most of a packet stays what it was. */
const mutation = fc.record({
  at: fc.nat(400),
  kind: fc.constantFrom('flip', 'cut', 'insert', 'none', 'none', 'none'),
  byte: fc.nat(255),
});

function mutate(bytes: Buffer, { at, kind, byte }: { at: number; kind: string; byte: number }): Buffer {
  const place = at % Math.max(1, bytes.length);
  if (kind === 'flip') bytes[place]! ^= byte;
  if (kind === 'cut')
    return Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + 1 + (byte % 4))]);
  if (kind === 'insert')
    return Buffer.concat([bytes.subarray(0, place), Buffer.from([byte]), bytes.subarray(place)]);
  return bytes;
}

const piece = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(packet, mutation).map(([one, change]) => ({ one, change })) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes) => ({ bytes: Buffer.from(bytes) })) },
);

const script: fc.Arbitrary<Script> = fc
  .record({
    version: fc.constantFrom<Version>(4, 5),
    connect: fc.tuple(fc.boolean(), mutation),
    pieces: fc.array(piece, { maxLength: 12 }),
    cuts: fc.array(fc.nat(2_000), { maxLength: 8 }),
  })
  .map(({ version, connect: [isWhole, change], pieces, cuts }) => {
    const connect = generate(connectOf(version), { protocolVersion: version });
    const bytes = [isWhole ? connect : mutate(connect, change)];
    for (const part of pieces) {
      if ('bytes' in part) bytes.push(part.bytes);
      else bytes.push(mutate(generate(part.one, { protocolVersion: version }), part.change));
    }
    return { version, chunks: cutAt(Buffer.concat(bytes), cuts) };
  });

function cutAt(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((to, i) => bytes.subarray(places[i], to));
}

/** Sends each chunk by itself, closes our side and waits for the server's. */
async function play(gateway: TestGateway, { version, chunks }: Script): Promise<RawClient> {
  const client = await gateway.raw(version);
  client.socket.setNoDelay(true);
  for (const chunk of chunks) {
    if (client.socket.destroyed) break;
    await new Promise((resolve) => client.socket.write(chunk, resolve));
    await new Promise((resolve) => setImmediate(resolve));
  }
  client.socket.end();
  await client.end();
  return client;
}

/** Acknowledgements that say that a message is stored. */
function stored(client: RawClient): number {
  return client.packets.filter(
    (one) => (one.cmd === 'puback' || one.cmd === 'pubrec') && (one.reasonCode ?? 0) < 0x80,
  ).length;
}

function corpus(): Script[] {
  const lines = readFileSync(CORPUS, 'utf8').split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const version = line.startsWith('connect5') ? 5 : 4;
      const chunks = line
        .split(' ')
        .map((word) =>
          word.startsWith('connect')
            ? generate(connectOf(version), { protocolVersion: version })
            : Buffer.from(word, 'hex'),
        );
      return { version, chunks };
    });
}

describe('a connection that sends anything', () => {
  let gateway: TestGateway;
  let held: HeldHandler;

  beforeEach(async () => {
    held = new HeldHandler();
    gateway = await new TestGateway().start();
  });
  afterEach(() => gateway.stop());

  const stillServes = async () => {
    const device = await gateway.device();
    device.publish('still there', 1);
    expect(await device.next('puback')).toMatchObject({ messageId: 1 });
    device.socket.destroy();
    await eventually('the connection to be gone', () => device.closed);
  };

  const holds = async (one: Script) => {
    const before = (await gateway.records()).filter((record) => record.headers.refused === undefined).length;
    const client = await play(gateway, one);
    const after = (await gateway.records()).filter((record) => record.headers.refused === undefined).length;

    expect(stored(client)).toBeLessThanOrEqual(after - before);
    expect(client.faults).toEqual([]);
    // A defect of ours, which one connection has met.
    expect(gateway.counters.closed.get('internal')).toBeUndefined();
    expect(gateway.errors).toEqual([]);
  };

  it(
    'is answered by packets, stores what it is told is stored, and harms no other',
    async () => {
      for (const one of corpus()) await holds(one);
      await stillServes();
    },
    EACH_MS,
  );

  it(
    `is so whatever it sends, in whatever pieces (seed ${SEED}, ${RUNS} runs)`,
    async () => {
      await fc.assert(fc.asyncProperty(script, holds), { seed: SEED, numRuns: RUNS });
      // Enough of it got through to prove something.
      expect((await gateway.records()).length).toBeGreaterThan(RUNS / 4);
      await stillServes();
    },
    EACH_MS,
  );

  it(
    `is never told that something is stored while the log takes nothing (seed ${SEED})`,
    async () => {
      const stuck = await new TestGateway({ handler: held.handle }).start();
      try {
        const property = fc.asyncProperty(script, async (one) => {
          expect(stored(await play(stuck, one))).toBe(0);
        });
        await fc.assert(property, { seed: SEED, numRuns: Math.ceil(RUNS / 3) });
      } finally {
        await stuck.stop();
      }
    },
    EACH_MS,
  );
});
