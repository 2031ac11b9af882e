import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppConfig, Clock } from '@app/config';
import { type AlarmItem, type FeedEvent, type KpiItem, TOPICS } from '@app/contracts';
import { EventLog } from '@app/event-log';
import { Logs, Metrics } from '@app/observability';
import {
  OutboxRepository,
  PartitionRepository,
  Registry,
  WebhookDeliveryRepository,
  WebhookRepository,
} from '@app/registry';
import { eventually, InMemoryEventLog } from '@app/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { TestCity } from '../../test/city.js';
import { WebhookSender } from './sending/webhook-sender.js';
import { WebhookDeliveriesController } from './webhook-deliveries.controller.js';
import { WebhookDispatcher } from './webhook-dispatcher.js';
import { WebhookTools } from './webhook-tools.js';
import { WebhookIntake } from './webhook-intake.js';
import type { DeliveryView, WebhookView } from './webhook.schemas.js';
import { WebhooksController } from './webhooks.controller.js';
import { Webhooks } from './webhooks.js';

const NOW = '2026-11-23T08:00:00+07:00';
type Added = WebhookView & { readonly secret: string };

/** As a receiver would check it, from the words of Standard Webhooks alone. */
function isGenuine(secret: string, headers: IncomingHttpHeaders, body: string): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  const expected = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(expected);
}

/** A receiver on loopback that answers as it is told to. */
class Receiver {
  readonly got: { headers: IncomingHttpHeaders; body: string; event: { id: string; type: string } }[] = [];
  answer: (n: number) => { status: number; headers?: Record<string, string> } | null = () => ({
    status: 204,
  });
  private server!: Server;

  async start(): Promise<this> {
    this.server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8');
      request.on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        this.got.push({
          headers: request.headers,
          body,
          event: JSON.parse(body) as { id: string; type: string },
        });
        const given = this.answer(this.got.length);
        // Null: never answers.
        if (given) response.writeHead(given.status, given.headers).end(given.status === 500 ? 'broken' : '');
      });
    });
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }
  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

const alarm = (id: number, given: Partial<AlarmItem> = {}): FeedEvent => ({
  v: 1,
  type: 'alarm',
  item: {
    id,
    rule: 'aqi-high',
    kind: 'kpi',
    severity: 'critical',
    object: { type: 'area', id: '718' },
    area: '718',
    kpi: 'ENV-01',
    device: null,
    state: 'open',
    revision: 1,
    textVi: 'Chất lượng không khí xấu',
    updatedAt: NOW,
    ...given,
  } as AlarmItem,
});
const kpi = (area: string, finality: KpiItem['finality'], value: number): FeedEvent => ({
  v: 1,
  type: 'kpi',
  item: {
    kpi: 'MOB-04',
    area,
    period: 'hour',
    reportingSet: 'plan-2020',
    finality,
    value,
    computedAt: NOW,
  } as KpiItem,
});

describe('webhooks', () => {
  let city: TestCity;
  let log: InMemoryEventLog;
  let receiver: Receiver;
  let second: INestApplicationContext;
  const metrics = new Metrics();

  const engine = (): { provide: unknown; useValue: unknown }[] => [
    { provide: EventLog, useValue: log },
    { provide: Metrics, useValue: metrics },
  ];
  const services = [Webhooks, WebhookSender, WebhookTools, WebhookDispatcher, WebhookIntake];

  beforeAll(async () => {
    log = new InMemoryEventLog();
    await log.open();
    const repositories = [
      OutboxRepository,
      PartitionRepository,
      WebhookRepository,
      WebhookDeliveryRepository,
    ];
    const config = {
      provide: AppConfig,
      useValue: AppConfig.fromEnv({ NHIPPHO_WEBHOOK_ALLOW: '127.0.0.1' }),
    };
    city = await TestCity.open(
      NOW,
      [WebhooksController, WebhookDeliveriesController],
      [...(engine() as never[]), config, ...repositories, ...services],
    );
    // Another instance, on the same log and registry.
    @Module({
      providers: [
        ...(engine() as never[]),
        config,
        { provide: Clock, useValue: city.clock },
        { provide: Logs, useValue: new Logs('silent') },
        { provide: Registry, useValue: city.registry.registry },
        ...repositories,
        ...services,
      ],
    })
    class Second {}
    second = await NestFactory.createApplicationContext(Second, { logger: false });
  });
  afterAll(async () => {
    await second.close();
    await city.close();
    await log.close();
  });
  beforeEach(async () => void (receiver = await new Receiver().start()));
  afterEach(async () => {
    const { body } = await city.send<{ items: WebhookView[] }>('GET', '/api/v1/webhooks');
    for (const { id } of body.items) await city.send('DELETE', `/api/v1/webhooks/${id}`);
    await receiver.stop();
  });

  const add = async (given: object = {}): Promise<Added> => {
    const { status, body } = await city.post<Added>('/api/v1/webhooks', {
      name: 'Trung tâm giám sát',
      url: receiver.url,
      events: ['alarm'],
      ...given,
    });
    expect(status).toBe(201);
    // What is known of the webhooks is a second old at most.
    city.clock.advance(1_000);
    return body;
  };
  const tell = (...events: FeedEvent[]): Promise<void> =>
    log.append(
      TOPICS.feed,
      events.map((event) => ({
        key: 'k',
        value: Buffer.from(JSON.stringify(event)),
        headers: {},
        timestamp: city.clock.now(),
      })),
    );
  const deliveries = async ({ id }: WebhookView): Promise<DeliveryView[]> =>
    (await city.send<{ items: DeliveryView[] }>('GET', `/api/v1/webhooks/${id}/deliveries`)).body.items;

  it('get an event as a signed CloudEvent, once, whichever instance reads it and however often', async () => {
    const webhook = await add();

    await tell(alarm(1), alarm(1), alarm(2, { state: 'resolved', revision: 3 }));
    await eventually('both', () => receiver.got.length === 2);
    await eventually('the list to say so', async () =>
      (await deliveries(webhook)).every(({ state }) => state === 'sent'),
    );

    const [first] = receiver.got;
    expect(isGenuine(webhook.secret, first!.headers, first!.body)).toBe(true);
    expect(isGenuine(webhook.secret, first!.headers, first!.body.replace('open', 'over'))).toBe(false);
    expect(first!.headers['content-type']).toContain('application/cloudevents+json');
    expect(receiver.got.map(({ event }) => event.type).sort()).toEqual([
      'vn.nhippho.alarm.opened',
      'vn.nhippho.alarm.resolved',
    ]);
    expect(receiver.got.find(({ event }) => event.id === 'alarm-1-1')?.event).toEqual({
      specversion: '1.0',
      id: 'alarm-1-1',
      source: '/api/v1/feed',
      type: 'vn.nhippho.alarm.opened',
      subject: 'aqi-high/area/718',
      time: NOW,
      datacontenttype: 'application/json',
      data: alarm(1).item,
    });
    expect(await deliveries(webhook)).toMatchObject([
      { attempts: 1, answer: { status: 204, error: null } },
      { attempts: 1, answer: { status: 204, error: null } },
    ]);
  });

  it('get only what they ask for', async () => {
    await add({ events: ['kpi', 'alarm'], areas: ['718'], severities: ['critical'] });

    await tell(
      kpi('719', 'final', 1),
      kpi('718', 'provisional', 2),
      kpi('718', 'final', 3),
      alarm(11, { severity: 'info' }),
      alarm(12, { area: '719' }),
      alarm(13),
    );

    await eventually('both', () => receiver.got.length === 2);
    expect(receiver.got.map(({ event }) => event.type).sort()).toEqual([
      'vn.nhippho.alarm.opened',
      'vn.nhippho.kpi.updated',
    ]);
  });

  it('that fail are tried again with the same id, after what they ask for, and their answers are kept', async () => {
    const webhook = await add();
    receiver.answer = (n) =>
      n === 1
        ? { status: 500 }
        : n === 2
          ? { status: 503, headers: { 'retry-after': '300' } }
          : { status: 200 };

    await tell(alarm(21));
    const failed = await eventually('a failure', async () =>
      (await deliveries(webhook)).find(({ error }) => error),
    );
    expect(failed).toMatchObject({
      state: 'waiting',
      answer: { status: 500, error: 'HTTP 500', body: 'broken' },
    });
    city.clock.advance(15_000);
    await eventually('the second', async () =>
      (await deliveries(webhook)).find(({ answer }) => answer?.status === 503),
    );
    city.clock.advance(290_000);
    expect(receiver.got).toHaveLength(2);
    city.clock.advance(15_000);
    await eventually('the third', async () =>
      (await deliveries(webhook)).find(({ state }) => state === 'sent'),
    );

    expect(receiver.got.map(({ headers }) => headers['webhook-id'])).toEqual(
      Array.from({ length: 3 }, () => `${webhook.id}:alarm-21-1`),
    );
    expect(receiver.got.every(({ headers, body }) => isGenuine(webhook.secret, headers, body))).toBe(true);
  });

  it('that never answer hold nobody up', async () => {
    const slow = await new Receiver().start();
    slow.answer = () => null;
    await add({ name: 'chậm', url: slow.url });
    await add({ name: 'nhanh' });

    await tell(...Array.from({ length: 60 }, (_, i) => alarm(100 + i)));

    await eventually('the quick one', () => receiver.got.length === 60);
    expect(slow.got.length).toBeLessThanOrEqual(16);
    await slow.stop();
  });

  it('are disabled when nothing got through for days, or the receiver says that it is gone; a change puts them back', async () => {
    const webhook = await add();
    const again = { name: webhook.name, url: webhook.url, events: ['alarm'] };
    const stateOf = async (): Promise<WebhookView> =>
      (await city.send<WebhookView>('GET', `/api/v1/webhooks/${webhook.id}`)).body;
    receiver.answer = () => ({ status: 500 });
    await tell(alarm(31));
    await eventually('a failure', async () => (await stateOf()).failingSince !== null);
    city.clock.advance(3 * 86_400_000);
    const late = await eventually('its end', async () =>
      (await stateOf()).state === 'disabled' ? stateOf() : null,
    );
    expect(late.reason).toContain('nothing got through for 3 days; the last: HTTP 500');
    expect(await deliveries(webhook)).toMatchObject([{ state: 'failed' }]);

    receiver.answer = () => ({ status: 410 });
    const { body: put } = await city.send<WebhookView>('PUT', `/api/v1/webhooks/${webhook.id}`, again);
    expect(put).toMatchObject({ state: 'active', reason: null, failingSince: null });
    city.clock.advance(1_000);
    await tell(alarm(32));
    const gone = await eventually('its end', async () =>
      (await stateOf()).state === 'disabled' ? stateOf() : null,
    );
    expect(gone.reason).toContain('410');
  });

  it('are tried at once, and a delivery is made again when asked for', async () => {
    const webhook = await add();
    const { body: test } = await city.post<{ status: number }>(`/api/v1/webhooks/${webhook.id}/test`, {});
    expect([test.status, receiver.got[0]?.event.type]).toEqual([204, 'vn.nhippho.webhook.test']);
    await tell(alarm(41));
    const [sent] = await eventually('it', async () => {
      const list = await deliveries(webhook);
      return list[0]?.state === 'sent' && list;
    });

    const path = `/api/v1/webhooks/${webhook.id}/deliveries/${sent!.id}/redeliver`;
    expect((await city.post(path, {})).status).toBe(200);

    await eventually('it again', () => receiver.got.length === 3);
    expect(receiver.got[2]?.event).toEqual(receiver.got[1]?.event);
    expect((await city.post(`/api/v1/webhooks/${webhook.id}/deliveries/999999/redeliver`, {})).status).toBe(
      404,
    );
  });

  it('change their secret without a gap: both sign for a day', async () => {
    const webhook = await add();
    const { body: renewed } = await city.post<Added>(`/api/v1/webhooks/${webhook.id}/secret`, {});
    await tell(alarm(51));
    await eventually('it', () => receiver.got.length === 1);
    const { headers, body } = receiver.got[0]!;
    expect([webhook.secret, renewed.secret].map((secret) => isGenuine(secret, headers, body))).toEqual([
      true,
      true,
    ]);

    city.clock.advance(86_400_001);
    await tell(alarm(52));
    await eventually('the next', () => receiver.got.length === 2);
    const next = receiver.got[1]!;
    expect([webhook.secret, renewed.secret].map((s) => isGenuine(s, next.headers, next.body))).toEqual([
      false,
      true,
    ]);
  });

  it('follow no redirect', async () => {
    const elsewhere = await new Receiver().start();
    const webhook = await add();
    receiver.answer = () => ({ status: 307, headers: { location: elsewhere.url } });

    await tell(alarm(61));
    await eventually('the answer', async () => (await deliveries(webhook))[0]?.error === 'HTTP 307');

    expect(elsewhere.got).toEqual([]);
    await elsewhere.stop();
  });

  it.each([
    ['http://10.0.0.1/x', 'not of the public internet'],
    ['http://[::1]:9/x', 'not of the public internet'],
    ['ftp://example.vn/x', 'url'],
    ['https://user:pass@example.vn/x', 'no user or password'],
  ])('are refused at %s', async (url, words) => {
    const { status, body } = await city.post<{ detail: string }>('/api/v1/webhooks', {
      name: 'x',
      url,
      events: ['alarm'],
    });

    expect([status, body.detail]).toEqual([400, expect.stringContaining(words)]);
  });

  it('are for administrators, and never show their secret again', async () => {
    const webhook = await add();

    expect((await city.get('/api/v1/webhooks')).status).toBe(401);
    const { body } = await city.send<object>('GET', `/api/v1/webhooks/${webhook.id}`);
    expect(JSON.stringify(body)).not.toContain('whsec_');
    expect(body).toMatchObject({
      name: 'Trung tâm giám sát',
      state: 'active',
      finalities: ['final', 'signed'],
    });
  });
});
