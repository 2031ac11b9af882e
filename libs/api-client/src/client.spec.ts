import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiError, NhipPhoClient } from './index.js';

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Answers by path, and remembers what it was asked. */
class Peer {
  readonly seen: Seen[] = [];
  private server: Server | null = null;

  async open(answer: (seen: Seen) => { status?: number; type?: string; body: string }): Promise<string> {
    this.server = createServer((request, reply) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method, url, headers } = request;
        const one = { method, url, headers, body: Buffer.concat(chunks).toString() };
        this.seen.push(one);
        const { status = 200, type = 'application/json', body } = answer(one);
        reply.writeHead(status, { 'content-type': type }).end(body);
      });
    });
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get last(): Seen {
    const last = this.seen.at(-1);
    if (!last) throw new Error('nobody asked');
    return last;
  }

  close(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }
}

const PROBLEM = {
  type: 'about:blank',
  title: 'The request is not valid',
  status: 400,
  detail: 'station: no station no-such',
  errors: [{ path: 'station', message: 'no station no-such' }],
};

describe('NhipPhoClient', () => {
  const peer = new Peer();
  let base: string;
  const client = (key?: string | (() => string | null)): NhipPhoClient =>
    new NhipPhoClient({ base: `${base}/`, ...(key !== undefined && { key }) });

  beforeAll(async () => {
    base = await peer.open(({ url = '', method }) => {
      if (url.startsWith('/api/v1/stations?') && url.includes('after=x')) {
        return { body: '{"items":[{"id":"c"}],"next":null}' };
      }
      if (url.startsWith('/api/v1/stations')) return { body: '{"items":[{"id":"a"},{"id":"b"}],"next":"x"}' };
      if (url.startsWith('/api/v1/devices') && method === 'POST') {
        return { status: 400, type: 'application/problem+json', body: JSON.stringify(PROBLEM) };
      }
      if (url.startsWith('/api/v1/reports')) return { type: 'application/zip', body: 'PK' };
      if (url.startsWith('/ready')) return { status: 502, type: 'text/html', body: '<h1>gateway</h1>' };
      return { body: '{"items":[],"next":null}' };
    });
  });

  afterAll(() => peer.close());

  it('fills the path and the query, leaving out what is undefined and repeating what is several', async () => {
    await client().get('/api/v1/kpis/{id}/values', {
      path: { id: 'MOB-14.motor/cycle' },
      query: { area: '718', period: 'day', from: undefined, limit: 5 },
    });
    expect(peer.last.url).toBe('/api/v1/kpis/MOB-14.motor%2Fcycle/values?area=718&period=day&limit=5');

    await client().get('/api/v1/compare', {
      query: { area: ['718', '719'], period: 'year', from: '2020-01-01' },
    });
    expect(peer.last.url).toContain('area=718&area=719');
  });

  it('gives every item of a list over its pages', async () => {
    const ids: string[] = [];
    for await (const station of client().items('/api/v1/stations', { query: { area: '718' } }))
      ids.push(station.id);

    expect(ids).toEqual(['a', 'b', 'c']);
    expect(peer.last.url).toBe('/api/v1/stations?area=718&after=x');
  });

  it('asks for no further page than is taken', async () => {
    const before = peer.seen.length;
    for await (const station of client().items('/api/v1/stations')) if (station.id === 'a') break;

    expect(peer.seen.length).toBe(before + 1);
  });

  it('sends JSON under the key, which may change from call to call', async () => {
    let key: string | null = 'first';
    const one = client(() => key);
    await one.post('/api/v1/restatements/{id}/accept', {
      path: { id: 7 },
      body: { by: 'An', note: 'đúng' } as never,
    });
    expect(peer.last).toMatchObject({
      method: 'POST',
      url: '/api/v1/restatements/7/accept',
      headers: { authorization: 'Bearer first', 'content-type': 'application/json' },
      body: '{"by":"An","note":"đúng"}',
    });
    key = null;
    await one.get('/api/v1/areas');
    expect(peer.last.headers.authorization).toBeUndefined();
  });

  it('signs readings with the credential of a device, and sends files as they are', async () => {
    await client().post('/ingest/v1/telemetry', {
      device: { id: 'cam-1', credential: 'c' },
      body: { ts: 0 },
    });
    expect(peer.last.headers.authorization).toBe(`Basic ${Buffer.from('cam-1:c').toString('base64')}`);

    await client('k').post('/api/v1/indicators/import', {
      query: { by: 'An' },
      file: { data: 'area,value\n', type: 'text/csv' },
    });
    expect(peer.last).toMatchObject({ headers: { 'content-type': 'text/csv' }, body: 'area,value\n' });
  });

  it('gives files as the reply that they came in', async () => {
    const reply = await client().reply('get', '/api/v1/reports/annual/batch', {
      query: { year: 2026 },
    });

    expect(await reply.text()).toBe('PK');
  });

  it("rejects with the server's words and places", async () => {
    const body = { id: 'cam-1', station: 'no-such', profile: 'traffic-camera', cadence: 300 };
    await expect(client('k').post('/api/v1/devices', { body })).rejects.toMatchObject({
      name: 'ApiError',
      status: 400,
      message: 'station: no station no-such',
      problem: { errors: [{ path: 'station' }] },
    });
  });

  it('rejects with the status where the reply is no problem+json, and with 0 where none came', async () => {
    await expect(client().get('/ready')).rejects.toMatchObject({ status: 502, problem: null });
    const nobody = new NhipPhoClient({ base: 'http://127.0.0.1:1' });
    await expect(nobody.get('/health')).rejects.toMatchObject({
      status: 0,
      cause: expect.anything() as unknown,
    });
  });

  it('rejects an aborted call with the reason of its abort', async () => {
    const signal = AbortSignal.abort(new Error('left the page'));

    const call = client().get('/api/v1/areas', { signal });
    await expect(call).rejects.toThrow('left the page');
    await expect(call).rejects.not.toBeInstanceOf(ApiError);
  });

  it('names the address of a GET for a link', () => {
    expect(client().url('/api/v1/latest', { query: { area: '718' } })).toBe(`${base}/api/v1/latest?area=718`);
  });
});
