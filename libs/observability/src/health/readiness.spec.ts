import { afterEach, describe, expect, it } from '@jest/globals';
import { Metrics } from '../metrics.js';
import { Readiness } from './readiness.js';
import { StatusServer } from './status-server.js';

describe('Readiness', () => {
  it('is ready when every part is, and names what each says', async () => {
    const readiness = new Readiness();
    readiness.add('log', () => ({ ok: true, detail: 'open' }));
    readiness.add('store', () => Promise.resolve({ ok: true, detail: '3 connections' }));

    expect(await readiness.state()).toEqual({
      ready: true,
      checks: { log: { ok: true, detail: 'open' }, store: { ok: true, detail: '3 connections' } },
      warnings: [],
    });
  });

  it('takes a part that throws for one that fails, with its words', async () => {
    const readiness = new Readiness();
    readiness.add('log', () => {
      throw new Error('closed');
    });
    readiness.add('store', () => Promise.reject(new Error('no connection')));

    const { ready, checks } = await readiness.state();

    expect([ready, checks]).toEqual([
      false,
      { log: { ok: false, detail: 'closed' }, store: { ok: false, detail: 'no connection' } },
    ]);
  });

  it('warns without being less ready', async () => {
    const readiness = new Readiness();
    readiness.warn(() => 'one copy');
    readiness.warn(() => null);
    readiness.warn(() => Promise.reject(new Error('cannot say')));

    expect(await readiness.state()).toEqual({ ready: true, checks: {}, warnings: ['one copy'] });
  });
});

describe('StatusServer', () => {
  let server: StatusServer;
  afterEach(() => server.close());

  it('answers health, readiness with its status, metrics, and nothing else', async () => {
    const [metrics, readiness] = [new Metrics(), new Readiness()];
    metrics.counter('nhippho_things_total', 'Things').inc(2);
    readiness.add('log', () => ({ ok: false, detail: 'closed' }));
    server = new StatusServer({ metrics: [metrics], readiness });
    const base = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;

    const health = await fetch(`${base}/health`);
    const ready = await fetch(`${base}/ready`);
    const shown = await (await fetch(`${base}/metrics`)).text();
    const other = await fetch(`${base}/admin`);

    expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }]);
    expect([ready.status, ((await ready.json()) as { ready: boolean }).ready]).toEqual([503, false]);
    expect(shown).toContain('nhippho_things_total 2');
    expect(other.status).toBe(404);
  });

  it('tells of the parts that it was shown last', async () => {
    server = new StatusServer({ metrics: [], readiness: new Readiness() });
    const base = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;
    const later = new Readiness();
    later.add('log', () => ({ ok: false, detail: 'closed' }));

    const before = (await fetch(`${base}/ready`)).status;
    server.show({ readiness: later });

    expect([before, (await fetch(`${base}/ready`)).status]).toEqual([200, 503]);
  });
});
