import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mountMethods } from './methods.js';

describe('methods that a path does not have', () => {
  const server = Fastify({ forceCloseConnections: true });
  let base: string;

  beforeAll(async () => {
    const paths = {
      '/things': { post: {} },
      '/things/{id}': { get: {}, delete: {} },
      '/things/check': { post: {} },
    };
    mountMethods({ getHttpAdapter: () => ({ getInstance: () => server }) } as never, paths);
    server.post('/things', () => 'added');
    server.get('/things/:id', () => 'one');
    server.get('/*', (_request, reply) => reply.status(404).send('no such file'));
    base = await server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => server.close());

  it.each([
    ['PUT', '/things', 'POST, OPTIONS'],
    ['GET', '/things', 'POST, OPTIONS'],
    ['PUT', '/things/7', 'GET, DELETE, HEAD, OPTIONS'],
    ['PUT', '/things/check', 'POST, OPTIONS'],
  ] as const)('%s %s is answered 405 with those it has, page or no page', async (method, url, allow) => {
    const reply = await fetch(base + url, { method });

    expect([reply.status, reply.headers.get('allow')]).toEqual([405, allow]);
    expect(await reply.json()).toMatchObject({ status: 405, detail: `${url} takes ${allow}` });
  });

  it('leaves what is there, and files, to whoever serves them', async () => {
    const text = async (url: string, method = 'GET') => (await fetch(base + url, { method })).text();

    expect(await text('/things', 'POST')).toBe('added');
    expect(await text('/things/7')).toBe('one');
    expect(await text('/page.js')).toBe('no such file');
    expect(await text(`/things/${'x'.repeat(3_000)}`)).toBe('no such file');
  });
});
