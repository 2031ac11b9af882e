import { Body, Controller, Get, HttpCode, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { Caller, type HandedTokens, Sessions } from '@app/access';
import { AppConfig, Clock } from '@app/config';
import { PersonRepository, SessionRepository } from '@app/registry';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { AskedBy } from '../access/caller.js';
import { cookieOf, isFromAnotherSite, setCookie } from '../access/cookies.js';
import { ACCESS_COOKIE } from '../access/identification.js';
import { ApiOperation } from '../http/operation.js';
import { Problem } from '../http/problem.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { Provider, type SignInProof } from './provider.js';
import { isBundledHere } from './bundled/bundled-issuer.js';
import { requireOwnAddress } from './bundled/own-address.js';
import { refreshInput, sessionSchema, signInQuery, signOutInput, tokensSchema } from './session.schemas.js';

const REFRESH_COOKIE = 'np_refresh';
const PROOF_COOKIE = 'np_sign_in';
const PATH = '/api/v1/session';
const PROOF_S = 600;

type SessionView = z.infer<typeof sessionSchema>;
type TokensView = z.infer<typeof tokensSchema>;

/** Signing in by an identity provider, staying signed in, signing out. */
@Controller('api/v1/session')
export class SessionController {
  constructor(
    private readonly provider: Provider,
    private readonly sessions: Sessions,
    private readonly people: PersonRepository,
    private readonly kept: SessionRepository,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  @Get()
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'session',
    summary: 'Who asks, what they may do, and whether people can sign in here',
    response: sessionSchema,
    action: 'any',
    problems: [401],
  })
  async who(@AskedBy() caller: Caller): Promise<SessionView> {
    const open = caller.kind === 'person' ? await this.kept.open(caller.id) : [];
    return {
      kind: caller.kind,
      id: caller.id,
      name: caller.name,
      roles: [...caller.grants],
      actions: [...caller.actions()],
      places: caller.places().map(({ area, actions }) => ({ area, actions: [...actions] })),
      canSignIn: this.provider.isThere,
      sessions: open.map(({ id, agent, createdAt, refreshedAt }) => ({
        agent,
        since: new Date(createdAt).toISOString(),
        usedAt: new Date(refreshedAt).toISOString(),
        current: id === caller.session,
      })),
    };
  }

  @Get('sign-in')
  @ApiOperation({
    tag: 'session',
    summary: 'Sends the browser to the identity provider',
    query: signInQuery,
    status: 302,
    problems: [400, 404, 503],
  })
  async signIn(
    @Query(new ZodPipe(signInQuery)) q: z.infer<typeof signInQuery>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { url, proof } = await this.provider.begin(this.signInOrigin(request));
    const value = Buffer.from(JSON.stringify({ ...proof, to: q.to }), 'utf8').toString('base64url');
    const cookie = this.cookie(request, PROOF_COOKIE, value, PROOF_S, 'Lax');
    void reply.header('set-cookie', cookie).header('cache-control', 'no-store').redirect(url.href, 302);
  }

  @Get('callback')
  @ApiOperation({
    tag: 'session',
    summary:
      'Where the identity provider sends the browser back to; it is signed in and shown the page it wanted',
    status: 303,
    problems: [400, 401, 403, 503],
  })
  async callback(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const begun = readProof(cookieOf(request, PROOF_COOKIE));
    if (begun === null)
      throw new Problem(
        400,
        'this browser began no sign-in, or too long ago; begin at /api/v1/session/sign-in',
      );
    const at = request.url.indexOf('?');
    const query = at < 0 ? '' : request.url.slice(at);
    const identity = await this.provider.end(this.signInOrigin(request), query, begun.proof);
    const person = await this.people.recognise(identity);
    if (person === null)
      throw new Problem(
        403,
        'you are who you say, but nobody has let you in here yet; ask the administrator',
      );
    const tokens = await this.sessions.begin(person.id, request.headers['user-agent'] ?? '');
    const cookies = [...this.tokenCookies(request, tokens), this.cookie(request, PROOF_COOKIE, '', 0, 'Lax')];
    void reply.header('set-cookie', cookies).header('cache-control', 'no-store').redirect(begun.to, 303);
  }

  @Post('refresh')
  @ApiOperation({
    tag: 'session',
    summary: 'New tokens for a refresh token, which is spent; by cookie (204) or in the body (200)',
    body: refreshInput,
    response: tokensSchema,
    problems: [400, 401, 403],
  })
  async refresh(
    @Body(new ZodPipe(refreshInput)) body: z.infer<typeof refreshInput>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TokensView | undefined> {
    const isByCookie = body.refreshToken === undefined;
    if (isByCookie && isFromAnotherSite(request))
      throw new Problem(403, 'this request comes from another site');
    const token = body.refreshToken ?? cookieOf(request, REFRESH_COOKIE) ?? '';
    const answer = await this.sessions.refresh(token);
    if (answer.outcome === 'late' && isByCookie) {
      reply.status(204);
      return undefined;
    }
    if (answer.outcome !== 'renewed') {
      if (isByCookie) reply.header('set-cookie', this.noCookies(request));
      throw new Problem(401, 'the session is over; sign in again');
    }
    reply.header('cache-control', 'no-store');
    if (!isByCookie) return tokensView(answer.tokens);
    reply.status(204).header('set-cookie', this.tokenCookies(request, answer.tokens));
    return undefined;
  }

  @Post('sign-out')
  @HttpCode(204)
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'session',
    summary: 'End this session, or with `everywhere` all of this person',
    body: signOutInput,
    status: 204,
    action: 'any',
    problems: [400, 401, 403],
  })
  async signOut(
    @Body(new ZodPipe(signOutInput)) body: z.infer<typeof signOutInput>,
    @AskedBy() caller: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    if (caller.session !== null) {
      if (body.everywhere) await this.sessions.endAll(caller.id);
      else await this.sessions.end(caller.session);
    }
    reply.header('set-cookie', this.noCookies(request));
  }

  /** Where this interface is to a browser. */
  private origin(request: FastifyRequest): string {
    return this.config.publicUrl ?? `${request.protocol}://${request.host}`;
  }

  /**
   * The same where somebody signs in.
   * @throws Problem 400 where the bundled issuer would be asked at an address that isn't ours: who listens there could
   * vouch for anybody
   */
  private signInOrigin(request: FastifyRequest): string {
    if (isBundledHere(this.config)) requireOwnAddress(request, this.config);
    return this.origin(request);
  }

  private tokenCookies(request: FastifyRequest, tokens: HandedTokens): string[] {
    const seconds = (until: number): number => Math.max(0, Math.floor((until - this.clock.now()) / 1000));
    return [
      this.cookie(request, ACCESS_COOKIE, tokens.access, seconds(tokens.accessUntil), 'Strict', '/'),
      this.cookie(request, REFRESH_COOKIE, tokens.refresh, seconds(tokens.refreshUntil), 'Strict'),
    ];
  }

  private noCookies(request: FastifyRequest): string[] {
    return [
      this.cookie(request, ACCESS_COOKIE, '', 0, 'Strict', '/'),
      this.cookie(request, REFRESH_COOKIE, '', 0, 'Strict'),
    ];
  }

  private cookie(
    request: FastifyRequest,
    name: string,
    value: string,
    maxAgeS: number,
    sameSite: 'Strict' | 'Lax',
    path = PATH,
  ): string {
    const secure = this.origin(request).startsWith('https:');
    return setCookie(name, value, { path, maxAgeS, secure, sameSite });
  }
}

const proofSchema = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  to: signInQuery.shape.to,
});

function readProof(cookie: string | null): { proof: SignInProof; to: string } | null {
  try {
    const read = proofSchema.safeParse(JSON.parse(Buffer.from(cookie ?? '', 'base64url').toString('utf8')));
    if (!read.success) return null;
    const { to, ...proof } = read.data;
    // What a header can't hold, Vietnamese letters too; what is percent-encoded already stays so.
    return { proof, to: to.replaceAll(/[^\x21-\x7e]+/g, encodeURIComponent) };
  } catch {
    return null;
  }
}

function tokensView(tokens: HandedTokens): TokensView {
  return {
    accessToken: tokens.access,
    accessUntil: new Date(tokens.accessUntil).toISOString(),
    refreshToken: tokens.refresh,
    refreshUntil: new Date(tokens.refreshUntil).toISOString(),
  };
}
