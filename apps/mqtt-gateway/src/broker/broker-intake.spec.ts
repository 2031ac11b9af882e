import { beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@app/testing';
import type { IPublishPacket } from 'mqtt';
import { theBroker } from '../../test/broker-gateway.js';
import { HeldHandler, TestGateway } from '../../test/test-gateway.js';
import { packetIdOf } from '../protocol/acks.js';
import { TopicRoutes } from '../session/topic-routes.js';
import { BrokerIntake } from './broker-intake.js';
import { type BrokerLimits, DEFAULT_BROKER_LIMITS } from './broker-limits.js';

const publish = (messageId: number, more: Partial<IPublishPacket> = {}): IPublishPacket => ({
  cmd: 'publish',
  topic: 'telemetry/cam-1',
  payload: Buffer.from(`m${messageId}`),
  qos: 1,
  dup: false,
  retain: false,
  messageId,
  ...more,
});

describe("the intake of a broker's messages", () => {
  let held: HeldHandler;
  let gateway: TestGateway;
  let acked: number[];
  let asked: number;
  let overRate: string[];

  beforeEach(() => {
    held = new HeldHandler();
    gateway = new TestGateway({ handler: held.handle, rate: { perSecond: 1, burst: 3 } });
    acked = [];
    asked = 0;
    overRate = [];
  });

  function intake(limits: Partial<BrokerLimits> = {}, isConnected = true): BrokerIntake {
    const broker = theBroker();
    const parts = {
      collector: gateway.collector,
      counters: gateway.counters.broker,
      rates: gateway.rates,
      clock: gateway.clock,
      tracer: gateway.tracer,
      limits: { ...DEFAULT_BROKER_LIMITS, ...limits },
      routes: new TopicRoutes(broker, 100, 'broker'),
      broker,
      onOverRate: (device: string) => void overRate.push(device),
    };
    return new BrokerIntake(parts, (acks) => {
      acked.push(...acks.map(packetIdOf));
      return isConnected;
    });
  }

  const take = (into: BrokerIntake, ...packets: IPublishPacket[]): void => {
    for (const packet of packets) into.take(packet, () => (asked += 1));
  };

  it('acknowledges in the order received, when they are durable', async () => {
    take(
      intake(),
      publish(7),
      publish(3, { topic: 'telemetry/cam-2' }),
      publish(9, { topic: 'telemetry/no' }),
    );
    await eventually('the look-up', () => asked === 3);
    expect(acked).toEqual([]);

    await eventually('the batch', () => {
      held.answer();
      return acked.length === 3;
    });

    expect(acked).toEqual([7, 3, 9]);
  });

  it('asks for no next message while as many are under way as allowed', async () => {
    const full = intake({ inFlightMessages: 1 });

    take(full, publish(1));
    take(full, publish(2));
    expect([asked, full.inFlight]).toEqual([1, 1]);
    await eventually('the batch', () => held.waiting === 1);
    held.answer();

    await eventually('the next', () => asked === 2);
  });

  it('asks for no next message while the gateway holds as much as it may', async () => {
    const limited = new TestGateway({ handler: held.handle, limits: { totalInFlightMessages: 2 } });
    gateway = limited;
    const there = intake();

    take(there, publish(1), publish(2));
    take(there, publish(3));
    expect(asked).toBe(2);
    await eventually('the batch', () => held.waiting === 1);
    held.answer();

    await eventually('the third', () => asked === 3);
  });

  it('takes messages of a device above its rate all the same, and tells', async () => {
    const many = Buffer.from(JSON.stringify([1, 2, 3, 4]));

    take(intake(), publish(1, { payload: many }), publish(2, { topic: 'telemetry/cam-2' }));
    await eventually('the batch', () => held.waiting === 1);

    expect(overRate).toEqual(['cam-1']);
    expect(held.batches[0]).toHaveLength(2);
  });

  it('takes nothing after it was stopped, not even what was looked up meanwhile', async () => {
    const stopped = intake();

    take(stopped, publish(1, { topic: 'telemetry/unknown' }));
    stopped.stop();
    take(stopped, publish(2));
    await stopped.drained();

    expect([asked, stopped.inFlight, gateway.collector.inFlight]).toEqual([0, 0, 0]);
  });

  it('counts no acknowledgement that found no connection', async () => {
    take(intake({}, false), publish(1));
    await eventually('the batch', () => held.waiting === 1);
    held.answer();
    await eventually('the settling', () => acked.length === 1);

    expect(gateway.counters.broker.acks).toBe(0);
  });

  it('is drained when all it took is durable', async () => {
    const there = intake();
    let isDrained = false;

    take(there, publish(1, { qos: 0 }));
    void there.drained().then(() => (isDrained = true));
    await eventually('the batch', () => held.waiting === 1);
    expect(isDrained).toBe(false);
    held.answer();

    await eventually('the end', () => isDrained);
    expect(acked).toEqual([]);
  });
});
