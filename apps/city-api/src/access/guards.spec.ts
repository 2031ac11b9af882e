import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { describe, expect, it } from '@jest/globals';
import { type Action, AdminKey, Caller, type Callers } from '@app/access';
import { AppConfig } from '@app/config';
import { ManualClock } from '@app/testing';
import { ApiOperation } from '../http/operation.js';
import { AccessGuard } from './access.guard.js';
import { callerOf } from './caller.js';
import { CallerRates } from './caller-rates.js';
import { Failures } from './failures.js';
import { Identification } from './identification.js';

const KEY = 'the-key-of-this-test';
const OPERATOR = Caller.person('p-1', 'Phạm Văn Minh', [{ role: 'operator', area: '721' }], 's-1');

class Operations {
  @ApiOperation({ tag: 't', summary: 'keyed' })
  keyed(): void {}
  @ApiOperation({ tag: 't', summary: 'reads', action: 'read' })
  reads(): void {}
  @ApiOperation({ tag: 't', summary: 'registers', action: 'devices.write' satisfies Action })
  registers(): void {}
  @ApiOperation({ tag: 't', summary: 'defines', action: 'definitions.write' satisfies Action })
  defines(): void {}
}
type Name = keyof Operations;

interface Asked {
  readonly authorization?: string;
  readonly cookie?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function setUp(reads: 'open' | 'identified' = 'identified', perSecond = 1000) {
  const clock = new ManualClock(1_000_000);
  const callers = {
    identify: (token: string) => Promise.resolve(token === 'operator' ? OPERATOR : null),
  } as unknown as Callers;
  const config = AppConfig.fromEnv({ NHIPPHO_READS: reads });
  const identification = new Identification(config, AdminKey.given(KEY), callers, new Failures(clock));
  const guard = new AccessGuard(
    identification,
    new Reflector(),
    new CallerRates(perSecond, 2 * perSecond, () => clock.now()),
  );
  const ask = async (name: Name, asked: Asked = {}): Promise<string> => {
    const request = {
      raw: {},
      ip: '192.0.2.1',
      method: asked.method ?? 'POST',
      headers: {
        host: 'city.example',
        authorization: asked.authorization,
        cookie: asked.cookie,
        ...asked.headers,
      },
    };
    const context = {
      getHandler: () => Operations.prototype[name],
      switchToHttp: () => ({ getRequest: () => request }),
    } as unknown as ExecutionContext;
    try {
      await guard.canActivate(context);
      return callerOf(request as unknown as Parameters<typeof callerOf>[0]).kind;
    } catch (error) {
      return String((error as { getStatus(): number }).getStatus());
    }
  };
  return { ask, clock };
}

describe('the access guard', () => {
  it("lets the administrator's key do everything", async () => {
    const { ask } = setUp();
    for (const name of ['keyed', 'reads', 'registers', 'defines'] as const)
      expect(await ask(name, { authorization: `Bearer ${KEY}` })).toBe('key');
    expect(await ask('keyed', { authorization: `bearer ${KEY}` })).toBe('key');
  });

  it('lets a person do what their roles include, by header or cookie, and nothing else', async () => {
    const { ask } = setUp();
    for (const asked of [{ authorization: 'Bearer operator' }, { cookie: 'x=1; np_access=operator' }]) {
      expect(await ask('registers', asked)).toBe('person');
      expect(await ask('reads', asked)).toBe('person');
      expect(await ask('defines', asked)).toBe('403');
      expect(await ask('keyed', asked)).toBe('403');
    }
  });

  it('lets nobody in without credentials, except to read where reading is open', async () => {
    expect(await setUp().ask('reads')).toBe('401');
    expect(await setUp('open').ask('reads')).toBe('anonymous');
    expect(await setUp('open').ask('registers')).toBe('401');
  });

  it.each([
    '',
    'Bearer',
    'Bearer ',
    `Basic ${KEY}`,
    `bearer${KEY}`,
    `Bearer ${KEY}x`,
    `Bearer ${KEY} `,
    'Bearer ' + 'x'.repeat(5000),
  ])('refuses wrong credentials even where reading is open: %p', async (authorization) => {
    expect(await setUp('open').ask('reads', { authorization })).toBe('401');
  });

  it('reads on as anybody may when the cookie of a session that is over is sent', async () => {
    expect(await setUp('open').ask('reads', { cookie: 'np_access=over', method: 'GET' })).toBe('anonymous');
    expect(await setUp().ask('reads', { cookie: 'np_access=over', method: 'GET' })).toBe('401');
  });

  it.each<[string, Record<string, string>, string]>([
    ['the page itself', { 'sec-fetch-site': 'same-origin' }, 'person'],
    ['another site', { 'sec-fetch-site': 'cross-site' }, '403'],
    ['another service of the same site', { 'sec-fetch-site': 'same-site' }, '403'],
    ['an old browser on the page', { origin: 'https://city.example' }, 'person'],
    ['an old browser on another site', { origin: 'https://evil.example' }, '403'],
    ['a sandboxed frame', { origin: 'null' }, '403'],
  ])("takes a session's cookie for a change from %s: %p", async (_who, headers, expected) => {
    expect(await setUp().ask('registers', { cookie: 'np_access=operator', headers })).toBe(expected);
  });

  it('makes a caller wait who sends too many requests, and nobody else', async () => {
    const { ask, clock } = setUp('open', 2);
    const answers: string[] = [];
    for (let i = 0; i < 6; i++) answers.push(await ask('reads', { authorization: 'Bearer operator' }));

    expect(answers).toEqual(['person', 'person', 'person', 'person', '429', '429']);
    expect(await ask('reads')).toBe('anonymous');
    clock.advance(1_000);
    expect(await ask('reads', { authorization: 'Bearer operator' })).toBe('person');
  });

  it('makes an address wait that tries out credentials, right ones too', async () => {
    const { ask, clock } = setUp();
    const tried: string[] = [];
    for (let i = 0; i < 22; i++) tried.push(await ask('reads', { authorization: `Bearer guess-${i}` }));

    expect([tried[19], tried[20], tried[21]]).toEqual(['401', '429', '429']);
    expect(await ask('keyed', { authorization: `Bearer ${KEY}` })).toBe('429');
    clock.advance(2_000);
    expect(await ask('keyed', { authorization: `Bearer ${KEY}` })).toBe('key');
  });
});
