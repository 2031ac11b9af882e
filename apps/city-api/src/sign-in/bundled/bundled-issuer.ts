import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { verify } from '@app/access';
import { AppConfig } from '@app/config';
import type { PersonRepository } from '@app/registry';
import type { Configuration, default as OidcProvider } from 'oidc-provider';
import { Failures } from '../../access/failures.js';
import { isStorable } from '../../http/storable-text.js';
import { ShortLivedStore } from './short-lived-store.js';

/** Under the API's own address. */
export const BUNDLED_PATH = '/local-issuer';
export const BUNDLED_CLIENT = 'nhip-pho';

const LOOPBACK = /^(127\.|::1$|localhost$)/;
/** What a secret is compared with when nobody has that address, so that both answers take the same work. */
const NOBODY = { salt: new Uint8Array(16), hash: new Uint8Array(32) };

/** Whether the bundled issuer vouches for people: bound to loopback, and no provider named. */
export function isBundledHere(config: AppConfig): boolean {
  return config.oidc === null && LOOPBACK.test(config.bind);
}

/** Somebody who gave the right secret. */
export interface LocalPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** Checks addresses and generated secrets; wrong ones are answered alike, and an address that sends many has to wait. */
export class LocalPeople {
  private readonly known = new Map<string, LocalPerson>();

  constructor(
    private readonly people: Pick<PersonRepository, 'secretOf'>,
    private readonly failures: Failures,
  ) {}

  /** The person, or null; `ip` is who tries. */
  async check(email: string, secret: string, ip: string): Promise<LocalPerson | null> {
    if (this.failures.waitS(ip) > 0) return null;
    const stored = isStorable(email) ? await this.people.secretOf(email) : null;
    const isRight = verify(secret, stored ?? NOBODY);
    if (stored === null || !isRight) {
      this.failures.note(ip);
      return null;
    }
    const person = { id: stored.id, name: stored.name, email: email.toLowerCase() };
    if (this.known.size > 1000) this.known.clear();
    this.known.set(person.id, person);
    return person;
  }

  /** Of those who signed in since the start. */
  find(id: string): LocalPerson | null {
    return this.known.get(id) ?? null;
  }
}

/**
 * An OpenID Connect provider of our own for a machine without one: the same code flow as with any other. It lives in
 * memory, with keys made at its start, and is there only while bound to loopback.
 * @param origin of the API, e.g. `http://127.0.0.1:8080`
 */
export async function bundledIssuer(
  origin: string,
  redirects: readonly string[],
  people: LocalPeople,
): Promise<OidcProvider> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = {
    ...privateKey.export({ format: 'jwk' }),
    alg: 'ES256',
    use: 'sig',
    kid: randomBytes(8).toString('hex'),
  };
  const configuration: Configuration = {
    adapter: ShortLivedStore,
    clients: [
      {
        client_id: BUNDLED_CLIENT,
        redirect_uris: [...redirects],
        token_endpoint_auth_method: 'none',
        response_types: ['code'],
        grant_types: ['authorization_code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
    // The only client is ourselves: the ID token carries what we ask for, and nobody is asked for consent.
    conformIdTokenClaims: false,
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    pkce: { required: () => true },
    interactions: { url: (_context, interaction) => `${BUNDLED_PATH}/sign-in/${interaction.uid}` },
    ttl: { AuthorizationCode: 60, Interaction: 600, Session: 60, Grant: 600, IdToken: 60, AccessToken: 60 },
    findAccount: (_context, id) => {
      const person = people.find(id);
      if (person === null) return undefined;
      const claims = { sub: id, name: person.name, email: person.email, email_verified: true };
      return { accountId: id, claims: () => claims };
    },
    async loadExistingGrant(context) {
      const { client, session, provider } = context.oidc;
      if (!client || !session?.accountId) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
  };
  // Loaded by the first sign-in: most installations have a provider of their own.
  const { default: Issuer } = await import('oidc-provider');
  return new Issuer(`${origin}${BUNDLED_PATH}`, configuration);
}
