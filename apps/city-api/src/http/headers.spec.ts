import { describe, expect, it } from '@jest/globals';
import { AppConfig } from '@app/config';
import Fastify from 'fastify';
import { mountHeaders } from './headers.js';

describe('the header that keeps browsers to TLS', () => {
  it.each([
    [
      'there where the page is known by an https address',
      { NHIPPHO_PUBLIC_URL: 'https://nhippho.example' },
      true,
    ],
    ['absent where it is known by another', { NHIPPHO_PUBLIC_URL: 'http://10.0.0.1:8080' }, false],
    ['absent over a plain port', {}, false],
  ])('is %s', async (_where, env, isThere) => {
    const server = Fastify();
    mountHeaders({
      get: () => AppConfig.fromEnv(env),
      getHttpAdapter: () => ({ getInstance: () => server }),
    } as never);
    server.get('/', () => 'x');

    const { headers } = await fetch(await server.listen({ port: 0, host: '127.0.0.1' }));
    await server.close();

    expect(headers.get('strict-transport-security')).toBe(isThere ? 'max-age=31536000' : null);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});
