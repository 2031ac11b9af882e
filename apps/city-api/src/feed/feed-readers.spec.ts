import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { APP_FILTER } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AdminKey, Caller, Callers } from '@app/access';
import { AppConfig, Clock } from '@app/config';
import { type FeedEvent, TOPICS } from '@app/contracts';
import { EventLog } from '@app/event-log';
import { Logs, Metrics, Tracing } from '@app/observability';
import { eventually, FakeCallers, InMemoryEventLog, ManualClock } from '@app/testing';
import { WebSocket } from 'ws';
import { AccessGuard } from '../access/access.guard.js';
import { CallerRates } from '../access/caller-rates.js';
import { Failures } from '../access/failures.js';
import { Identification } from '../access/identification.js';
import { ProblemFilter } from '../http/problem.filter.js';
import { Latest } from '../kpis/latest.js';
import { FEED_LIMITS } from './feed-client.js';
import { FeedClients } from './feed-clients.js';
import { FeedHub } from './feed-hub.js';
import { FeedState } from './feed-state.js';
import { LatestAlarms } from './latest-alarms.js';
import { LatestDevices } from './latest-devices.js';
import { LedgerTail } from './ledger-tail.js';
import { FeedController } from './sse/feed.controller.js';
import { FeedSockets } from './websocket/feed-sockets.js';

const KEY = 'the/administrator=of+this test'.replaceAll(' ', '-');

interface Told {
  readonly event: string;
  readonly id: number | null;
  readonly data: Record<string, unknown>;
}

/** The feed over real sockets; ❹ is written by the test. */
class Feed {
  readonly log = new InMemoryEventLog();
  readonly clock = new ManualClock(1_000_000);
  readonly metrics = new Metrics();
  readonly devices: object[] = [];
  readonly callers = new FakeCallers();
  private app!: NestFastifyApplication;
  private readonly opened: { destroy(): void }[] = [];

  async start(env: Record<string, string> = {}): Promise<this> {
    await this.log.open();
    const testing = await Test.createTestingModule({
      controllers: [FeedController],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: AppConfig, useValue: AppConfig.fromEnv(env) },
        { provide: AdminKey, useValue: { verify: (key: string) => key === KEY } },
        { provide: Clock, useValue: this.clock },
        { provide: EventLog, useValue: this.log },
        { provide: Logs, useValue: new Logs('silent') },
        { provide: Tracing, useValue: Tracing.off },
        { provide: Metrics, useValue: this.metrics },
        { provide: Latest, useValue: { all: () => [] } },
        { provide: LatestAlarms, useValue: { all: () => [] } },
        { provide: LatestDevices, useValue: { all: () => this.devices } },
        { provide: LedgerTail, useValue: { listen: () => () => undefined } },
        { provide: Callers, useValue: this.callers },
        { provide: CallerRates, useValue: { count: () => undefined } },
        AccessGuard,
        Failures,
        Identification,
        FeedHub,
        FeedState,
        FeedClients,
        FeedSockets,
      ],
    }).compile();
    this.app = testing.createNestApplication<NestFastifyApplication>(
      new FastifyAdapter({ forceCloseConnections: true }),
    );
    this.app
      .getHttpAdapter()
      .getInstance()
      .post('/echo', (request: { body: unknown }, reply: { send(body: unknown): unknown }) =>
        reply.send(request.body),
      );
    this.app.get(FeedSockets).attach(this.app.getHttpServer());
    await this.app.listen(0, '127.0.0.1');
    return this;
  }

  get clients(): FeedClients {
    return this.app.get(FeedClients);
  }

  get port(): number {
    return (this.app.getHttpServer().address() as { port: number }).port;
  }

  async stop(): Promise<void> {
    for (const one of this.opened) one.destroy();
    await this.app.close();
    await this.log.close();
  }

  /** Tells of devices; resolves when the hub has read it. */
  async tell(...devices: [device: string, state: string][]): Promise<void> {
    const values = devices.map(
      ([device, state]) => ({ v: 1, type: 'device', item: { device, state } }) as unknown as FeedEvent,
    );
    await this.log.append(
      TOPICS.feed,
      values.map((value) => ({
        key: 'k',
        value: Buffer.from(JSON.stringify(value)),
        headers: {},
        timestamp: 0,
      })),
    );
    const { next } = await this.log.range(TOPICS.feed, 0);
    await eventually('the hub to have read on', () => this.app.get(FeedHub).ring.last === next - 1);
  }

  /** A reader by SSE that has read the headers. */
  async sse(query = '', headers: Record<string, string> = {}): Promise<{ socket: Socket; told: Told[] }> {
    const socket = connect(this.port, '127.0.0.1');
    this.opened.push(socket);
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`GET /api/v1/feed${query} HTTP/1.1\r\nhost: x\r\n${lines.join('')}\r\n`);
    const told: Told[] = [];
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      text += chunk;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const [, id = null] = /^id: (\d+)$/m.exec(block) ?? [];
        const [, event, data] = /^event: (\S+)\ndata: (.*)$/m.exec(block) ?? [];
        if (event && data) told.push({ event, id: id === null ? null : Number(id), data: JSON.parse(data) });
      }
    });
    await eventually('a place among the readers', () => this.clients.open.size >= this.opened.length);
    return { socket, told };
  }

  /** A reader by WebSocket that is let in. */
  async ws(
    query = '',
    options: { protocols?: string[]; headers?: Record<string, string>; origin?: string } = {},
  ): Promise<{ ws: WebSocket; told: Told[]; say: (message: unknown) => void }> {
    const { protocols = [], ...rest } = options;
    const ws = new WebSocket(`ws://127.0.0.1:${this.port}/api/v1/feed/ws${query}`, protocols, rest);
    this.opened.push({ destroy: () => ws.terminate() });
    const told: Told[] = [];
    ws.on('message', (data: Buffer) => told.push(JSON.parse(data.toString('utf8')) as Told));
    await once(ws, 'open');
    await eventually('the greeting', () => told.length > 0);
    return {
      ws,
      told,
      say: (message) => ws.send(typeof message === 'string' ? message : JSON.stringify(message)),
    };
  }
}

const names = (told: Told[], event = 'device'): unknown[] =>
  told.flatMap((one) => (one.event === event ? [one.data['device']] : []));

let feed: Feed;
beforeEach(async () => void (feed = await new Feed().start()));
afterEach(() => feed.stop());

describe('a reader of the feed', () => {
  it('is told the same by SSE and by WebSocket', async () => {
    const { told: bySse } = await feed.sse('?device=a');
    const { told: byWs } = await feed.ws('?device=a');

    await feed.tell(['a', 'live'], ['b', 'live'], ['a', 'late']);

    await eventually('both', () => bySse.length === 2 && byWs.length === 3);
    expect(byWs.slice(1)).toEqual(bySse);
    expect(bySse).toEqual([
      { event: 'device', id: 0, data: { device: 'a', state: 'live' } },
      { event: 'device', id: 2, data: { device: 'a', state: 'late' } },
    ]);
  });

  it('by SSE is answered with the same protection as a page', async () => {
    const stop = new AbortController();
    const { headers } = await fetch(`http://127.0.0.1:${feed.port}/api/v1/feed`, { signal: stop.signal });
    stop.abort();

    expect(headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
  });

  it('that comes back gets what it missed, by either transport', async () => {
    await feed.tell(...Array.from({ length: 30 }, (_, i): [string, string] => [`d${i}`, 'live']));

    const { told: bySse } = await feed.sse('', { 'last-event-id': '27' });
    const { told: byQuery } = await feed.sse('?lastEventId=28');
    const { told: byWs, say } = await feed.ws();
    say({ type: 'subscribe', lastEventId: 27 });
    await feed.tell(['new', 'live']);

    await eventually('all', () => bySse.length === 3 && byQuery.length === 2 && byWs.length === 5);
    expect([names(bySse), names(byQuery), names(byWs)]).toEqual([
      ['d28', 'd29', 'new'],
      ['d29', 'new'],
      ['d28', 'd29', 'new'],
    ]);
  });

  it.each(['99', 'x'])(
    'with the unknown last id %s is told so, then how everything stands',
    async (after) => {
      feed.devices.push({ device: 'a', state: 'live' }, { device: 'b', state: 'silent' });
      await feed.tell(['a', 'live']);

      const { told } = await feed.sse('', { 'last-event-id': after });
      await eventually('the end of the state', () => told.some(({ event }) => event === 'caught-up'));

      expect(told).toEqual([
        { event: 'reset', id: null, data: { reason: 'unknown', after, oldest: -1 } },
        { event: 'device', id: null, data: { device: 'a', state: 'live' } },
        { event: 'device', id: null, data: { device: 'b', state: 'silent' } },
        { event: 'caught-up', id: 0, data: { id: 0 } },
      ]);
    },
  );

  it('may ask for the state first', async () => {
    feed.devices.push({ device: 'a', state: 'live' });

    const { told } = await feed.ws('?state=true');
    await eventually('the state', () => told.length === 3);

    expect(told.map(({ event }) => event)).toEqual(['ready', 'device', 'caught-up']);
  });
});

describe('a WebSocket', () => {
  it('adds, replaces and ends subscriptions', async () => {
    const { told, say } = await feed.ws();
    say({ type: 'subscribe', name: 'one', device: ['a'] });
    say({ type: 'subscribe', name: 'two', device: 'b,c' });
    await eventually('both', () => told.length === 3);
    await feed.tell(['a', '1'], ['b', '1'], ['d', '1']);
    say({ type: 'subscribe', name: 'one', device: ['d'] });
    say({ type: 'unsubscribe', name: 'two' });
    await eventually('the changes', () => told.length === 7);
    await feed.tell(['a', '2'], ['b', '2'], ['d', '2']);

    await eventually('the last', () => told.length === 8);
    expect(names(told)).toEqual(['a', 'b', 'd']);
  });

  it.each([
    ['no JSON', 'JSON'],
    [{ type: 'subscribe', areas: ['718'] }, 'unknown: areas'],
    [{ type: 'subscribe', period: 'minute' }, 'period'],
    [{ type: 'unsubscribe', name: 'x' }, 'no subscription x'],
  ])('is answered what is wrong with %j', async (message, words) => {
    const { told, say } = await feed.ws();

    say(message);

    await eventually('the answer', () => told.length === 2);
    expect(told[1]).toMatchObject({ event: 'error', data: { detail: expect.stringContaining(words) } });
  });

  it('that says too much, or too long a message, is closed', async () => {
    const chatty = await feed.ws();
    for (let i = 0; i < 60; i += 1) chatty.say({ type: 'unsubscribe', name: 'x' });
    const [code] = (await once(chatty.ws, 'close')) as [number];
    const long = await feed.ws();
    long.say('x'.repeat(65 * 1024));
    const [tooLarge] = (await once(long.ws, 'close')) as [number];

    expect([code, tooLarge]).toEqual([1008, 1009]);
  });

  it('of a page of another site is let in only where it is listed', async () => {
    const closed = await new Feed().start({ NHIPPHO_FEED_ORIGINS: 'https://map.example.vn' });
    const refused = async (origin: string): Promise<string> =>
      closed.ws('', { origin }).then(
        () => 'let in',
        (error: Error) => error.message,
      );

    expect(await refused('https://evil.example')).toContain('403');
    expect(await refused('null')).toContain('403');
    expect(await refused('https://map.example.vn')).toBe('let in');
    expect(await refused(`http://127.0.0.1:${closed.port}`)).toBe('let in');
    await closed.stop();
  });

  it('needs a key where readers are identified, in a header or as a subprotocol', async () => {
    const closed = await new Feed().start({ NHIPPHO_READS: 'identified' });
    const bearer = `nhippho.bearer.${Buffer.from(KEY).toString('base64url')}`;

    await expect(closed.ws()).rejects.toThrow('401');
    await expect(closed.ws('', { protocols: ['nhippho.v1', 'nhippho.bearer.eA'] })).rejects.toThrow('401');
    const { ws } = await closed.ws('', { protocols: ['nhippho.v1', bearer] });
    await closed.ws('', { headers: { authorization: `Bearer ${KEY}` } });

    expect(ws.protocol).toBe('nhippho.v1');
    await closed.stop();
  });

  it.each([
    ['GET', '/api/v1/feed/ws', '', '426'],
    ['GET', '/api/v1/other', 'upgrade: websocket\r\nconnection: upgrade\r\n', '404'],
    ['GET', '//', 'upgrade: websocket\r\nconnection: upgrade\r\n', '404'],
    ['GET', '/api/v1/feed/ws?areas=1', 'upgrade: websocket\r\nconnection: upgrade\r\n', '400'],
    [
      'GET',
      '/api/v1/feed/ws',
      'upgrade: h2c\r\nconnection: Upgrade, HTTP2-Settings\r\nhttp2-settings: AA\r\n',
      '426',
    ],
  ])('is no answer to %s %s with "%s"', async (method, path, headers, status) => {
    const socket = connect(feed.port, '127.0.0.1');
    socket.write(`${method} ${path} HTTP/1.1\r\nhost: x\r\n${headers}\r\n`);
    const [reply] = (await once(socket, 'data')) as [Buffer];

    expect(reply.toString()).toContain(`HTTP/1.1 ${status} `);
    expect(reply.toString()).toContain('application/problem+json');
    socket.destroy();
  });

  it('is not offered to a program that offers another protocol with its request', async () => {
    const socket = connect(feed.port, '127.0.0.1');
    const body = JSON.stringify({ text: 'đủ' });
    socket.write(
      'POST /echo HTTP/1.1\r\nhost: x\r\nconnection: Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\nhttp2-settings: AA\r\n' +
        `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
    const [reply] = (await once(socket, 'data')) as [Buffer];

    expect(reply.toString()).toContain('200 OK');
    expect(reply.toString()).toContain(body);
    socket.destroy();
  });
});

describe('a frozen reader', () => {
  const PADDING = 'x'.repeat(2_000);
  /** More than the system takes for a reader that doesn't read. */
  const flood = async (rounds: number): Promise<void> => {
    for (let round = 0; round < rounds; round += 1)
      await feed.tell(
        ...Array.from({ length: 1000 }, (_, i): [string, string] => [`d${i}`, `${round}${PADDING}`]),
      );
  };
  const metric = async (name: string): Promise<number> =>
    Number(new RegExp(`^${name}(?:\\{.*\\})? (\\S+)$`, 'm').exec(await feed.metrics.text())?.[1]);

  it('by SSE is told the latest when it reads again; others go on', async () => {
    const { socket, told } = await feed.sse();
    const other = await feed.ws('?device=last');
    socket.pause();
    await flood(8);
    await feed.tell(['last', 'live']);
    await eventually('the other', () => names(other.told).length === 1);
    expect(await metric('nhippho_feed_queue_events')).toBeLessThanOrEqual(FEED_LIMITS.waiting);
    expect(await metric('nhippho_feed_dropped_events_total')).toBeGreaterThan(1000);

    socket.resume();

    await eventually('the newest of all', () => names(told).at(-1) === 'last');
    const newest = new Map(told.map(({ data }) => [data['device'], String(data['state'])]));
    expect([...newest.values()].filter((state) => state.startsWith('7x'))).toHaveLength(1000);
    expect(told.length).toBeLessThan(8001);
  });

  it.each(['sse', 'ws'] as const)('by %s is cut off after 30 s; others go on', async (transport) => {
    const frozen =
      transport === 'sse' ? (await feed.sse()).socket : rawOf((await feed.ws('?events=device')).ws);
    const other = await feed.ws('?device=last');
    frozen.pause();
    await flood(8);
    feed.clients.sweep();
    feed.clock.advance(29_000);
    feed.clients.sweep();
    expect(feed.clients.open.size).toBe(2);

    feed.clock.advance(1_001);
    feed.clients.sweep();

    await eventually('the other alone', () => feed.clients.open.size === 1);
    expect(feed.clients.cut).toEqual(
      transport === 'sse' ? { sse: 1, websocket: 0 } : { sse: 0, websocket: 1 },
    );
    await feed.tell(['last', 'live']);
    await eventually('the other', () => names(other.told).length === 1);
  });

  it('by WebSocket is noticed by the pings that it leaves unanswered, however little it is told', async () => {
    const { ws } = await feed.ws();
    rawOf(ws).pause();

    for (let beat = 0; beat < 3; beat += 1) {
      feed.clock.advance(15_000);
      feed.clients.sweep();
    }

    await eventually('nobody', () => feed.clients.open.size === 0);
    expect(feed.clients.cut.websocket).toBe(1);
  });
});

/** The socket below a client, which can be stopped from reading for real. */
function rawOf(ws: WebSocket): Socket {
  return (ws as unknown as { _socket: Socket })._socket;
}

describe('a stream of somebody who is signed in', () => {
  const hoa = { authorization: 'Bearer hoa' };

  it.each([
    ['whose session ended', null],
    ['whose last role was taken away', Caller.person('p-1', 'Hoa', [], 's-1')],
  ])('%s ends at once, by either transport; those of others go on', async (_whose, after) => {
    await feed.sse('', hoa);
    const { ws } = await feed.ws('', { headers: hoa });
    const { told } = await feed.ws('?device=a');
    const closed = once(ws, 'close');

    feed.callers.caller = after;
    feed.callers.changed();

    const [code] = (await closed) as [number];
    expect(code).toBe(1008);
    await eventually('the other streams to end', () => feed.clients.open.size === 1);
    await feed.tell(['a', 'live']);
    await eventually('the other one to be told', () => names(told).length === 1);
  });

  it('goes on while they may read, whatever else changed', async () => {
    const { ws, told, say } = await feed.ws('', { headers: hoa });
    say({ type: 'subscribe' });
    await eventually('the subscription', () => told.length === 2);

    feed.callers.caller = Caller.person('p-1', 'Hoa', [{ role: 'viewer', area: '718' }], 's-1');
    feed.callers.changed();
    await feed.tell(['a', 'live']);

    await eventually('the event', () => names(told).length === 1);
    expect(ws.readyState).toBe(WebSocket.OPEN);
  });

  it('ends as soon as the registry can be asked again', async () => {
    const { ws } = await feed.ws('', { headers: hoa });
    const closed = once(ws, 'close');
    feed.callers.failure = new Error('down');
    feed.callers.caller = null;
    feed.callers.changed();
    await feed.tell(['a', 'live']);
    expect(ws.readyState).toBe(WebSocket.OPEN);

    feed.callers.failure = null;
    feed.clients.sweep();

    await closed;
  });

  it('ends within a minute of a time that nobody announces', async () => {
    const { ws } = await feed.ws('', { headers: hoa });
    const closed = once(ws, 'close');
    feed.callers.caller = null;

    feed.clock.advance(60_000);
    feed.clients.sweep();

    await closed;
  });
});
