import { describe, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import { frameworkErrors } from './framework-errors.js';

describe('an address that no route can be found for', () => {
  it('is refused as problem details with the protective headers', async () => {
    const server = Fastify({ frameworkErrors });
    server.get('/areas/:id', () => 'x');

    const reply = await fetch(`${await server.listen({ port: 0, host: '127.0.0.1' })}/areas/%ZZ`);
    const body: unknown = await reply.json();
    await server.close();

    expect(reply.status).toBe(400);
    expect(reply.headers.get('content-type')).toContain('application/problem+json');
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
    expect(reply.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(body).toMatchObject({ type: 'about:blank', status: 400 });
  });
});
