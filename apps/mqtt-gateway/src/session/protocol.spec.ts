import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@app/testing';
import { generate, type Packet } from 'mqtt-packet';
import { aPublish, PRESENTED, type RawClient, TestGateway } from '../../test/test-gateway.js';

let gateway: TestGateway;
beforeEach(async () => (gateway = await new TestGateway().start()));
afterEach(() => gateway.stop());

const CONNECT = {
  cmd: 'connect',
  protocolId: 'MQTT',
  clean: true,
  clientId: 'c',
  keepalive: 60,
  username: 'cam-1',
  password: Buffer.from('secret-cam-1'),
} as const;

/** The answer to a CONNECT like the usual one. */
async function connack(version: 4 | 5, change: Record<string, unknown> = {}): Promise<Packet> {
  const client = await gateway.raw(version);
  client.send({ ...CONNECT, protocolVersion: version, ...change });
  return client.next('connack');
}

async function refusedRecords(): Promise<(string | undefined)[]> {
  return (await gateway.records()).map((record) => record.headers.refused);
}

describe('CONNECT', () => {
  it.each([
    [4, { password: Buffer.from('wrong') }, { returnCode: 4 }],
    [5, { password: Buffer.from('wrong') }, { reasonCode: 0x86 }],
    [4, { username: 'cam-99' }, { returnCode: 4 }],
    [5, { username: undefined, password: undefined }, { reasonCode: 0x86 }],
    [4, { clientId: 'x'.repeat(300) }, { returnCode: 2 }],
    [5, { clientId: 'x'.repeat(300) }, { reasonCode: 0x85 }],
    [5, { properties: { authenticationMethod: 'SCRAM' } }, { reasonCode: 0x8c }],
    [5, { properties: { receiveMaximum: 0 } }, { reasonCode: 0x82 }],
    [5, { properties: { contentType: 'a/b' } }, { reasonCode: 0x82 }],
    [5, { properties: { authenticationData: Buffer.from('a') } }, { reasonCode: 0x82 }],
    [4, { will: { topic: 'telemetry/cam-2', payload: 'w', qos: 0, retain: false } }, { returnCode: 5 }],
    [5, { will: { topic: 'telemetry/cam-2', payload: 'w', qos: 0, retain: false } }, { reasonCode: 0x87 }],
    [5, { will: { topic: 'telemetry/#', payload: 'w', qos: 0, retain: false } }, { reasonCode: 0x90 }],
  ] as const)('at level %d with %j is refused with %j', async (version, change, code) => {
    expect(await connack(version, change)).toMatchObject(code);
  });

  it('with a property twice is refused with 0x82 at level 5', async () => {
    const client = await gateway.raw(5);
    const twice = [0x27, 0, 0, 1, 0, 0x27, 0, 0, 1, 0];

    client.sendBytes([
      0x10,
      24,
      0,
      4,
      ...Buffer.from('MQTT'),
      5,
      2,
      0,
      60,
      twice.length,
      ...twice,
      0,
      1,
      0x61,
    ]);

    expect(await client.next('connack')).toMatchObject({ reasonCode: 0x82 });
  });

  it('without a client identifier for a session to keep is refused at level 4 [MQTT-3.1.3-8]', async () => {
    const client = await gateway.raw(4);

    client.sendBytes([0x10, 12, 0, 4, ...Buffer.from('MQTT'), 4, 0, 0, 60, 0, 0]);

    expect(await client.next('connack')).toMatchObject({ returnCode: 2 });
  });

  it('a clean=0 session is accepted with session present 0 [MQTT-3.2.2-2]', async () => {
    expect(await connack(4, { clean: false })).toMatchObject({ returnCode: 0, sessionPresent: false });
  });

  it('a 5.0 client is told the limits, and what is not offered', async () => {
    const { properties } = (await connack(5, {
      clientId: '',
      properties: { sessionExpiryInterval: 60 },
    })) as {
      properties?: Record<string, unknown>;
    };

    expect(properties).toMatchObject({
      receiveMaximum: 100,
      maximumPacketSize: 262_144,
      topicAliasMaximum: 100,
      sessionExpiryInterval: 0,
      sharedSubscriptionAvailable: false,
      subscriptionIdentifiersAvailable: false,
      wildcardSubscriptionAvailable: true,
    });
    expect(properties?.assignedClientIdentifier).toMatch(/^auto-/);
  });

  it.each([
    ['MQIsdp', 3],
    ['MQTT', 6],
  ])('of %s level %i is answered with return code 1 [MQTT-3.1.2-2]', async (name, level) => {
    const client = await gateway.raw(4);
    const head = [0, name.length, ...Buffer.from(name), level, 2, 0, 60, 0, 1, 0x61];

    client.sendBytes([0x10, head.length, ...head]);

    expect(await client.next('connack')).toMatchObject({ returnCode: 1 });
    await client.end();
  });

  it('with the reserved flag set closes the connection [MQTT-3.1.2-3]', async () => {
    const client = await gateway.raw(4);
    const bytes = generate({ ...CONNECT, protocolVersion: 4 });
    bytes[9]! |= 1;

    client.sendBytes(bytes);

    await client.end();
    expect(client.packets).toEqual([]);
  });

  const FLAGS_AT = 9;
  it.each([
    ['a will of QoS 3 [MQTT-3.1.2-12]', { will: { topic: 'telemetry/cam-1', payload: 'w', qos: 2 } }, 0x18],
    ['the QoS of a will that it has not [MQTT-3.1.2-11]', {}, 0x08],
    ['the retain flag of a will that it has not [MQTT-3.1.2-13]', {}, 0x20],
  ])('with %s closes the connection, and is answered 0x81 at level 5', async (_name, change, flags) => {
    for (const version of [4, 5] as const) {
      const client = await gateway.raw(version);
      const bytes = generate({ ...CONNECT, protocolVersion: version, ...change } as Packet);
      bytes[FLAGS_AT]! |= flags;

      client.sendBytes(bytes);

      if (version === 5) expect(await client.next('connack')).toMatchObject({ reasonCode: 0x81 });
      await client.end();
      expect(client.packets).toEqual([]);
    }
  });

  it('with a password for no user name closes a 3.1.1 connection [3.1.1: MQTT-3.1.2-22], and is unknown at level 5', async () => {
    for (const version of [4, 5] as const) {
      const client = await gateway.raw(version);
      const properties = version === 5 ? [0] : [];
      const body = [
        0,
        4,
        ...Buffer.from('MQTT'),
        version,
        0x42,
        0,
        60,
        ...properties,
        0,
        1,
        0x63,
        0,
        1,
        0x70,
      ];

      client.sendBytes([0x10, body.length, ...body]);

      if (version === 5) expect(await client.next('connack')).toMatchObject({ reasonCode: 0x86 });
      await client.end();
      expect(client.packets).toEqual([]);
    }
  });

  it('a second one is a protocol error [MQTT-3.1.0-2]', async () => {
    const device = await gateway.device(5);

    device.send({ ...CONNECT, protocolVersion: 5 });

    expect((await device.next('disconnect')).reasonCode).toBe(0x82);
  });

  it('takes over the session of the same client [MQTT-3.1.4-3]', async () => {
    const first = await gateway.device(5, { clientId: 'same' });

    await gateway.device(5, { clientId: 'same' });

    expect((await first.next('disconnect')).reasonCode).toBe(0x8e);
    await first.end();
  });

  it("does not touch another device's session of the same client identifier", async () => {
    const first = await gateway.device(5, { clientId: 'same' });

    await gateway.device(5, { clientId: 'same', username: 'cam-2' });
    first.send({ cmd: 'pingreq' });

    await first.next('pingresp');
  });

  it('may be followed by messages before its answer', async () => {
    const client = await gateway.raw(4);

    client.send({ ...CONNECT, protocolVersion: 4 }, aPublish('early', 1));

    await client.next('connack');
    await client.next('puback');
  });

  it('takes bytes one at a time', async () => {
    const client = await gateway.raw(4);
    const bytes = generate({ ...CONNECT, protocolVersion: 4 });

    for (const byte of bytes) client.sendBytes([byte]);

    await client.next('connack');
  });
});

describe('PUBLISH', () => {
  const malformed: [string, 4 | 5, number[], number][] = [
    ['with QoS 3 [MQTT-3.3.1-4]', 5, [0x36, 5, 0, 1, 0x61, 0, 1], 0x81],
    ['with DUP at QoS 0 [MQTT-3.3.1-2]', 5, [0x38, 4, 0, 1, 0x61, 0], 0x81],
    ['with packet identifier 0 [MQTT-2.2.1-3]', 5, [0x32, 6, 0, 1, 0x61, 0, 0, 0], 0x81],
    ['with a wildcard in its topic [MQTT-3.3.2-2]', 5, [0x32, 6, 0, 1, 0x23, 0, 1, 0], 0x90],
    ['with an ill-formed topic [MQTT-1.5.4-1]', 5, [0x32, 6, 0, 1, 0xff, 0, 1, 0], 0x90],
    ['with an empty topic and no alias', 5, [0x32, 5, 0, 0, 0, 1, 0], 0x90],
    ['with a topic longer than itself', 5, [0x32, 5, 0, 9, 0x61, 0, 1], 0x81],
    ['with topic alias 0 [MQTT-3.3.2-8]', 5, [0x30, 7, 0, 1, 0x61, 3, 0x23, 0, 0], 0x94],
    ['with a topic alias above the maximum [MQTT-3.3.2-9]', 5, [0x30, 7, 0, 1, 0x61, 3, 0x23, 0, 101], 0x94],
    ['with an unknown topic alias', 5, [0x30, 6, 0, 0, 3, 0x23, 0, 9], 0x82],
    ['with a subscription identifier [MQTT-3.3.4-6]', 5, [0x30, 6, 0, 1, 0x61, 2, 0x0b, 1], 0x82],
    ['with a property twice', 5, [0x30, 8, 0, 1, 0x61, 4, 0x01, 0, 0x01, 0], 0x82],
    ['with an ill-formed user property', 5, [0x30, 11, 0, 1, 0x61, 7, 0x26, 0, 1, 0x61, 0, 1, 0xff], 0x81],
    ['with an ill-formed response topic', 5, [0x30, 8, 0, 1, 0x61, 4, 0x08, 0, 1, 0xff], 0x81],
    ['with properties longer than itself', 5, [0x30, 4, 0, 1, 0x61, 9], 0x81],
    [
      'with a property length in more bytes than it needs [MQTT-1.5.5-1]',
      5,
      [0x30, 5, 0, 1, 0x61, 0x80, 0],
      0x81,
    ],
  ];
  it.each(malformed)('%s ends the connection', async (_name, version, bytes, reason) => {
    const device = await gateway.device(version);

    device.sendBytes(bytes);

    expect((await device.next('disconnect')).reasonCode).toBe(reason);
    await device.end();
  });

  it('an endless remaining length ends the connection', async () => {
    const device = await gateway.device(4);

    device.sendBytes([0x32, 0xff, 0xff, 0xff, 0xff, 0x01]);

    await device.end();
  });

  it('on a foreign topic is refused with 0x87 in its turn, and accounted for, at level 5', async () => {
    const device = await gateway.device(5);

    device.send(
      aPublish('mine', 1),
      { ...aPublish('foreign', 2), topic: 'telemetry/cam-2' } as Packet,
      { ...aPublish('foreign', 3), topic: 'anything', qos: 2 } as Packet,
      aPublish('mine', 4),
    );

    expect(await device.next('puback')).toMatchObject({ messageId: 1, reasonCode: 0 });
    expect(await device.next('puback')).toMatchObject({ messageId: 2, reasonCode: 0x87 });
    expect(await device.next('pubrec')).toMatchObject({ messageId: 3, reasonCode: 0x87 });
    expect(await device.next('puback')).toMatchObject({ messageId: 4, reasonCode: 0 });
    expect(await refusedRecords()).toEqual([undefined, 'foreign_topic', 'foreign_topic', undefined]);
    expect((await gateway.records()).map((record) => record.key)).toEqual([
      'cam-1',
      'cam-1',
      'cam-1',
      'cam-1',
    ]);
  });

  it('on a foreign topic closes a 3.1.1 connection, and is accounted for', async () => {
    const device = await gateway.device(4);

    device.publish('foreign', 2, { topic: 'telemetry/cam-2' });

    await device.end();
    await eventually('the record', async () => (await refusedRecords())[0] === 'foreign_topic');
    expect(device.packets).toEqual([]);
  });

  it('of a gateway is taken for its devices, one registered a moment ago among them, in order', async () => {
    const device = await gateway.device(5, { username: 'gw-1' });

    device.send(
      { ...aPublish('a', 1), topic: 'telemetry/meter-new' } as Packet,
      { ...aPublish('b', 2), topic: 'telemetry/meter-1' } as Packet,
      { ...aPublish('c', 3), topic: 'telemetry/cam-1' } as Packet,
    );

    expect(await device.next('puback')).toMatchObject({ messageId: 1, reasonCode: 0 });
    expect(await device.next('puback')).toMatchObject({ messageId: 2, reasonCode: 0 });
    expect(await device.next('puback')).toMatchObject({ messageId: 3, reasonCode: 0x87 });
    expect(await gateway.payloads('meter-new')).toEqual(['a']);
  });

  it('carries its content type along, and topic aliases stand for their topic [MQTT-3.3.2-12]', async () => {
    const device = await gateway.device(5);
    const properties = { topicAlias: 3, contentType: 'application/senml+json' };

    device.publish('a', 1, { properties });
    device.publish('b', 2, { topic: '', properties: { topicAlias: 3, userProperties: { x: 'y' } } });
    await device.next('puback');
    await device.next('puback');

    const headers = (await gateway.records()).map((record) => [
      record.headers.topic,
      record.headers.contentType,
    ]);
    expect(headers).toEqual([
      ['telemetry/cam-1', 'application/senml+json'],
      ['telemetry/cam-1', undefined],
    ]);
  });

  it('with RETAIN is a reading like any other [MQTT-3.3.1-5]', async () => {
    const device = await gateway.device(5);

    device.publish('a', 1, { retain: true });
    device.publish('b', 2);
    await device.next('puback');
    await device.next('puback');

    const [a, b] = await gateway.records();
    expect([Buffer.from(a!.value).toString(), a!.headers]).toEqual(['a', b!.headers]);
  });

  it('records of one connection and topic share one header object', async () => {
    const device = await gateway.device(4);

    device.send(aPublish('a', 1), aPublish('b', 2));
    await device.next('puback');
    await device.next('puback');

    const [a, b] = await gateway.records();
    expect(Object.isFrozen(a!.headers)).toBe(true);
    expect(a!.headers).toBe(b!.headers);
  });

  it('at QoS 2 sent twice before its PUBREL is stored once [MQTT-4.3.3-10]', async () => {
    const device = await gateway.device(4);

    device.publish('a', 5, { qos: 2 });
    await device.next('pubrec');
    device.publish('a', 5, { qos: 2, dup: true });
    await device.next('pubrec');
    device.send({ cmd: 'pubrel', messageId: 5 });
    await device.next('pubcomp');
    device.publish('b', 5, { qos: 2 });
    await device.next('pubrec');

    expect(await gateway.payloads()).toEqual(['a', 'b']);
  });

  it('a PUBREL of an unknown identifier is answered: 0x92 at level 5, plainly at level 4', async () => {
    const [four, five] = [await gateway.device(4), await gateway.device(5)];

    four.send({ cmd: 'pubrel', messageId: 8 });
    five.send({ cmd: 'pubrel', messageId: 8 });

    expect(await four.next('pubcomp')).toMatchObject({ messageId: 8 });
    expect(await five.next('pubcomp')).toMatchObject({ messageId: 8, reasonCode: 0x92 });
  });
});

describe('other packets', () => {
  it.each([
    ['a PINGREQ with a body', [0xc0, 1, 0]],
    ['a CONNACK from a client', [0x20, 2, 0, 0]],
    ['a PINGRESP from a client', [0xd0, 0]],
    ['a PUBACK of nothing', [0x40, 2, 0, 1]],
    ['an AUTH', [0xf0, 0]],
    ['a reserved packet type', [0x00, 0]],
    ['a PUBREL with wrong flags [MQTT-3.6.1-1]', [0x60, 2, 0, 1]],
    ['a DISCONNECT with wrong flags [MQTT-3.14.1-1]', [0xe1, 0]],
    ['a SUBSCRIBE with wrong flags [MQTT-3.8.1-1]', [0x80, 6, 0, 1, 0, 1, 0x61, 0]],
    ['a SUBSCRIBE without a filter [MQTT-3.8.3-2]', [0x82, 2, 0, 1]],
  ])('%s ends the connection', async (_name, bytes) => {
    for (const version of [4, 5] as const) {
      const device = await gateway.device(version);
      device.sendBytes(bytes);
      await device.end();
    }
  });

  it.each([
    ['a DISCONNECT with a property of servers', [0xe0, 6, 0, 4, 0x1c, 0, 1, 0x61]],
    ['a SUBSCRIBE with a property of PUBLISH', [0x82, 10, 0, 1, 3, 0x23, 0, 1, 0, 1, 0x61, 0]],
    ['an UNSUBSCRIBE with a property of PUBLISH', [0xa2, 8, 0, 1, 2, 0x01, 1, 0, 1, 0x61]],
  ])('%s is a protocol error at level 5 [2.2.2.2]', async (_name, bytes) => {
    const viewer = await gateway.device(5, { username: 'viewer' });

    viewer.sendBytes(bytes);

    expect((await viewer.next('disconnect')).reasonCode).toBe(0x82);
    await viewer.end();
  });

  it.each([
    [4, 0x80],
    [5, 0x87],
  ] as const)("a device's subscription at level %d is refused with %i", async (version, code) => {
    const device = await gateway.device(version);

    device.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'kpi/#', qos: 0 }] });

    expect((await device.next('suback')).granted).toEqual([code]);
  });

  it('a DISCONNECT that asks for a session to last, of which CONNECT said nothing, is a protocol error', async () => {
    const device = await gateway.device(5);

    device.send({ cmd: 'disconnect', reasonCode: 0, properties: { sessionExpiryInterval: 60 } });

    expect((await device.next('disconnect')).reasonCode).toBe(0x82);
    await device.end();
  });

  it('revoking a credential ends the sessions that came with it, and no others', async () => {
    const device = await gateway.device(5);

    gateway.server.credentialsChanged('cam-2', new Map());
    gateway.server.credentialsChanged('cam-1', new Map([[PRESENTED.id, Infinity]]));
    device.publish('still here', 1);
    await device.next('puback');
    gateway.server.credentialsChanged('cam-1', new Map([['another', Infinity]]));

    expect((await device.next('disconnect')).reasonCode).toBe(0x87);
  });

  it('a session ends with the overlap of its credential', async () => {
    const device = await gateway.device(5);
    const until = gateway.clock.now() + 1_000;
    gateway.server.credentialsChanged('cam-1', new Map([[PRESENTED.id, until]]));

    gateway.clock.advance(999);
    gateway.server.sweep();
    device.publish('within the overlap', 1);
    await device.next('puback');
    gateway.clock.advance(1);
    gateway.server.sweep();

    expect((await device.next('disconnect')).reasonCode).toBe(0x87);
  });

  it('stopping acknowledges what was read, and says goodbye', async () => {
    const device = await gateway.device(5);
    device.publish('last', 1);
    await eventually('the message', () => gateway.counters.mqtt.messages === 1);

    await gateway.server.close();

    await device.next('puback');
    expect((await device.next('disconnect')).reasonCode).toBe(0x8b);
  });
});

describe('a will', () => {
  const will = { topic: 'telemetry/cam-1', payload: Buffer.from('gone'), qos: 1, retain: true };

  async function withWill(version: 4 | 5): Promise<RawClient> {
    return gateway.device(version, { will });
  }

  it('is a reading when the connection breaks [MQTT-3.1.2-8]', async () => {
    const device = await withWill(4);

    device.socket.resetAndDestroy();

    await eventually('the will', async () => (await gateway.payloads())[0] === 'gone');
  });

  it('is a reading when we close for a protocol error', async () => {
    const device = await withWill(5);

    device.sendBytes([0x20, 2, 0, 0]);

    await eventually('the will', async () => (await gateway.payloads())[0] === 'gone');
  });

  it('is forgotten after DISCONNECT [MQTT-3.14.4-3], and published where the DISCONNECT asks for it', async () => {
    const [quiet, loud] = [await withWill(5), await withWill(5)];

    quiet.send({ cmd: 'disconnect', reasonCode: 0 });
    await quiet.end();
    loud.send({ cmd: 'disconnect', reasonCode: 4 });
    await loud.end();

    await eventually('the will', async () => (await gateway.payloads()).length > 0);
    expect(await gateway.payloads()).toEqual(['gone']);
  });
});
