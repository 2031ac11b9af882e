import { Injectable } from '@nestjs/common';
import { AppConfig } from '@app/config';
import * as oidc from 'openid-client';
import { Problem } from '../http/problem.js';
import { BUNDLED_CLIENT, BUNDLED_PATH, isBundledHere } from './bundled/bundled-issuer.js';

/** What a sign-in in progress must come back with; kept by the browser that began it. */
export interface SignInProof {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Who somebody is by the provider's word. */
export interface ProviderIdentity {
  readonly issuer: string;
  readonly subject: string;
  /** Only where the provider has verified it. */
  readonly email: string | null;
  /** Id of the person whose secret the bundled issuer has checked; null: another's word. */
  readonly person: string | null;
}

const AGAIN_MS = 5_000;

/**
 * The OpenID Connect provider that vouches for people: any one by discovery (OpenID Connect Discovery 1.0), or the bundled
 * one while bound to loopback. Authorization code flow with PKCE, state and nonce; ID tokens' signatures are verified.
 */
@Injectable()
export class Provider {
  /** By issuer: the bundled one is another at each name of this machine. */
  private readonly found = new Map<
    string,
    { readonly at: number; readonly config: Promise<oidc.Configuration> }
  >();

  constructor(private readonly config: AppConfig) {}

  /** Whether people can sign in here. */
  get isThere(): boolean {
    return this.config.oidc !== null || isBundledHere(this.config);
  }

  /** Where to send the browser, and what it must bring back. Problem 404 without a provider, 503 when it doesn't answer. */
  async begin(origin: string): Promise<{ url: URL; proof: SignInProof }> {
    const config = await this.discovered(origin);
    const proof = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
    };
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri(origin),
      scope: 'openid profile email',
      code_challenge: await oidc.calculatePKCECodeChallenge(proof.verifier),
      code_challenge_method: 'S256',
      state: proof.state,
      nonce: proof.nonce,
      // The bundled one keeps nobody signed in: whoever signs out here has signed out.
      ...(this.config.oidc === null && { prompt: 'login' }),
    });
    return { url, proof };
  }

  /** Who came back. Problem 401 when the reply isn't the one that was asked for or isn't the provider's. */
  async end(origin: string, query: string, proof: SignInProof): Promise<ProviderIdentity> {
    const config = await this.discovered(origin);
    let claims: oidc.IDToken | undefined;
    try {
      const tokens = await oidc.authorizationCodeGrant(config, new URL(`${redirectUri(origin)}${query}`), {
        expectedState: proof.state,
        expectedNonce: proof.nonce,
        pkceCodeVerifier: proof.verifier,
        idTokenExpected: true,
      });
      claims = tokens.claims();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Problem(401, `signing in did not succeed: ${why}; begin anew at /api/v1/session/sign-in`);
    }
    if (claims === undefined) throw new Problem(401, 'the identity provider told no identity');
    const { email, email_verified: isVerified } = claims;
    return {
      issuer: claims.iss,
      subject: claims.sub,
      email: isVerified === true && typeof email === 'string' ? email : null,
      person: this.config.oidc === null ? claims.sub : null,
    };
  }

  /** The provider's own document, read once; after a failure again, but not at every click. */
  private async discovered(origin: string): Promise<oidc.Configuration> {
    const given = this.config.oidc;
    if (given === null && !isBundledHere(this.config))
      throw new Problem(404, 'nobody signs in here: NHIPPHO_OIDC_ISSUER names no identity provider');
    const issuer = given?.issuer ?? `${origin}${BUNDLED_PATH}`;
    let found = this.found.get(issuer);
    if (found === undefined || found.at < Date.now() - AGAIN_MS) {
      const config = this.discover(new URL(issuer));
      found = { at: Date.now(), config };
      this.found.set(issuer, found);
      config.then(
        () => this.found.set(issuer, { at: Infinity, config }),
        () => undefined,
      );
    }
    try {
      return await found.config;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Problem(503, `the identity provider does not answer as one: ${why}; try again shortly`);
    }
  }

  private async discover(issuer: URL): Promise<oidc.Configuration> {
    const given = this.config.oidc;
    const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(issuer.hostname);
    const execute = [oidc.enableNonRepudiationChecks, ...(isLoopback ? [oidc.allowInsecureRequests] : [])];
    const authentication = given?.clientSecret === null || given === null ? oidc.None() : undefined;
    return oidc.discovery(
      issuer,
      given?.clientId ?? BUNDLED_CLIENT,
      given?.clientSecret ?? undefined,
      authentication,
      { execute },
    );
  }
}

/** Where the provider sends people back to. */
export function redirectUri(origin: string): string {
  return `${origin}/api/v1/session/callback`;
}
