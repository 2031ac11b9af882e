import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '@app/testing';
import mqtt from 'mqtt';
import { CROWDED } from './support/crowded.js';
import { describeOnEachEngine } from './support/engines.js';
import { PlatformProcess } from './support/platform-process.js';

const now = Date.now();
/** From the message being durable to its reason being in the list; the measured times are printed. */
const LISTED_WITHIN_MS = 1000;
const ts = new Date(now - 120_000).toISOString();

const BAD: readonly (readonly [name: string, reason: string, payload: string | Buffer])[] = [
  ['text that is not JSON', 'not_json', 'hello'],
  ['binary', 'not_json', Buffer.from([0, 1, 2, 255, 254, 253])],
  ['an empty payload', 'empty', ''],
  ['an empty array', 'empty', '[]'],
  ['a wrong type', 'wrong_type', JSON.stringify({ ts, period: 60, speed: 'fast' })],
  ['an unknown measure', 'unknown_measure', JSON.stringify({ ts, period: 60, smell: 3 })],
  ['a value out of range', 'out_of_range', JSON.stringify({ ts, period: 60, speed: 900 })],
  [
    'a time in the future',
    'future',
    JSON.stringify({ ts: new Date(now + 3_600_000).toISOString(), period: 60, speed: 30 }),
  ],
  ['no time', 'no_time', JSON.stringify({ period: 60, speed: 30 })],
  ['10,000 levels', 'too_deep', '['.repeat(10_000) + ']'.repeat(10_000)],
  ['__proto__', 'forbidden_key', `{"ts":"${ts}","period":60,"__proto__":{"x":1},"speed":30}`],
  ['a key twice', 'duplicate_key', `{"ts":"${ts}","period":60,"speed":30,"speed":31}`],
  [
    'a lane that is not registered',
    'unknown_dimension',
    JSON.stringify({ ts, period: 60, lane: 7, speed: 30 }),
  ],
];

describeOnEachEngine('bad input', (engines) => {
  let platform: PlatformProcess;
  let client: mqtt.MqttClient;
  let good: mqtt.MqttClient;
  let secret: string;
  const listedAfter: number[] = [];

  beforeAll(async () => {
    platform = await PlatformProcess.create({ engines });
    await platform.start();
    secret = await platform.rest.camera('bad');
    const goodSecret = await platform.rest.camera('good', { cadence: 1, activeFrom: now - 3_600_000 });
    client = await connect(platform, 'bad', secret);
    good = await connect(platform, 'good', goodSecret);
  });

  afterAll(async () => {
    process.stdout.write(`bad input listed after ms: ${listedAfter.sort((a, b) => a - b).join(' ')}\n`);
    client?.end(true);
    good?.end(true);
    await platform.remove();
  });

  it.each(BAD)('%s is in the rejected list as %s', async (_name, reason, payload) => {
    await client.publishAsync('telemetry/bad', payload, { qos: 1 });
    const acknowledged = Date.now();

    const item = await eventually(
      reason,
      async () =>
        (await platform.rest.rejected('bad')).find(
          (row) => row.reason === reason && isOf(row.bytes, payload),
        ),
      60_000,
      20,
    );

    expect(item.detail).not.toBe('');
    const took = Date.now() - acknowledged;
    listedAfter.push(took);
    expect(took).toBeLessThan(CROWDED * LISTED_WITHIN_MS);
  });

  it('a payload of 1 MB is refused as too large and listed', async () => {
    const large = await connect(platform, 'bad', secret);
    large.on('error', () => undefined);
    large.publish('telemetry/bad', Buffer.alloc(1_000_000, 0x61), { qos: 1 });

    const row = await eventually('too_large', async () =>
      (await platform.rest.rejected('bad')).find((one) => one.reason === 'too_large'),
    );

    expect(row.device).toBe('bad');
    large.end(true);
  });

  it('a foreign topic is refused and listed under who sent it', async () => {
    const foreign = await connect(platform, 'bad', secret);
    foreign.on('error', () => undefined);
    foreign.publish('telemetry/good', JSON.stringify({ ts, period: 60, speed: 30 }), { qos: 1 });

    const row = await eventually('foreign_topic', async () =>
      (await platform.rest.rejected('bad')).find((one) => one.reason === 'foreign_topic'),
    );

    expect(row.topic).toBe('telemetry/good');
    foreign.end(true);
  });

  it('delays nobody else and stops nothing', async () => {
    const times: number[] = [];
    for (let i = 0; i < 50; i++) {
      client.publish('telemetry/bad', '['.repeat(10_000), { qos: 1 });
      const began = Date.now();
      const reading = {
        ts: new Date(now - 60_000 + i * 1000).toISOString(),
        period: 1,
        n: { car: 1 },
        speed: 30,
      };
      await good.publishAsync('telemetry/good', JSON.stringify(reading), { qos: 1 });
      times.push(Date.now() - began);
    }

    await eventually('the good readings', async () => {
      const items = await platform.rest.ledger('good', now - 3_600_000, now + 3_600_000);
      return items.reduce((sum, item) => sum + item.stored, 0) === 50;
    });
    times.sort((a, b) => a - b);
    process.stdout.write(
      `good readings beside bad ones acknowledged after ms: median ${times[25]}, most ${times[49]}\n`,
    );
    expect(times[25]).toBeLessThan(CROWDED * 250);
    expect(platform.running).toBe(true);
  });
});

function connect(platform: PlatformProcess, username: string, password: string): Promise<mqtt.MqttClient> {
  return mqtt.connectAsync({
    host: '127.0.0.1',
    port: platform.ports.mqtt,
    username,
    password,
    reconnectPeriod: 0,
    protocolVersion: 5,
  });
}

/** Whether a rejected row's bytes begin the payload. */
function isOf(base64: string, payload: string | Buffer): boolean {
  const bytes = Buffer.from(base64, 'base64');
  return Buffer.from(payload).subarray(0, bytes.length).equals(bytes);
}
