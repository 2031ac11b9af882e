import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@app/testing';
import type { Packet } from 'mqtt-packet';
import { aPublish, HeldHandler, principalOf, TestGateway } from '../../test/test-gateway.js';
import { countReadings } from './count-readings.js';
import { DeviceRates } from './device-rates.js';

let gateway: TestGateway;
afterEach(() => gateway?.stop());

/** Fixed header that announces so many bytes. */
function announcing(header: number, bytes: number): Buffer {
  const digits: number[] = [header];
  for (let rest = bytes; ; rest >>= 7) {
    digits.push(rest > 0x7f ? (rest & 0x7f) | 0x80 : rest);
    if (rest <= 0x7f) return Buffer.from(digits);
  }
}

describe('before authentication', () => {
  it('a CONNECT over 4 kB is refused from its fixed header, without reading it', async () => {
    gateway = await new TestGateway().start();
    const client = await gateway.raw();

    client.sendBytes(announcing(0x10, 256_000_000));

    await client.end();
    expect(gateway.counters.closed.get('connect_too_large')).toBe(1);
  });

  it('a first packet that is no CONNECT closes the connection [MQTT-3.1.0-1]', async () => {
    gateway = await new TestGateway().start();
    const client = await gateway.raw();

    client.send(aPublish('a', 1));

    await client.end();
    expect(gateway.counters.mqtt.messages).toBe(0);
  });

  it('a socket that has not sent its CONNECT within 5 s is closed', async () => {
    gateway = await new TestGateway().start();
    const client = await gateway.raw();
    client.sendBytes([0x10, 0x20, 0x00]);
    await eventually('the bytes', () => gateway.server.buffered === 3);

    gateway.pass(5_001);

    await client.end();
    expect(gateway.counters.closed.get('connect_timeout')).toBe(1);
  });

  it('a CONNECT that arrived in time and waits unread, since we were busy ourselves, is not too late', async () => {
    gateway = await new TestGateway().start();
    const client = await gateway.raw();
    await eventually('the connection', () => gateway.server.size === 1);

    client.send({
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion: 4,
      clean: true,
      clientId: 'raw',
      username: 'cam-1',
      password: Buffer.from('secret-cam-1'),
    });
    gateway.time += 5_001;
    // Nothing of this process runs for longer than the server goes without looking at its limits.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 600);

    await eventually('an answer', () => gateway.counters.connects + gateway.counters.closed.size > 0);
    expect(gateway.counters.connects).toBe(1);
  });

  it('one address has no more connections than it may; another one, or one that left, makes no difference to it', async () => {
    gateway = await new TestGateway({ limits: { connectionsOfAddress: 2 } }).start();
    const [first] = [await gateway.raw(), await gateway.raw()];
    await eventually('two connections', () => gateway.server.size === 2);

    await (await gateway.raw()).end();
    const elsewhere = connect({ port: gateway.port, host: '127.0.0.1', localAddress: '127.0.0.2' });
    await eventually('the one from elsewhere', () => gateway.server.size === 3);
    first.sendBytes(announcing(0x10, 256_000_000));
    await first.end();
    await gateway.raw();
    await eventually('the one that came for it', () => gateway.server.size === 3);
    elsewhere.destroy();

    expect(gateway.counters.connectsRefused.get('address')).toBe(1);
  });

  it('no more than the allowed number of CONNECTs is verified at once; more wait, and beyond that are refused', async () => {
    let running = 0;
    let most = 0;
    const releases: (() => void)[] = [];
    gateway = await new TestGateway({
      limits: { connectsVerified: 2, connectsWaiting: 1 },
      authenticate: async (id) => {
        most = Math.max(most, (running += 1));
        await new Promise<void>((resolve) => releases.push(resolve));
        running -= 1;
        return principalOf(id);
      },
    }).start();

    const clients = await Promise.all([1, 2, 3, 4].map(() => gateway.raw(5)));
    for (const [i, client] of clients.entries()) {
      client.send({
        cmd: 'connect',
        protocolId: 'MQTT',
        protocolVersion: 5,
        clientId: `c${i}`,
        clean: true,
        keepalive: 0,
        username: 'cam-1',
        password: Buffer.from('x'),
      });
    }
    const refused = await eventually('a refusal', () => clients.find((c) => c.packets.length > 0));
    const code = (await refused.next('connack')).reasonCode;
    await eventually('all to be admitted', () => {
      releases.shift()?.();
      return gateway.counters.connects === 3;
    });

    expect({ code, most }).toEqual({ code: 0x89, most: 2 });
  });
});

describe('after authentication', () => {
  it.each([
    [4, undefined],
    [5, 0x95],
  ] as const)('a packet over 256 kB ends level %d with %p, and is accounted for', async (version, reason) => {
    gateway = await new TestGateway().start();
    const device = await gateway.device(version);

    device.sendBytes(announcing(0x32, 1_000_000));

    if (reason !== undefined) expect((await device.next('disconnect')).reasonCode).toBe(reason);
    await device.end();
    const [record] = await eventually('the record', async () => {
      const all = await gateway.records();
      return all.length > 0 && all;
    });
    expect(record).toMatchObject({ key: 'cam-1', headers: { refused: 'too_large' } });
  });

  it('a packet of just under 256 kB is taken', async () => {
    gateway = await new TestGateway().start();
    const client = await gateway.client();

    await client.publishAsync('telemetry/cam-1', 'x'.repeat(262_000), { qos: 1 });

    expect((await gateway.payloads())[0]).toHaveLength(262_000);
  });

  it('at most 100 messages of a connection are in flight: the rest stays unread until they are durable', async () => {
    const held = new HeldHandler();
    gateway = await new TestGateway({ handler: held.handle }).start();
    const device = await gateway.device(4);

    device.send(...Array.from({ length: 250 }, (_, i) => aPublish(`m${i}`, i + 1)));
    await eventually('the limit', () => gateway.collector.inFlight === 100);
    await eventually('all to be durable', () => {
      held.answer();
      return gateway.counters.mqtt.acks === 250;
    });

    expect(Math.max(...held.batches.map((batch) => batch.length))).toBeLessThanOrEqual(100);
    expect(held.texts).toEqual(Array.from({ length: 250 }, (_, i) => `m${i}`));
  });

  it('a 5.0 client beyond the receive maximum is read more slowly, not cut off', async () => {
    gateway = await new TestGateway().start();
    const client = await gateway.client({ protocolVersion: 5 });

    await Promise.all(
      Array.from({ length: 1_000 }, (_, i) => client.publishAsync('telemetry/cam-1', `m${i}`, { qos: 1 })),
    );

    expect(await gateway.payloads()).toHaveLength(1_000);
  });

  it('the keep-alive stands still while we do not read, and runs again afterwards', async () => {
    const held = new HeldHandler();
    gateway = await new TestGateway({ handler: held.handle }).start();
    const device = await gateway.device(4, { keepalive: 10 });
    device.send(...Array.from({ length: 101 }, (_, i) => aPublish(`m${i}`, i + 1)));
    await eventually('the limit', () => gateway.collector.inFlight === 100);

    gateway.pass(4_000);
    gateway.pass(16_000);
    const stillThere = !device.closed;
    await eventually('all to be durable', () => {
      held.answer();
      return gateway.counters.mqtt.acks === 101;
    });
    gateway.pass(14_000);
    const withinTheTime = gateway.counters.closed.size;
    gateway.pass(2_000);
    await device.end();

    expect({ stillThere, withinTheTime }).toEqual({ stillThere: true, withinTheTime: 0 });
    expect(gateway.counters.closed.get('keep_alive')).toBe(1);
  });

  it('a PINGREQ behind the messages that wait is answered within half a keep-alive', async () => {
    const held = new HeldHandler();
    gateway = await new TestGateway({ handler: held.handle }).start();
    const device = await gateway.device(4, { keepalive: 10 });
    device.send(...Array.from({ length: 110 }, (_, i) => aPublish(`m${i}`, i + 1)), { cmd: 'pingreq' });
    await eventually('the limit', () => gateway.collector.inFlight === 100);

    gateway.pass(5_000);

    await device.next('pingresp');
  });

  it('a log that is not writable for 30 s closes devices (0x89), and refuses new ones (0x88) until it is', async () => {
    const held = new HeldHandler();
    gateway = await new TestGateway({ handler: held.handle }).start();
    const device = await gateway.device(5);
    device.publish('a', 1);
    await eventually('the batch', () => held.waiting === 1);

    gateway.pass(30_001);

    expect((await device.next('disconnect')).reasonCode).toBe(0x89);
    await expect(gateway.client({ protocolVersion: 5 })).rejects.toMatchObject({ code: 0x88 });
    held.answer();
    await eventually('the log', () => gateway.collector.unwritableMs === 0);
    await gateway.client({ protocolVersion: 5 });
  });

  it('a device over its rate is read more slowly and loses nothing', async () => {
    gateway = await new TestGateway({ rate: { perSecond: 10, burst: 5 } }).start();
    const device = await gateway.device(4);

    device.send(...Array.from({ length: 8 }, (_, i) => aPublish(`m${i}`, i + 1)));
    await eventually('the burst', () => gateway.counters.mqtt.acks === 6);
    const atOnce = gateway.counters.mqtt.messages;
    await eventually('the rest', () => {
      gateway.pass(100);
      return gateway.counters.mqtt.acks === 8;
    });

    expect(atOnce).toBe(6);
    expect(await gateway.payloads()).toHaveLength(8);
  });

  it('2,000 connections are held at once and all are heard', async () => {
    gateway = await new TestGateway().start();
    const devices: Awaited<ReturnType<TestGateway['device']>>[] = [];
    // In waves: each waiting client looks for its CONNACK in this process, which the gateway shares.
    while (devices.length < 2_000) {
      const wave = Array.from({ length: 100 }, (_, i) =>
        gateway.device(4, { username: `dev-${devices.length + i}`, clientId: 'same' }),
      );
      devices.push(...(await Promise.all(wave)));
    }

    for (const [i, device] of devices.entries()) {
      device.send({ ...aPublish('x', 1), topic: `telemetry/dev-${i}` } as Packet);
    }
    await eventually('all acknowledgements', () => gateway.counters.mqtt.acks === 2_000);

    expect(gateway.server.size).toBe(2_000);
  });

  it('packets that arrive in part have a limit together: the largest end, and whoever sends whole ones goes on', async () => {
    gateway = await new TestGateway({ limits: { arrivingBytes: 100_000 } }).start();
    const slow = [await gateway.device(5), await gateway.device(5), await gateway.device(5)];
    const good = await gateway.device(5);
    for (const [i, device] of slow.entries())
      device.sendBytes(announcing(0x32, 60_000), Buffer.alloc(40_000 + i));
    await eventually('the parts', () => gateway.server.buffered > 120_000);

    gateway.pass(0);

    expect(await slow[2]!.next('disconnect')).toMatchObject({ reasonCode: 0x89 });
    good.publish('{}', 1);
    await good.next('puback');
    expect(gateway.counters.closed).toEqual(new Map([['arriving', 1]]));
  });

  it.each([
    { keepalive: 10, is: 'with a keep-alive' },
    { keepalive: 0, is: 'without a keep-alive' },
  ])(
    'a packet that comes in single bytes $is is cut off after its time, and others are served meanwhile',
    async ({ keepalive }) => {
      gateway = await new TestGateway({ limits: { packetMs: 20_000 } }).start();
      const slow = await gateway.device(4, { keepalive });
      const good = await gateway.device(4, { keepalive: 0 });
      slow.sendBytes(announcing(0x32, 60_000));
      let [seconds, arrived] = [0, 4];
      while (gateway.server.size === 2 && seconds < 60) {
        slow.sendBytes([0]);
        arrived += 1;
        await eventually('the byte', () => gateway.server.buffered === arrived || gateway.server.size === 1);
        gateway.pass(1_000);
        good.publish('{}', 1 + seconds);
        await good.next('puback');
        seconds += 1;
      }

      expect(seconds).toBeGreaterThanOrEqual(20);
      expect(seconds).toBeLessThan(30);
      expect(gateway.counters.closed).toEqual(new Map([['slow_packet', 1]]));
    },
  );

  it('a client that goes away without a word frees its place', async () => {
    gateway = await new TestGateway().start();
    const socket = connect(gateway.port, '127.0.0.1');
    await eventually('the connection', () => gateway.server.size === 1);

    socket.destroy();

    await eventually('the place', () => gateway.server.size === 0);
  });
});

describe('DeviceRates', () => {
  it('lets a burst through, then the rate, each device for itself', () => {
    let now = 0;
    const rates = new DeviceRates(100, 50, () => now);

    expect(rates.take('a', 50)).toBe(0);
    expect(rates.take('a', 10)).toBe(100);
    expect(rates.take('b', 1)).toBe(0);
    now += 100;
    expect(rates.waitMs('a')).toBe(0);
  });
});

describe('countReadings', () => {
  it.each([
    ['{"a":[1,2]}', 1],
    ['[]', 1],
    [' [ ] ', 1],
    ['[{"a":"],["},{"b":[1,2,{"c":3}]}]', 2],
    ['[1,2,3]', 3],
    ['["\\"",2', 2],
    ['not json', 1],
    ['', 1],
  ])('%s holds %i', (text, count) => {
    expect(countReadings(Buffer.from(text))).toBe(count);
  });
});
