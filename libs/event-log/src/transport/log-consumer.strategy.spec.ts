import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, Payload } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { afterEach, describe, expect, it } from '@jest/globals';
import { TOPICS } from '@app/contracts';
import { eventually, InMemoryEventLog } from '@app/testing';
import { of, throwError } from 'rxjs';
import type { EventLog, LogBatch } from '../event-log.port.js';
import { LogConsumerStrategy, type LogSubscription } from './log-consumer.strategy.js';

const TRANSPORT = Symbol('test');

class TestConsumer extends LogConsumerStrategy {
  constructor(log: EventLog) {
    super(TRANSPORT, log);
  }
  protected override subscription(): LogSubscription {
    return { topic: TOPICS.raw, group: 'test', maxRecords: 10, maxBytes: 1e6, onAssigned: async () => 0 };
  }
}

type Answer = (batch: LogBatch) => unknown;
let closing: (() => Promise<void>)[] = [];

/** A Nest application whose handler answers as told, over a log with two records in one batch. */
async function consuming(answer: Answer) {
  const log = new InMemoryEventLog({ partitions: 1 });
  await log.open();
  const record = { key: 'a', value: new Uint8Array([1]), headers: {}, timestamp: 0 };
  await log.append(TOPICS.raw, [record, record]);
  const seen: LogBatch[] = [];

  @Controller()
  class Handler {
    @EventPattern(TOPICS.raw, TRANSPORT)
    handle(@Payload() batch: LogBatch): unknown {
      seen.push(batch);
      return answer(batch);
    }
  }
  @Module({ controllers: [Handler] })
  class App {}

  const app = await NestFactory.create(App, new FastifyAdapter(), { logger: false });
  const consumer = new TestConsumer(log);
  app.connectMicroservice({ strategy: consumer });
  await app.init();
  await app.startAllMicroservices();
  closing.push(async () => {
    await app.close();
    await log.close();
  });
  return { consumer, seen };
}

describe('LogConsumerStrategy', () => {
  afterEach(async () => {
    for (const close of closing) await close();
    closing = [];
  });

  it('hands over a whole batch and advances on committed', async () => {
    const { consumer, seen } = await consuming((batch) => ({ kind: 'committed', next: batch.next }));

    await eventually('the position moves', async () => (await consumer.lag()) === 0);

    expect(seen.map((batch) => batch.records.length)).toEqual([2]);
  });

  it('advances only as far as was committed', async () => {
    const { consumer, seen } = await consuming((batch) => of({ kind: 'committed', next: batch.from + 1 }));

    await eventually('the position moves', async () => (await consumer.lag()) === 0);

    expect(seen.map((batch) => batch.from)).toEqual([0, 1]);
  });

  it.each<[string, Answer]>([
    [
      'throws',
      () => {
        throw new Error('no');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no'))],
    ['returns a stream that fails', () => throwError(() => new Error('no'))],
    ['returns nothing', () => undefined],
    ['returns something else', () => true],
    ['returns an empty stream', () => of()],
    ['asks for a retry', () => ({ kind: 'retry', reason: 'store is down' })],
    ['commits to what lies before the batch', () => ({ kind: 'committed', next: -1 })],
    ['commits to what lies behind the batch', () => ({ kind: 'committed', next: 9 })],
  ])('asks again and advances nothing when the handler %s', async (_, answer) => {
    const { consumer, seen } = await consuming(answer);

    await eventually('the batch comes again', () => seen.length > 1);

    expect(seen.map((batch) => batch.from).every((from) => from === 0)).toBe(true);
    expect(await consumer.lag()).toBe(2);
  });

  it('waits for a handler that has not settled', async () => {
    let settle: (outcome: unknown) => void = () => undefined;
    const { consumer, seen } = await consuming(() => new Promise((resolve) => (settle = resolve)));

    await eventually('the batch came', () => seen.length === 1);
    const before = await consumer.lag();
    settle({ kind: 'committed', next: 2 });
    await eventually('the position moves', async () => (await consumer.lag()) === 0);

    expect(before).toBe(2);
    expect(seen.length).toBe(1);
  });
});
