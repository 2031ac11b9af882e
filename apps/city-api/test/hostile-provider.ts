import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An OpenID Connect provider that hands out whatever ID token a test has it make. */
export class HostileProvider {
  static readonly client = 'nhip-pho';
  static readonly kid = 'honest-1';
  readonly key = generateKeyPairSync('rsa', { modulusLength: 2048 });
  /** A key that the provider never published. */
  readonly strangerKey = generateKeyPairSync('rsa', { modulusLength: 2048 });
  idToken = '';
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, reply) => {
      const answer = this.answerTo(request.url?.split('?')[0] ?? '');
      reply.writeHead(answer === null ? 404 : 200, { 'content-type': 'application/json' });
      reply.end(JSON.stringify(answer));
    });
  }

  static async open(): Promise<HostileProvider> {
    const provider = new HostileProvider();
    await new Promise<void>((resolve) => provider.server.listen(0, '127.0.0.1', () => resolve()));
    return provider;
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** A token of these parts. @param signature `null`: none */
  token(header: object, claims: object, signature: ((input: string) => Buffer) | null): string {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const input = `${part(header)}.${part(claims)}`;
    return `${input}.${signature === null ? '' : signature(input).toString('base64url')}`;
  }

  rs256(key: KeyObject): (input: string) => Buffer {
    return (input) => sign('sha256', Buffer.from(input), key);
  }

  /** HMAC with the published key as the secret, which everybody has. */
  hs256(): (input: string) => Buffer {
    const secret = this.key.publicKey.export({ type: 'spki', format: 'pem' });
    return (input) => createHmac('sha256', secret).update(input).digest();
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private answerTo(path: string): object | null {
    const { issuer } = this;
    if (path === '/.well-known/openid-configuration')
      return {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
        code_challenge_methods_supported: ['S256'],
      };
    if (path === '/jwks') {
      const jwk = this.key.publicKey.export({ format: 'jwk' });
      return { keys: [{ ...jwk, kid: HostileProvider.kid, alg: 'RS256', use: 'sig' }] };
    }
    if (path === '/token')
      return { access_token: 'any', token_type: 'Bearer', expires_in: 60, id_token: this.idToken };
    return null;
  }
}
