import { type ClientRequest, request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Body, Controller, Module, Post } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { HeldHandler, principalOf, TestGateway, type TestGatewayOptions } from '../../test/test-gateway.js';
import { eventually } from '@app/testing';
import { DEFAULT_LIMITS } from '../limits/gateway-limits.js';
import { IngestController } from './ingest.controller.js';
import { IngestService } from './ingest.service.js';
import { UntouchedBody } from './untouched-body.js';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

@Controller()
class OtherRoute {
  @Post('other')
  other(@Body() body: unknown): unknown {
    return { parsed: body };
  }
}

describe('POST /ingest/v1/telemetry', () => {
  let gateway: TestGateway;
  let app: NestFastifyApplication;
  let url: string;

  async function start(options: TestGatewayOptions = {}): Promise<void> {
    gateway = await new TestGateway(options).start();
    const { collector, rates, counters, clock, tracer, limits } = gateway;
    const authenticator = {
      authenticate: (id: string, secret: string) =>
        Promise.resolve(secret === `secret-${id}` ? principalOf(id) : null),
    };
    const ingest = new IngestService({ collector, rates, counters, clock, tracer, authenticator, limits });
    @Module({
      controllers: [IngestController, OtherRoute],
      providers: [UntouchedBody, { provide: IngestService, useValue: ingest }],
    })
    class App {}
    const testing = await Test.createTestingModule({ imports: [App] }).compile();
    app = testing.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  }

  async function send(path: string, body: string | Buffer, headers: Record<string, string>): Promise<Answer> {
    const response = await fetch(`${url}${path}`, { method: 'POST', headers, body });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: JSON.parse(await response.text()) as unknown,
    };
  }

  function post(
    body: string | Buffer,
    headers: Record<string, string> = {},
    user = 'cam-1',
  ): Promise<Answer> {
    const authorization = `Basic ${Buffer.from(`${user}:secret-${user}`).toString('base64')}`;
    return send('/ingest/v1/telemetry', body, {
      authorization,
      'content-type': 'application/json',
      ...headers,
    });
  }

  beforeEach(() => start());
  afterEach(async () => {
    await app.close();
    await gateway.stop();
  });

  it('answers 202 with the number of readings, and stores the body untouched', async () => {
    const body = '[ {"ts":1,"speed":1.50}, {"ts":2,"n":{"car":1e3}} ]';

    const answer = await post(body);

    expect(answer.status).toBe(202);
    expect(answer.body).toEqual({ received: 2 });
    expect(await gateway.payloads()).toEqual([body]);
    expect((await gateway.records())[0]!.headers).toEqual({
      device: 'cam-1',
      topic: 'http',
      inlet: 'http',
      contentType: 'application/json',
    });
  });

  it('stores what is not JSON too: it is judged later', async () => {
    const answer = await post('no json', { 'content-type': 'text/plain' });

    expect(answer.body).toEqual({ received: 1 });
    expect(await gateway.payloads()).toEqual(['no json']);
  });

  it("leaves other routes' bodies to the application's parser", async () => {
    const answer = await send('/other', '{"a":1}', { 'content-type': 'application/json' });

    expect(answer.body).toEqual({ parsed: { a: 1 } });
  });

  it('answers 401 problem+json without a good credential', async () => {
    const answer = await post('{}', { authorization: 'Basic bm86bm8=' });

    expect(answer.status).toBe(401);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.headers['www-authenticate']).toContain('Basic');
    expect(answer.body).toMatchObject({ status: 401, title: 'Unauthorized' });
  });

  it('answers 413 to more than 1 MB', async () => {
    const answer = await post(Buffer.alloc(1_000_001, 0x20));

    expect(answer.status).toBe(413);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(await gateway.records()).toEqual([]);
  });

  it("splits a gateway's readings by device, each as it was written", async () => {
    const body =
      '[{"device":"meter-1","kwh":1.50}, {"kwh":2e0 ,"device":"meter-new"},{"device":"meter-1","kwh":3}]';

    const answer = await post(body, {}, 'gw-1');

    expect(answer.body).toEqual({ received: 3 });
    expect(await gateway.payloads('meter-1')).toEqual([
      '[{"device":"meter-1","kwh":1.50},{"device":"meter-1","kwh":3}]',
    ]);
    expect(await gateway.payloads('meter-new')).toEqual(['[{"kwh":2e0 ,"device":"meter-new"}]']);
  });

  it("accounts for a gateway's readings of foreign, unnamed and twice named devices", async () => {
    const body = '[{"device":"cam-1"},{"kwh":2},{"device":"meter-1","device":"cam-1"},7]';

    const answer = await post(body, {}, 'gw-1');

    const refused = (await gateway.records()).map((record) => record.headers.refused);
    expect(answer.body).toEqual({ received: 4 });
    expect(refused).toEqual(['foreign_topic', 'foreign_topic', 'duplicate_key', 'foreign_topic']);
    expect(await gateway.payloads('cam-1')).toEqual([]);
  });

  it('accounts for an undecodable or bottomless message of a gateway as one', async () => {
    await post('[{"device":"meter-1"', {}, 'gw-1');
    await post('['.repeat(10_000) + ']'.repeat(10_000), {}, 'gw-1');

    expect((await gateway.records()).map((record) => record.headers.refused)).toEqual([
      'not_json',
      'too_deep',
    ]);
  });

  describe('while the log is held', () => {
    const held = new HeldHandler();
    beforeEach(async () => {
      await app.close();
      await gateway.stop();
      await start({ handler: held.handle });
    });

    it('answers only when the readings are durable', async () => {
      let answered = false;
      const answer = post('{"ts":1}').then((response) => {
        answered = true;
        return response;
      });
      await eventually('the batch', () => held.waiting === 1);
      const before = answered;
      held.answer();

      expect(before).toBe(false);
      expect((await answer).status).toBe(202);
    });

    it('answers 503 when the log has not been writable for 30 s', async () => {
      const device = await gateway.device();
      device.publish('a', 1);
      await eventually('the batch', () => held.waiting === 1);
      gateway.pass(31_000);

      const answer = await post('{"ts":1}');

      expect(answer.status).toBe(503);
      expect(answer.headers['retry-after']).toBe('5');
    });
  });

  it('answers 429 to a device that sends faster than it may', async () => {
    await app.close();
    await gateway.stop();
    await start({ rate: { perSecond: 10, burst: 2 } });

    const first = await post('[{"ts":1},{"ts":2},{"ts":3}]');
    const second = await post('{"ts":4}');
    gateway.time += 100;
    const third = await post('{"ts":4}');

    expect([first.status, second.status, third.status]).toEqual([202, 429, 202]);
    expect(second.headers['retry-after']).toBe('1');
  });

  describe('from senders that take their time', () => {
    /** A request whose body never ends. */
    const slow = (user: string): ClientRequest => {
      const request = httpRequest(`${url}/ingest/v1/telemetry`, {
        method: 'POST',
        agent: false,
        headers: {
          authorization: `Basic ${Buffer.from(`${user}:secret-${user}`).toString('base64')}`,
          'content-length': '1000',
        },
      });
      request.on('error', () => undefined);
      request.write('[');
      return request;
    };
    const statusOf = (request: ClientRequest): Promise<number | undefined> =>
      new Promise((resolve) => request.once('response', ({ statusCode }) => resolve(statusCode)));

    it('answers 408 when a body takes longer than it may', async () => {
      await app.close();
      await gateway.stop();
      await start({ limits: { bodyMs: 100 } });

      expect(await statusOf(slow('cam-1'))).toBe(408);
    });

    it('lets who has many at once wait and in the end answers 429, so that they leave places for others', async () => {
      const { requestsOfOne, requestsOfOneWaiting } = DEFAULT_LIMITS;
      const requests = Array.from({ length: requestsOfOne + requestsOfOneWaiting + 10 }, () => slow('cam-1'));
      const first = await Promise.race(requests.map(statusOf));

      expect(first).toBe(429);
      expect((await post('{"ts":1}', {}, 'cam-2')).status).toBe(202);
      for (const request of requests) request.destroy();
      await eventually('its places to be free again', async () => (await post('{"ts":1}')).status === 202);
    });

    it('takes hundreds of requests of one sender that come at once', async () => {
      const answers = await Promise.all(Array.from({ length: 250 }, (_, i) => post(`{"ts":${i + 1}}`)));

      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    });
  });
});
