import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Sessions } from '@app/access';
import { AppConfig, Clock } from '@app/config';
import { PersonRepository, Registry, SessionRepository } from '@app/registry';
import { BrowserSession } from '../../test/browser-session.js';
import { TestCity } from '../../test/city.js';
import { HostileProvider } from '../../test/hostile-provider.js';
import { PeopleController } from '../people/people.controller.js';
import { Provider } from './provider.js';
import { SessionController } from './session.controller.js';

const { kid, client } = HostileProvider;
const EMAIL = 'hoa@binhduong.example';

type Claims = Record<string, unknown>;
/** Makes the token of a reply, of the claims that an honest provider would put into it. */
type Forge = (provider: HostileProvider, claims: Claims) => string;

const honest: Forge = (p, claims) => p.token({ alg: 'RS256', kid }, claims, p.rs256(p.key.privateKey));
/** Signed as it should be, with claims that are not what they should be. */
const saying =
  (change: Claims): Forge =>
  (p, claims) =>
    honest(p, { ...claims, ...change });

const now = (): number => Math.floor(Date.now() / 1000);

const FORGED: readonly [string, Forge][] = [
  ['has no signature (alg none)', (p, claims) => p.token({ alg: 'none' }, claims, null)],
  ['says that it has none in other letters', (p, claims) => p.token({ alg: 'nOnE', kid }, claims, null)],
  [
    'is signed by the public key as if it were a secret (HS256)',
    (p, claims) => p.token({ alg: 'HS256', kid }, claims, p.hs256()),
  ],
  [
    'is signed by a key that was never published',
    (p, claims) => p.token({ alg: 'RS256', kid: 'other' }, claims, p.rs256(p.strangerKey.privateKey)),
  ],
  [
    'is signed by that key under the name of the published one',
    (p, claims) => p.token({ alg: 'RS256', kid }, claims, p.rs256(p.strangerKey.privateKey)),
  ],
  [
    'brings its own key along',
    (p, claims) => {
      const jwk = p.strangerKey.publicKey.export({ format: 'jwk' });
      return p.token({ alg: 'RS256', kid: 'x', jwk }, claims, p.rs256(p.strangerKey.privateKey));
    },
  ],
  [
    'names a place to fetch its key from, and a path as its id',
    (p, claims) => {
      const header = { alg: 'RS256', kid: '../../etc/passwd', jku: `${p.issuer}/other-keys` };
      return p.token(header, claims, p.rs256(p.strangerKey.privateKey));
    },
  ],
  [
    'was changed after it was signed',
    (p, claims) => {
      const [header, , signature] = honest(p, claims).split('.');
      const body = Buffer.from(JSON.stringify({ ...claims, sub: 'somebody-else' })).toString('base64url');
      return `${header}.${body}.${signature}`;
    },
  ],
  ['is of another issuer', saying({ iss: 'https://evil.example' })],
  ['is for another client', saying({ aud: 'another-client' })],
  ['is for several clients and authorised for another', saying({ aud: [client, 'other'], azp: 'other' })],
  ['has expired', saying({ iat: now() - 7200, exp: now() - 3600 })],
  ['has no end', saying({ exp: undefined })],
  ['answers another sign-in (nonce)', saying({ nonce: 'of-another' })],
  ['answers no sign-in (no nonce)', saying({ nonce: undefined })],
  ['names nobody', saying({ sub: undefined })],
];

describe('an ID token', () => {
  let city: TestCity;
  let provider: HostileProvider;

  beforeAll(async () => {
    provider = await HostileProvider.open();
    const config = AppConfig.fromEnv({
      NHIPPHO_OIDC_ISSUER: provider.issuer,
      NHIPPHO_OIDC_CLIENT_ID: client,
    });
    city = await TestCity.open(
      '2026-11-30T08:00:00+07:00',
      [SessionController, PeopleController],
      [
        Provider,
        { provide: AppConfig, useValue: config },
        ...[PersonRepository, SessionRepository].map((type) => ({
          provide: type,
          useFactory: (registry: Registry, clock: Clock) => new type(registry, clock),
          inject: [Registry, Clock],
        })),
        {
          provide: Sessions,
          useFactory: (store: SessionRepository, clock: Clock) => new Sessions(store, () => clock.now()),
          inject: [SessionRepository, Clock],
        },
      ],
    );
    const roles = [{ role: 'operator', area: null }];
    const made = await city.post('/api/v1/people', { name: 'Lê Thị Hoa', email: EMAIL, roles });
    expect(made.status).toBe(201);
  });
  afterAll(async () => {
    await city.close();
    await provider.close();
  });

  /** Signs in with the token that `forge` makes; the reply of the callback. */
  async function signIn(forge: Forge): Promise<{ status: number; hasSession: boolean; sessions: number }> {
    const browser = new BrowserSession(city.base);
    const begun = await browser.ask('/api/v1/session/sign-in');
    const asked = new URL(begun.headers.get('location')!).searchParams;
    provider.idToken = forge(provider, {
      iss: provider.issuer,
      aud: client,
      sub: 'subject-1',
      iat: now(),
      exp: now() + 300,
      nonce: asked.get('nonce'),
      email: EMAIL,
      email_verified: true,
    });
    const reply = await browser.ask(`/api/v1/session/callback?code=c&state=${asked.get('state')}`);
    const [row] = await city.registry.registry.query<{ n: number }>('SELECT count(*) AS n FROM session');
    return { status: reply.status, hasSession: browser.cookies.has('np_access'), sessions: row?.n ?? 0 };
  }

  it.each(FORGED)('that %s begins no session', async (_what, forge) => {
    expect(await signIn(forge)).toEqual({ status: 401, hasSession: false, sessions: 0 });
  });

  it('of an address that the provider has not verified is nobody’s', async () => {
    expect(await signIn(saying({ email_verified: 'true' }))).toMatchObject({
      status: 403,
      hasSession: false,
    });
  });

  it('that is what it should be begins one', async () => {
    expect(await signIn(honest)).toEqual({ status: 303, hasSession: true, sessions: 1 });
  });
});
