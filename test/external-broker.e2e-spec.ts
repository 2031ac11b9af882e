import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWith, eventually, Mosquitto } from '@app/testing';
import { connectAsync, type MqttClient } from 'mqtt';
import { PlatformProcess } from './support/platform-process.js';
import { readingOf } from './support/readings.mjs';

const DEVICE = 'behind-broker';
const MESSAGES = 500;

describeWith('docker', 'a device at an external broker', () => {
  const base = Math.floor((Date.now() - 86_400_000) / 1_000) * 1_000;
  let broker: Mosquitto;
  let platform: PlatformProcess;
  let device: MqttClient;

  beforeAll(async () => {
    broker = await (await Mosquitto.create([DEVICE, 'stranger'])).start();
    platform = await PlatformProcess.create({ env: { NHIPPHO_BROKER_URL: broker.url } });
    await platform.start();
    await platform.rest.camera(DEVICE, { cadence: 1, activeFrom: base });
    device = await connectAsync({ ...broker.login(DEVICE), reconnectPeriod: 100 });
    device.on('error', () => undefined);
  });

  afterAll(async () => {
    device.end(true);
    await platform.remove();
    await broker.remove();
  });

  const publish = async (from: number, to: number): Promise<void> => {
    const numbers = Array.from({ length: to - from }, (_, i) => from + i);
    const send = (seq: number): Promise<unknown> =>
      device.publishAsync(`telemetry/${DEVICE}`, JSON.stringify(readingOf(base, seq)), { qos: 1 });
    await Promise.all(numbers.map(send));
  };

  /** What became of the device's readings: with duplicates, since the broker sends again what it had no answer to. */
  const account = async (): Promise<{ stored: number; lost: number; inFlight: number }> => {
    const items = await platform.rest.ledger(DEVICE, Date.now() - 3_600_000, Date.now() + 3_600_000);
    const sum = (pick: (item: (typeof items)[number]) => number): number =>
      items.reduce((total, item) => total + pick(item), 0);
    const stored = sum((item) => item.stored);
    const settled = stored + sum((item) => item.duplicate);
    return {
      stored,
      lost: sum((item) => item.received - item.inFlight) - settled,
      inFlight: sum((i) => i.inFlight),
    };
  };

  it('is told of by /ready and in the metrics', async () => {
    const { checks } = await platform.rest.get<{ checks: Record<string, unknown> }>('/ready');
    const metrics = await (await fetch(`http://127.0.0.1:${platform.ports.metrics}/metrics`)).text();

    expect(checks['broker']).toEqual({ ok: true, detail: expect.stringContaining('subscribed to $share/') });
    expect(metrics).toContain('nhippho_gateway_broker_subscribed 1');
  });

  it('has its readings stored', async () => {
    await publish(0, MESSAGES);

    await eventually('the ledger', async () => (await account()).stored === MESSAGES);

    expect(await account()).toEqual({ stored: MESSAGES, lost: 0, inFlight: 0 });
  });

  it('loses none while the platform is killed and away', async () => {
    const sending = publish(MESSAGES, 2 * MESSAGES);
    await platform.stop('SIGKILL');
    await sending;
    await publish(2 * MESSAGES, 3 * MESSAGES);

    await platform.start();
    await eventually('the ledger', async () => (await account()).stored === 3 * MESSAGES, 60_000);

    expect(await account()).toMatchObject({ stored: 3 * MESSAGES, lost: 0 });
  });

  it('is refused where it is not registered, and that is accounted for', async () => {
    const stranger = await connectAsync(broker.login('stranger'));
    await stranger.publishAsync('telemetry/stranger', JSON.stringify(readingOf(base, 0)), { qos: 1 });
    await stranger.endAsync();

    const [rejected] = await eventually('the rejection', async () => {
      const items = await platform.rest.rejected('$broker');
      return items.length > 0 && items;
    });

    expect(rejected).toMatchObject({ topic: 'telemetry/stranger', reason: 'foreign_topic' });
  });
});
