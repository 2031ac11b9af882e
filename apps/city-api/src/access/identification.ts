import { Injectable } from '@nestjs/common';
import { AdminKey, Caller, Callers } from '@app/access';
import { AppConfig } from '@app/config';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../http/problem.js';
import { TooFast } from './caller-rates.js';
import { cookieOf, isFromAnotherSite } from './cookies.js';
import { Failures } from './failures.js';

/** Cookie with a person's access token. */
export const ACCESS_COOKIE = 'np_access';

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What of a request says who sends it; a WebSocket's opening has it too. */
export type Identified = Pick<FastifyRequest, 'headers' | 'method' | 'ip'>;

/** The token of an `Authorization: Bearer` header, or null. The scheme's letters may be of either case. [RFC 9110, 11.1] */
function bearerOf(request: Identified): string | null {
  return /^Bearer ([\x21-\x7e]{1,512})$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

/** Says who sends a request: by the administrator's key, a service's key, or a person's session (header or cookie). */
@Injectable()
export class Identification {
  constructor(
    private readonly config: AppConfig,
    private readonly adminKey: AdminKey,
    private readonly callers: Callers,
    private readonly failures: Failures,
  ) {}

  /**
   * @throws Problem 401 for credentials that aren't good (whether they never were or ended isn't said), 403 for a session
   * that another site makes use of, 429 after too many that weren't good from one address
   */
  async callerOf(request: Identified): Promise<Caller> {
    const { authorization } = request.headers;
    if (authorization !== undefined) return this.byToken(request, bearerOf(request) ?? '');
    const cookie = cookieOf(request, ACCESS_COOKIE);
    if (cookie === null) return this.nobody();
    if (!SAFE_METHODS.has(request.method) && isFromAnotherSite(request))
      throw new Problem(403, 'this request comes from another site; only the page itself may send it');
    const caller = await this.callers.identify(cookie);
    // A session that is over is no reason to refuse what everybody may read.
    return caller ?? this.nobody();
  }

  private nobody(): Caller {
    return this.config.reads === 'open' ? Caller.reader : Caller.anonymous;
  }

  private async byToken(request: Identified, token: string): Promise<Caller> {
    const waitS = this.failures.waitS(request.ip);
    if (waitS > 0) throw new TooFast(waitS);
    if (this.adminKey.verify(token)) return Caller.administratorKey;
    const caller = await this.callers.identify(token);
    if (caller !== null) return caller;
    this.failures.note(request.ip);
    throw new Problem(
      401,
      'these credentials are not good; send `Authorization: Bearer <key>` with one that is',
    );
  }
}
