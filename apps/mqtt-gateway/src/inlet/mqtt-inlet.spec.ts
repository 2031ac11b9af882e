import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { eventually } from '@app/testing';
import { of } from 'rxjs';
import { anApplication } from '../../test/nest-app.js';
import { TestGateway } from '../../test/test-gateway.js';
import type { InboundBatch } from './inbound-batch.js';

describe('a handler of inbound batches', () => {
  let gateway: TestGateway;
  let app: INestApplication;
  beforeEach(() => {
    gateway = new TestGateway();
  });
  afterEach(async () => {
    await gateway.log.open();
    await gateway.stop();
    await app.close();
  });

  /** Publishes one message with this handler; what came back before and after `until` holds. */
  async function acksWith(
    handle: (batch: InboundBatch, call: number) => unknown,
    until: (calls: number) => boolean,
  ): Promise<{ calls: number; acks: number }> {
    let calls = 0;
    const started = await anApplication(gateway, (batch) => handle(batch, (calls += 1)));
    app = started.app;
    gateway.port = started.inlet.port;
    const device = await gateway.device();
    device.publish('a', 1);
    await eventually('the handler to be called', () => until(calls));
    device.send({ cmd: 'pingreq' });
    await eventually('the ping to be answered', () => device.packets.some((p) => p.cmd === 'pingresp'));
    return { calls, acks: device.packets.filter((p) => p.cmd === 'puback').length };
  }

  it('that returns Committed has its messages acknowledged', async () => {
    const committed = (batch: InboundBatch): unknown => ({ kind: 'committed', to: batch.records.length });

    const { acks } = await acksWith(committed, () => gateway.counters.mqtt.acks === 1);

    expect(acks).toBe(1);
  });

  it('may answer with an observable', async () => {
    const committed = (): unknown => of({ kind: 'committed', to: 1 });

    const { acks } = await acksWith(committed, () => gateway.counters.mqtt.acks === 1);

    expect(acks).toBe(1);
  });

  it('that throws acknowledges nothing, and gets the batch again', async () => {
    const { acks } = await acksWith(
      () => {
        throw new Error('no');
      },
      (calls) => calls > 2,
    );

    expect(acks).toBe(0);
  });

  it('that rejects acknowledges nothing', async () => {
    const { acks } = await acksWith(
      () => Promise.reject(new Error('no')),
      (calls) => calls > 2,
    );

    expect(acks).toBe(0);
  });

  it('that returns nothing acknowledges nothing', async () => {
    const { acks } = await acksWith(
      () => undefined,
      (calls) => calls > 2,
    );

    expect(acks).toBe(0);
  });

  it('that never settles acknowledges nothing and is not called again', async () => {
    const { acks, calls } = await acksWith(
      () => new Promise(() => undefined),
      (n) => n === 1,
    );

    expect({ acks, calls }).toEqual({ acks: 0, calls: 1 });
  });

  it('that asks for a retry gets the same records again until they are committed', async () => {
    const seen: number[] = [];

    const { acks } = await acksWith(
      (batch, call) => {
        seen.push(batch.records.length);
        return call < 3
          ? { kind: 'retry', reason: 'not yet' }
          : { kind: 'committed', to: batch.records.length };
      },
      () => gateway.counters.mqtt.acks === 1,
    );

    expect({ acks, seen }).toEqual({ acks: 1, seen: [1, 1, 1] });
  });
});
