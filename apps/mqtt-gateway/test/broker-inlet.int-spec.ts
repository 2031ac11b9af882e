import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { describeWith, eventually, Mosquitto } from '@app/testing';
import { connectAsync, type IClientPublishOptions, type MqttClient } from 'mqtt';
import { BrokerGateway, type BrokerGatewayOptions, Wire } from './broker-gateway.js';
import { HeldHandler } from './test-gateway.js';

const DEVICES = ['cam-1', 'cam-2', 'cam-3', 'cam-new', 'stranger'];

/** Texts `prefix 0`, `prefix 1` … */
const texts = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${prefix} ${i}`);

describeWith('docker', 'readings through an external Mosquitto', () => {
  let broker: Mosquitto;
  const devices = new Map<string, MqttClient>();
  const gateways: BrokerGateway[] = [];
  const wires: Wire[] = [];
  let client = 0;

  beforeAll(async () => {
    broker = await (await Mosquitto.create(DEVICES)).start();
    for (const name of DEVICES) {
      const device = await connectAsync({
        ...broker.login(name),
        protocolVersion: 5,
        reconnectPeriod: 100,
      });
      device.on('error', () => undefined);
      devices.set(name, device);
    }
  });
  afterEach(async () => {
    for (const gateway of gateways.splice(0)) await gateway.stop();
    for (const wire of wires.splice(0)) await wire.close();
    await forgetSessions();
  });
  afterAll(async () => {
    for (const device of devices.values()) device.end(true);
    await broker.remove();
  });

  /** A session that nobody comes back for would get its share of the next test's messages. */
  async function forgetSessions(): Promise<void> {
    for (; client > 0; client -= 1) {
      const session = { ...broker.login('nhippho'), clientId: `gw-${client}`, clean: true };
      (await connectAsync(session)).end(true);
    }
  }

  /** A client id that no other test has. */
  function clientId(): string {
    client += 1;
    return `gw-${client}`;
  }

  async function gateway(options: Partial<BrokerGatewayOptions> = {}): Promise<BrokerGateway> {
    const started = await BrokerGateway.start({ url: broker.url, clientId: clientId(), ...options });
    gateways.push(started);
    return started;
  }

  async function subscribed(options: Partial<BrokerGatewayOptions> = {}): Promise<BrokerGateway> {
    const started = await gateway(options);
    await eventually('the subscription', () => started.inlet.isSubscribed);
    return started;
  }

  async function wire(): Promise<Wire> {
    const made = await Wire.to(broker.port);
    wires.push(made);
    return made;
  }

  /** Resolves when the broker has acknowledged all of them. */
  async function publish(
    payloads: readonly (string | Buffer)[],
    device = 'cam-1',
    options: IClientPublishOptions = {},
  ): Promise<void> {
    const sender = devices.get(device)!;
    const topic = `telemetry/${device}`;
    await Promise.all(payloads.map((one) => sender.publishAsync(topic, one, { qos: 1, ...options })));
  }

  async function arrived(where: BrokerGateway, wanted: readonly string[]): Promise<string[]> {
    return eventually('all of the messages', async () => {
      const there = await where.payloads();
      const known = new Set(there);
      const missing = wanted.filter((text) => !known.has(text));
      if (missing.length > 0) throw new Error(`missing ${missing.length}, e.g. ${missing[0]}`);
      return there;
    });
  }

  it('are stored under the device of their topic, untouched, and say how they came', async () => {
    const { inner } = await subscribed();
    const properties = { contentType: 'application/senml+json' };

    await publish(['{"pm25":1}'], 'cam-1', { properties });
    await publish(['not even JSON'], 'cam-2', { qos: 0 });
    await eventually('both', async () => (await inner.records()).length === 2);

    const [first, second] = (await inner.records()).toSorted((a, b) => a.key.localeCompare(b.key));
    const topic = 'telemetry/cam-1';
    expect(first).toMatchObject({ key: 'cam-1', timestamp: inner.clock.now() });
    expect(Buffer.from(first!.value).toString()).toBe('{"pm25":1}');
    expect(first?.headers).toEqual({ device: 'cam-1', topic, inlet: 'broker', ...properties });
    expect(second?.headers).toMatchObject({ device: 'cam-2', inlet: 'broker', qos0: '1' });
    expect(inner.counters.broker).toMatchObject({ messages: 2, acks: 1, qos0: 1 });
  });

  it('are not acknowledged before they are durable: a gateway that dies before has lost none', async () => {
    const wanted = texts('died', 50);
    const id = clientId();
    const held = new HeldHandler();
    const link = await wire();
    const dies = await subscribed({ clientId: id, url: link.url(broker.url), handler: held.handle });
    await publish(wanted);
    await eventually('all to be in flight', () => dies.inlet.inFlight === wanted.length);
    expect(dies.inner.counters.broker.acks).toBe(0);

    await link.close();
    const next = await subscribed({ clientId: id });
    const there = await arrived(next, wanted);

    expect(there).toHaveLength(wanted.length);
    expect(dies.inner.counters.broker.acks).toBe(0);
  });

  it('come again after a cut, and none is lost or left over', async () => {
    const wanted = texts('cut', 50);
    const held = new HeldHandler();
    const link = await wire();
    const there = await subscribed({ url: link.url(broker.url), handler: held.handle });
    await publish(wanted);
    await eventually('all to be in flight', () => there.inlet.inFlight === wanted.length);

    link.cut();
    await eventually('the end', () => !there.inlet.isSubscribed);
    await eventually('the next subscription', () => there.inlet.subscriptions === 2);
    await eventually('all to have come again and to be acknowledged', () => {
      held.answer();
      return there.inner.counters.broker.acks === wanted.length;
    });
    await publish(['after']);
    await eventually('the next', () => {
      held.answer();
      return held.texts.includes('after');
    });

    expect(new Set(held.texts)).toEqual(new Set([...wanted, 'after']));
    expect(held.texts).toHaveLength(2 * wanted.length + 1);
  });

  it('that a slow log holds up keep the connection alive, and no more are under way than allowed', async () => {
    const wanted = texts('slow', 30);
    const held = new HeldHandler();
    const link = await wire();
    const there = await subscribed({
      url: link.url(broker.url),
      handler: held.handle,
      brokerLimits: { keepAlive: 1, inFlightMessages: 8 },
    });
    await publish(wanted);

    await eventually('two answers to pings', () => link.pongs >= 2);

    expect(there.inlet.inFlight).toBe(8);
    expect(there.inner.counters.broker.acks).toBe(0);
    await eventually('the rest', () => {
      expect(there.inlet.inFlight).toBeLessThanOrEqual(8);
      held.answer();
      return there.inner.counters.broker.acks === wanted.length;
    });
    expect(held.texts).toEqual(wanted);
    expect(there.inlet.subscriptions).toBe(1);
  });

  it('stay with the broker while the log is not writable', async () => {
    const held = new HeldHandler();
    const there = await subscribed({ handler: held.handle });
    await publish(['first']);
    await eventually('the first to be in flight', () => there.inlet.inFlight === 1);

    there.inner.time += 31_000;
    await eventually('it to go away', () => /away while the event log/.test(there.inlet.check().detail));
    await publish(['second']);
    held.answer();
    await eventually('it to come back', () => there.inlet.subscriptions === 2);
    await eventually('both to be acknowledged', () => {
      held.answer();
      return there.inner.counters.broker.acks === 2;
    });

    expect(held.texts.toSorted()).toEqual(['first', 'first', 'second']);
  });

  it('go on after a restart of the broker, which has kept what was not acknowledged', async () => {
    const wanted = texts('restart', 20);
    const held = new HeldHandler();
    const there = await subscribed({ handler: held.handle });
    await publish(wanted);
    await eventually('all to be in flight', () => there.inlet.inFlight === wanted.length);

    await broker.restart();
    await eventually('the next subscription', () => there.inlet.subscriptions === 2);
    await eventually('all to be acknowledged', () => {
      held.answer();
      return there.inner.counters.broker.acks === wanted.length;
    });

    expect(there.sessionsLost).toBe(0);
    expect(new Set(held.texts)).toEqual(new Set(wanted));
  });

  it('go on after a broker has lost all that it knew, and that is said', async () => {
    const there = await subscribed();

    await broker.remove();
    await eventually('it to be noticed', () => !there.inlet.check().ok);
    await broker.start();
    await eventually('the next subscription', () => there.inlet.subscriptions === 2);
    await publish(['anew']);
    await arrived(there, ['anew']);

    expect(there.sessionsLost).toBe(1);
    expect(there.logged).toContain('lost our session');
  });

  it('are shared by two gateways, each message to one of them', async () => {
    const wanted = texts('shared', 2_000);
    const [one, two] = [await subscribed(), await subscribed()];

    await publish(wanted);
    const there = await eventually('all', async () => {
      const all = [...(await one.payloads()), ...(await two.payloads())];
      return all.length >= wanted.length && all;
    });

    expect(there.toSorted()).toEqual(wanted.toSorted());
    expect((await one.payloads()).length).toBeGreaterThan(500);
    expect((await two.payloads()).length).toBeGreaterThan(500);
  });

  it('are all stored through a stop of one of two gateways under load', async () => {
    const wanted = texts('stop', 3_000);
    const id = clientId();
    const [stays, goes] = [await subscribed(), await subscribed({ clientId: id })];

    const published = publish(wanted);
    await eventually('some to be there', () => goes.inner.counters.broker.acks > 100);
    await goes.inlet.stop();
    const taken = goes.inner.counters.broker;
    expect(taken.acks).toBe(taken.messages);
    await published;
    const back = await subscribed({ clientId: id });
    const there = await eventually('all', async () => {
      const parts = await Promise.all([stays, goes, back].map((each) => each.payloads()));
      return new Set(parts.flat()).size === wanted.length && parts;
    });

    expect(there[2]?.length).toBeGreaterThan(0);
    expect(there.flat()).toHaveLength(wanted.length);
  });

  it('all go to the others when a gateway is to go for good, which takes what its session still holds', async () => {
    const [before, after] = [texts('before', 100), texts('after', 100)];
    const id = clientId();
    const [stays, goes] = [await subscribed(), await subscribed({ clientId: id })];
    await goes.inlet.stop();
    await publish(before);

    const last = await subscribed({ clientId: id, subscription: 'end' });
    await publish(after);
    await arrived(stays, after);
    await eventually('the rest', async () => {
      const there = [...(await stays.payloads()), ...(await last.payloads())];
      return new Set(there).size === before.length + after.length;
    });

    expect((await last.payloads()).length).toBeGreaterThan(0);
    expect((await last.payloads()).every((text) => before.includes(text))).toBe(true);
  });

  it('of no device in service leave a small record of the refusal, and are not sent again', async () => {
    const { inner } = await subscribed();

    await publish(['x'.repeat(5_000)], 'stranger');
    await eventually('the acknowledgement', () => inner.counters.broker.acks === 1);

    const [refused] = await inner.records();
    expect(refused).toMatchObject({ key: '$broker', value: Buffer.from('x'.repeat(4_096)) });
    expect(refused?.headers).toMatchObject({
      topic: 'telemetry/stranger',
      inlet: 'broker',
      refused: 'foreign_topic',
    });
    expect([...inner.counters.broker.refused]).toEqual([['foreign_topic', 1]]);
  });

  it('of a device registered a moment ago are taken', async () => {
    const there = await subscribed();

    await publish(['new'], 'cam-new');

    expect(await arrived(there, ['new'])).toEqual(['new']);
  });

  it('over 256 kB leave a record of the refusal, and the next one is taken', async () => {
    const there = await subscribed();

    await publish([Buffer.alloc(300_000, 'x'), 'small']);
    await arrived(there, ['small']);

    const [large] = (await there.inner.records()).filter(({ headers }) => headers['refused'] !== undefined);
    expect(large?.headers).toMatchObject({ device: 'cam-1', refused: 'too_large' });
  });

  it('wait for a broker that is away when the gateway starts', async () => {
    const late = await Mosquitto.create(['cam-1']);
    const there = await gateway({ url: late.url });
    await eventually('it to be said', () => there.inlet.check().detail.includes('ECONNREFUSED'));
    expect(there.inlet.check().ok).toBe(false);

    await late.start();
    try {
      await eventually('the subscription', () => there.inlet.check().ok);
      const device = await connectAsync(late.login('cam-1'));
      await device.publishAsync('telemetry/cam-1', 'late', { qos: 1 });
      await arrived(there, ['late']);
      await device.endAsync();
    } finally {
      await there.inlet.stop();
      await late.remove();
    }
  });

  it('do not come with a wrong password, which is said without it', async () => {
    const url = broker.url.replace('secret-nhippho', 'wrong-secret');
    const there = await gateway({ url });

    await eventually('it to be said', () => /not authori[sz]ed|bad user/i.test(there.inlet.check().detail));

    expect(there.inlet.check().ok).toBe(false);
    expect(there.logged + there.inlet.check().detail).not.toContain('wrong-secret');
  });

  it('go to two gateways with one client id by turns, and that is said', async () => {
    const id = clientId();
    const one = await subscribed({ clientId: id });
    const two = await subscribed({ clientId: id });

    await eventually('it to be said', () => one.logged.includes('NHIPPHO_BROKER_CLIENT_ID'));
    await one.inlet.stop();
    await eventually('the other', () => two.inlet.isSubscribed);
    await publish(['once']);

    expect(await arrived(two, ['once'])).toEqual(['once']);
  });
});
