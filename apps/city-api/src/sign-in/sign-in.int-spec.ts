import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Sessions } from '@app/access';
import { Clock } from '@app/config';
import {
  ApiKeyRepository,
  AuditRepository,
  PersonRepository,
  Registry,
  SessionRepository,
} from '@app/registry';
import { BrowserSession } from '../../test/browser-session.js';
import { TestCity } from '../../test/city.js';
import { AuditController } from '../audit/audit.controller.js';
import { AuditInterceptor } from '../audit/audit.interceptor.js';
import { ApiKeysController } from '../people/api-keys.controller.js';
import { PeopleController } from '../people/people.controller.js';
import { mountBundledIssuer } from './bundled/mount-bundled-issuer.js';
import { Provider } from './provider.js';
import { SessionController } from './session.controller.js';

interface NewPerson {
  readonly id: string;
  readonly secret: string;
}
interface Who {
  readonly kind: string;
  readonly name: string;
  readonly actions: readonly string[];
  readonly places: readonly { area: string | null; actions: readonly string[] }[];
  readonly canSignIn: boolean;
  readonly sessions: readonly { readonly current: boolean }[];
}

describe('signing in', () => {
  let city: TestCity;
  let hoa: NewPerson;

  beforeAll(async () => {
    city = await TestCity.open(
      '2026-11-30T08:00:00+07:00',
      [SessionController, PeopleController, ApiKeysController, AuditController],
      [
        Provider,
        ...[PersonRepository, ApiKeyRepository, SessionRepository, AuditRepository].map((type) => ({
          provide: type,
          useFactory: (registry: Registry, clock: Clock) => new type(registry, clock),
          inject: [Registry, Clock],
        })),
        {
          provide: Sessions,
          useFactory: (store: SessionRepository, clock: Clock) => new Sessions(store, () => clock.now()),
          inject: [SessionRepository, Clock],
        },
        { provide: APP_INTERCEPTOR, useClass: AuditInterceptor },
      ],
      { mount: mountBundledIssuer },
    );
    hoa = await addPerson('Lê Thị Hoa', 'Hoa@binhduong.example', [{ role: 'operator', area: '721' }]);
  });
  afterAll(() => city.close());

  it('goes through the identity provider, ends at the page asked for, and says what the person may do', async () => {
    const browser = new BrowserSession(city.base);

    const end = await signIn(browser, hoa.secret);

    expect(end).toEqual({ status: 404, path: '/thiet-bi?area=721' });
    const who = (await (await browser.ask('/api/v1/session')).json()) as Who;
    expect(who).toMatchObject({ kind: 'person', name: 'Lê Thị Hoa', canSignIn: true });
    expect(who.actions).toContain('devices.write');
    expect(who.actions).not.toContain('people.write');
    expect(who.places).toEqual([
      { area: null, actions: [] },
      { area: '721', actions: expect.arrayContaining(['devices.write']) },
    ]);
    expect(who.sessions).toEqual([expect.objectContaining({ current: true })]);
  });

  it('answers a wrong secret and an unknown address alike', async () => {
    const replies = await Promise.all(
      ['hoa@binhduong.example', 'nobody@binhduong.example'].map(async (email) => {
        const browser = new BrowserSession(city.base);
        const form = await browser.follow('/api/v1/session/sign-in');
        const { reply } = await browser.sendForm(form.path, { email, secret: 'A'.repeat(43) });
        return { status: reply.status, page: (await reply.text()).replace(/action="[^"]*"/, '') };
      }),
    );

    expect(replies[0]!.status).toBe(401);
    expect(replies[1]).toEqual(replies[0]);
  });

  it.each([
    ['//evil.example/x'],
    ['https://evil.example'],
    ['/\\evil.example'],
    ['javascript:alert(1)'],
    ['/x\r\nset-cookie: a=b'],
  ])('sends nobody to %p afterwards', async (to) => {
    const reply = await new BrowserSession(city.base).ask(
      `/api/v1/session/sign-in?to=${encodeURIComponent(to)}`,
    );

    expect(reply.status).toBe(400);
  });

  it('ends at a page whose address has letters that no header holds', async () => {
    const browser = new BrowserSession(city.base);

    const end = await signIn(browser, hoa.secret, '/thiết-bị?tên=Cầu 1&a=%2F');

    expect(end.path).toBe('/thi%E1%BA%BFt-b%E1%BB%8B?t%C3%AAn=C%E1%BA%A7u%201&a=%2F');
    expect(browser.cookies.has('np_access')).toBe(true);
  });

  it('knows a person by whichever name of this machine they come', async () => {
    await signIn(new BrowserSession(city.base), hoa.secret);
    const browser = new BrowserSession(city.base.replace('127.0.0.1', 'localhost'));

    await signIn(browser, hoa.secret);

    expect(await kindOf(browser)).toBe('person');
  });

  it('believes no issuer to which the header of a request leads', async () => {
    let asked = 0;
    const stranger = createServer((_request, reply) => {
      asked += 1;
      reply.end();
    });
    await new Promise<void>((listening) => stranger.listen(0, '127.0.0.1', listening));
    const host = `127.0.0.1:${(stranger.address() as AddressInfo).port}`;

    for (const path of ['/api/v1/session/sign-in', '/local-issuer/jwks'])
      for (const named of [host, '[', 'evil.example', `user@${new URL(city.base).host}`])
        expect(await statusAt(named, path)).toBe(400);

    expect(asked).toBe(0);
    stranger.close();
    expect((await signIn(new BrowserSession(city.base), hoa.secret)).status).toBe(404);
  });

  it('answers an address that no text may have as it does a wrong one', async () => {
    const browser = new BrowserSession(city.base);
    const form = await browser.follow('/api/v1/session/sign-in');

    const { reply } = await browser.sendForm(form.path, { email: 'hoa\0@binhduong.example', secret: 'x' });

    expect(reply.status).toBe(401);
  });

  it('takes no reply that this browser did not ask for, nor one with another state, nor a made-up code', async () => {
    const stranger = new BrowserSession(city.base);
    expect((await stranger.ask('/api/v1/session/callback?code=x&state=y')).status).toBe(400);

    const browser = new BrowserSession(city.base);
    const begun = await browser.ask('/api/v1/session/sign-in');
    const state = new URL(begun.headers.get('location')!).searchParams.get('state')!;
    const iss = encodeURIComponent(`${city.base}/local-issuer`);
    for (const query of [`code=x&state=other&iss=${iss}`, `code=made-up&state=${state}&iss=${iss}`]) {
      const reply = await browser.ask(`/api/v1/session/callback?${query}`);
      expect(reply.status).toBe(401);
      expect(browser.cookies.has('np_access')).toBe(false);
    }
  });

  it('hands out cookies that no script reads and no other site makes use of', async () => {
    const browser = new BrowserSession(city.base);
    await signIn(browser, hoa.secret);

    const refreshed = await browser.sendJson('POST', '/api/v1/session/refresh', {});
    const lines = refreshed.headers.getSetCookie();

    expect(refreshed.status).toBe(204);
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).toMatch(/HttpOnly; SameSite=Strict/);
    const foreign = await browser.sendJson(
      'POST',
      '/api/v1/session/sign-out',
      {},
      { 'sec-fetch-site': 'cross-site' },
    );
    expect(foreign.status).toBe(403);
  });

  it('ends when the person signs out, everywhere if they say so, and when they are blocked', async () => {
    const [one, two] = [new BrowserSession(city.base), new BrowserSession(city.base)];
    await signIn(one, hoa.secret);
    await signIn(two, hoa.secret);

    expect((await one.sendJson('POST', '/api/v1/session/sign-out', { everywhere: true })).status).toBe(204);
    await city.registry.cache.refresh();
    expect(await kindOf(two)).toBe('anonymous');

    await signIn(two, hoa.secret);
    await ask('PATCH', `/api/v1/people/${hoa.id}`, { blocked: true });
    await city.registry.cache.refresh();
    expect(await kindOf(two)).toBe('anonymous');
    expect((await signIn(new BrowserSession(city.base), hoa.secret)).status).toBe(401);
    await ask('PATCH', `/api/v1/people/${hoa.id}`, { blocked: false });
  });

  it('of a service is by a key, until it is revoked', async () => {
    const roles = [{ role: 'administrator', area: null }];
    const made = (await (await ask('POST', '/api/v1/api-keys', { name: 'cổng dữ liệu', roles })).json()) as {
      id: string;
      key: string;
    };
    const list = (): Promise<Response> =>
      fetch(new URL('/api/v1/people', city.base), { headers: { authorization: `Bearer ${made.key}` } });

    expect((await list()).status).toBe(200);
    expect((await ask('DELETE', `/api/v1/api-keys/${made.id}`)).status).toBe(204);
    await city.registry.cache.refresh();
    expect((await list()).status).toBe(401);
  });

  it('and everything that is changed stands in the audit trail with who did it and what came of it', async () => {
    await ask('POST', '/api/v1/people', { name: 'Ai đó', email: 'not an address', roles: [] });
    const reply = await ask('GET', '/api/v1/audit?limit=10000');
    const { items } = (await reply.json()) as {
      items: {
        seq: number;
        action: string;
        caller: { kind: string };
        outcome: number | null;
        outcomeOf: number | null;
        detail: string;
      }[];
    };
    const begun = items.filter(({ outcome }) => outcome === null);
    const [first, last] = [begun[0]!, begun.at(-1)!];

    expect(first).toMatchObject({ action: 'POST /api/v1/people', caller: { kind: 'key' } });
    expect(items.find(({ outcomeOf }) => outcomeOf === first.seq)?.outcome).toBe(201);
    expect(items.find(({ outcomeOf }) => outcomeOf === last.seq)?.outcome).toBe(400);
    for (const { seq } of begun) expect(items.some(({ outcomeOf }) => outcomeOf === seq)).toBe(true);
    expect(JSON.stringify(items)).not.toContain(hoa.secret);
    const verdict = (await (await ask('GET', '/api/v1/audit/verify')).json()) as { brokenAt: number | null };
    expect(verdict.brokenAt).toBeNull();
    const lines = (await (await ask('GET', '/api/v1/audit/export')).text()).trim().split('\n');
    expect(lines).toHaveLength(items.length);
  });

  it('leaves a trail that the database itself lets nobody change, and that shows it when somebody could', async () => {
    const { registry } = city.registry;
    await expect(registry.query('UPDATE audit SET name = $1', ['x'])).rejects.toThrow('appended to');
    await expect(registry.query('DELETE FROM audit')).rejects.toThrow('appended to');

    await registry.query('ALTER TABLE audit DISABLE TRIGGER audit_stands');
    await registry.query("UPDATE audit SET name = 'somebody else' WHERE seq = 3");
    const verdict = (await (await ask('GET', '/api/v1/audit/verify')).json()) as { brokenAt: number | null };
    expect(verdict.brokenAt).toBe(3);
  });

  async function addPerson(name: string, email: string, roles: readonly object[]): Promise<NewPerson> {
    const reply = await ask('POST', '/api/v1/people', { name, email, roles, localSecret: true });
    expect(reply.status).toBe(201);
    return (await reply.json()) as NewPerson;
  }

  function ask(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(new URL(path, city.base), {
      method,
      headers: {
        authorization: 'Bearer the-administrator',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  async function signIn(
    browser: BrowserSession,
    secret: string,
    to = '/thiet-bi?area=721',
  ): Promise<{ status: number; path: string }> {
    const form = await browser.follow(`/api/v1/session/sign-in?to=${encodeURIComponent(to)}`);
    expect(form.reply.status).toBe(200);
    const end = await browser.sendForm(form.path, { email: 'hoa@binhduong.example', secret });
    return { status: end.reply.status, path: end.path };
  }

  /** Status of the reply to a request that says that it was sent to another host. */
  function statusAt(host: string, path: string): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      get(new URL(path, city.base), { headers: { host } }, (reply) => {
        reply.resume();
        resolve(reply.statusCode);
      }).on('error', reject);
    });
  }

  async function kindOf(browser: BrowserSession): Promise<string> {
    return ((await (await browser.ask('/api/v1/session')).json()) as Who).kind;
  }
});
