import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@app/testing';
import { describeOnEachEngine } from './support/engines.js';
import { json, type Reply, request } from './support/http.js';
import { PlatformProcess } from './support/platform-process.js';
import { expectProblem } from './support/problem.js';

describeOnEachEngine('replies of the outside interface [DESIGN 9]', (engines) => {
  let platform: PlatformProcess;
  let admin: string;
  const at = (path: string): string => `${platform.base}${path}`;
  const get = <T = Record<string, unknown>>(path: string): Promise<Reply<T>> => request<T>(at(path));

  beforeAll(async () => {
    platform = await PlatformProcess.create({ engines });
    await platform.start();
    admin = `Bearer ${platform.rest.key}`;
  });

  afterAll(() => platform.remove());

  describe('errors are problem+json', () => {
    it.each([
      ['an unknown query name', '/api/v1/areas?foo=1', 400, 'foo'],
      ['an unknown KPI', '/api/v1/kpis/NO-01/values?area=718&period=hour', 404, 'NO-01'],
      ['an unknown area', '/api/v1/kpis/MOB-01/values?area=nope&period=hour', 404, 'nope'],
      ['an unknown measure', '/api/v1/series?measure=traffic.smell&area=718', 404, 'traffic.smell'],
      ['an unsupported period', '/api/v1/kpis/ENV-05/values?area=718&period=5min', 400, 'ENV-05'],
      ['a word that is no period', '/api/v1/kpis/MOB-01/values?area=718&period=month2', 400, 'period'],
      ['a time that is none', '/api/v1/ledger?from=yesterday', 400, 'from'],
      ['a cursor that no page gave', '/api/v1/areas?after=!', 400, 'after'],
      ['a cursor of another list', '/api/v1/ledger?after=1.x', 400, 'after'],
      ['a cursor that is too short', '/api/v1/rejected?after=1:2', 400, 'after'],
      ['a day that never is', '/api/v1/ledger?from=2026-02-30', 400, '2026-02-30'],
      [
        'an aggregate that the kind has not',
        '/api/v1/series?measure=traffic.speed&area=718&agg=leq',
        400,
        'agg',
      ],
      ['an unknown path', '/api/v1/nope', 404, '/api/v1/nope'],
      ['a path that is not UTF-8', '/api/v1/%ff', 400, '%ff'],
    ])('%s: %s', async (_what, path, status, named) => {
      expectProblem(await get(path), status, named);
    });

    it.each([
      ['malformed JSON', '{"id":', 400, 'JSON'],
      ['a wrong field', '{"id":"x","name":"x","kind":"traffic","lat":100,"lon":106}', 400, 'lat'],
      ['an unknown field', '{"id":"x","name":"x","kind":"traffic","lat":10,"lon":106,"foo":1}', 400, 'foo'],
      ['a body too large', `{"id":"${'x'.repeat(1_200_000)}"}`, 413, 'large'],
    ])('%s in a body', async (_what, body, status, named) => {
      expectProblem(await request(at('/api/v1/stations'), json(body, admin)), status, named);
    });

    it('a method that the path has not: 405 with Allow; OPTIONS and HEAD are answered', async () => {
      const put = await request(at('/api/v1/areas'), { method: 'PUT' });
      const options = await request(at('/api/v1/stations/x'), { method: 'OPTIONS' });
      const head = await request(at('/api/v1/areas'), { method: 'HEAD' });
      const feed = await request(at('/api/v1/feed'), { method: 'HEAD' });

      expectProblem(put, 405, 'GET');
      expect(put.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
      expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS']);
      expect([head.status, head.text]).toEqual([200, '']);
      expect([feed.status, feed.type]).toEqual([200, 'text/event-stream']);
    });
  });

  describe('health, documentation and page', () => {
    it('GET /health is 200', async () => {
      expect(await get('/health')).toMatchObject({ status: 200, body: { status: 'ok' } });
    });

    it('GET /ready is 200 with its checks, among them whether messages are worked off', async () => {
      const { status, body } = await get<{ ready: boolean; checks: Record<string, { ok: boolean }> }>(
        '/ready',
      );

      expect([status, body.ready]).toEqual([200, true]);
      expect(Object.keys(body.checks)).toEqual(
        expect.arrayContaining(['eventLog', 'timeSeries', 'registry', 'processing', 'evaluation']),
      );
    });

    it('GET /api/openapi.json names every path of this interface, and /api/docs shows it', async () => {
      const { body } = await get<{ openapi: string; paths: object }>('/api/openapi.json');
      const docs = await get('/api/docs');

      expect(body.openapi).toMatch(/^3\.1/);
      expect(Object.keys(body.paths)).toEqual(
        expect.arrayContaining(['/api/v1/kpis/{id}/values', '/ingest/v1/telemetry', '/api/v1/feed']),
      );
      expect([docs.status, docs.type]).toEqual([200, 'text/html']);
    });

    it('GET / is the page', async () => {
      const page = await get('/');

      expect([page.status, page.type]).toEqual([200, 'text/html']);
      expect(page.headers.get('cache-control')).toBe('no-cache');
    });

    it.each([
      ['the page', '/'],
      ['another path of the page', '/thiet-bi'],
      ['the documentation', '/api/docs'],
      ['the sign-in form', '/local-issuer/sign-in/made-up'],
      ['the issuer’s own words about a mistake', '/local-issuer/auth?client_id=made-up'],
    ])('%s runs no inline script, is framed by nobody and tells nobody where it was', async (_what, path) => {
      const { headers, text, type } = await request(at(path), { headers: { accept: 'text/html' } });

      expect(type).toBe('text/html');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      const policy = policyOf(headers.get('content-security-policy') ?? '');
      const scripts = policy.get('script-src') ?? policy.get('default-src') ?? ['nothing is said'];
      expect(scripts.filter((source) => source !== "'self'" && source !== "'none'")).toEqual([]);
      expect([policy.get('frame-ancestors'), policy.get('base-uri')]).toEqual([["'none'"], ["'none'"]]);
      // What the policy forbids isn't tried either.
      expect(text.match(/<script(?![^>]*\ssrc=)[^>]*>|\son[a-z]+=|javascript:/gi) ?? []).toEqual([]);
    });

    it('NHIPPHO_METRICS_PORT serves Prometheus metrics', async () => {
      const metrics = await request(`http://127.0.0.1:${platform.ports.metrics}/metrics`);

      expect(metrics.status).toBe(200);
      expect(metrics.text).toContain('nhippho_');
    });

    it('admin.key is readable by its owner only, and the key was printed', async () => {
      expect(statSync(join(platform.dataDir, 'admin.key')).mode & 0o777).toBe(0o600);
      await eventually('the key', () => platform.output.includes(platform.rest.key));
    });
  });
});

/** A Content-Security-Policy as its directives. */
function policyOf(text: string): Map<string, readonly string[]> {
  return new Map(
    text.split(';').map((part) => {
      const [name = '', ...sources] = part.trim().split(' ');
      return [name, sources];
    }),
  );
}
