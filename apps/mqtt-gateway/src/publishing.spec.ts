import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@app/testing';
import { aPublish, HeldHandler, TestGateway } from '../test/test-gateway.js';

let gateway: TestGateway;
afterEach(() => gateway.stop());

describe.each([4, 5] as const)('publishing with MQTT level %d', (protocolVersion) => {
  it('stores a QoS 1 message untouched, with its headers', async () => {
    gateway = await new TestGateway().start();
    const client = await gateway.client({ protocolVersion });

    await client.publishAsync('telemetry/cam-1', '{"ts" : 1.50}', { qos: 1 });

    const [record] = await gateway.records();
    expect(Buffer.from(record!.value).toString()).toBe('{"ts" : 1.50}');
    expect(record).toMatchObject({ key: 'cam-1', timestamp: gateway.clock.now() });
    expect(record!.headers).toEqual({ device: 'cam-1', topic: 'telemetry/cam-1', inlet: 'mqtt' });
  });

  it('stores a QoS 0 message and says that nothing was promised', async () => {
    gateway = await new TestGateway().start();
    const client = await gateway.client({ protocolVersion });

    await client.publishAsync('telemetry/cam-1', 'a', { qos: 0 });
    const [record] = await eventually('the record', async () => {
      const all = await gateway.records();
      return all.length > 0 && all;
    });

    expect(record!.headers.qos0).toBe('1');
    expect(gateway.counters.mqtt.qos0).toBe(1);
  });

  it('completes a QoS 2 message', async () => {
    gateway = await new TestGateway().start();
    const client = await gateway.client({ protocolVersion });

    await client.publishAsync('telemetry/cam-1', 'exactly once', { qos: 2 });

    expect(await gateway.payloads()).toEqual(['exactly once']);
  });

  it('acknowledges only after the log has the message', async () => {
    const held = new HeldHandler();
    gateway = await new TestGateway({ handler: held.handle }).start();
    const device = await gateway.device(protocolVersion);

    device.publish('a', 7);
    device.send({ cmd: 'pingreq' });
    await device.next('pingresp');
    await eventually('the batch', () => held.waiting === 1);
    const before = device.packets.length;
    held.answer();
    const puback = await device.next('puback');

    expect(before).toBe(0);
    expect(puback.messageId).toBe(7);
  });

  it('[MQTT-4.6.0-2] acknowledges in the order received, however slow the log', async () => {
    const held = new HeldHandler();
    gateway = await new TestGateway({ handler: held.handle }).start();
    const device = await gateway.device(protocolVersion);

    device.publish('first', 1);
    await eventually('the first batch', () => held.waiting === 1);
    device.send(aPublish('second', 9), aPublish('third', 3), { ...aPublish('fourth', 4), qos: 2 } as never);
    await eventually('the rest to gather', () => gateway.collector.inFlight === 4);
    held.answer();
    await eventually('the second batch', () => held.batches.length === 2);
    held.answer();

    const ids = [await device.next('puback'), await device.next('puback'), await device.next('puback')];
    expect([...ids, await device.next('pubrec')].map((p) => p.messageId)).toEqual([1, 9, 3, 4]);
    expect(held.texts).toEqual(['first', 'second', 'third', 'fourth']);
  });
});
