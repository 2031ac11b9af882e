import { createHash, createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Session, SessionTokens } from '@app/registry';
import { formatToken, parseToken } from './token.js';

/** Where sessions are kept; the registry's SessionRepository is one. */
export interface SessionStore {
  find(id: string): Promise<Session | null>;
  add(given: Pick<Session, 'id' | 'person' | 'agent' | 'endsAt'> & SessionTokens): Promise<void>;
  rotate(id: string, spent: Uint8Array, next: SessionTokens): Promise<boolean>;
  revoke(which: { readonly id: string } | { readonly person: string }): Promise<void>;
}

/** Tokens to hand out once. Times are epoch ms. */
export interface HandedTokens {
  readonly access: string;
  readonly accessUntil: number;
  readonly refresh: string;
  readonly refreshUntil: number;
}

/**
 * What became of a refresh token: new tokens; `late`: another call of the same browser replaced it a moment ago, and its
 * tokens are the ones to use; `stolen`: it was spent before, so that somebody else has it, and the session is over.
 */
export type Refreshed =
  | { readonly outcome: 'renewed'; readonly tokens: HandedTokens }
  | { readonly outcome: 'late' | 'stolen' | 'unknown' };

const ACCESS_MS = 10 * 60_000;
/** A browser that isn't used for so long has to sign in again. */
const REFRESH_MS = 12 * 3_600_000;
const LONGEST_MS = 7 * 86_400_000;
/** Two tabs refresh at the same time; a thief rarely comes within the same moment. */
const MOMENT_MS = 10_000;
const AGENT_LENGTH = 200;

/** Begins, renews and ends sign-ins: short access tokens, and refresh tokens that each use replaces. */
export class Sessions {
  constructor(
    private readonly store: SessionStore,
    private readonly now: () => number,
  ) {}

  /** @param agent the browser's or program's own words about itself */
  async begin(person: string, agent: string): Promise<HandedTokens> {
    const id = randomUUID();
    const endsAt = this.now() + LONGEST_MS;
    const { tokens, kept } = this.tokens(id, endsAt, Uint8Array.from(randomBytes(16)));
    await this.store.add({ id, person, agent: agent.slice(0, AGENT_LENGTH), endsAt, ...kept });
    return tokens;
  }

  async refresh(text: string): Promise<Refreshed> {
    const token = parseToken(text);
    if (token === null || token.kind !== 'refresh') return { outcome: 'unknown' };
    const session = await this.store.find(token.id);
    const now = this.now();
    const isOver =
      session === null || session.revokedAt !== null || session.refreshUntil <= now || session.endsAt <= now;
    if (isOver) return { outcome: 'unknown' };
    if (matches(digest(token.secret, session.salt), session.refreshHash)) {
      const { tokens, kept } = this.tokens(session.id, session.endsAt, session.salt);
      const isMine = await this.store.rotate(session.id, session.refreshHash, {
        ...kept,
        spentHash: digest(token.secret, NO_SALT),
      });
      return isMine ? { outcome: 'renewed', tokens } : { outcome: 'late' };
    }
    const isSpentLast =
      session.spentHash !== null && matches(digest(token.secret, NO_SALT), session.spentHash);
    // A thief who renews twice in a row must not make the token that was stolen a stranger's.
    if (!isSpentLast && !isOfSession(token.secret, session.salt)) return { outcome: 'unknown' };
    if (isSpentLast && now - session.refreshedAt <= MOMENT_MS) return { outcome: 'late' };
    await this.store.revoke({ id: session.id });
    return { outcome: 'stolen' };
  }

  /** Ends one session. */
  end(id: string): Promise<void> {
    return this.store.revoke({ id });
  }

  /** Signs a person out everywhere. */
  endAll(person: string): Promise<void> {
    return this.store.revoke({ person });
  }

  /** @param salt of the session, by which all its refresh tokens are known again */
  private tokens(
    id: string,
    endsAt: number,
    salt: Uint8Array,
  ): { tokens: HandedTokens; kept: SessionTokens } {
    const now = this.now();
    const access = randomBytes(32).toString('base64url');
    const refresh = markedSecret(salt);
    const accessUntil = Math.min(now + ACCESS_MS, endsAt);
    const refreshUntil = Math.min(now + REFRESH_MS, endsAt);
    return {
      tokens: {
        access: formatToken({ kind: 'access', id, secret: access }),
        accessUntil,
        refresh: formatToken({ kind: 'refresh', id, secret: refresh }),
        refreshUntil,
      },
      kept: {
        salt,
        accessHash: digest(access, salt),
        accessUntil,
        refreshHash: digest(refresh, salt),
        refreshUntil,
        spentHash: null,
      },
    };
  }
}

const NO_SALT = new Uint8Array();
const RANDOM_BYTES = 16;

/** A secret whose second half says, to who knows the salt, of which session it is: none that was spent need be kept. */
function markedSecret(salt: Uint8Array): string {
  const random = randomBytes(RANDOM_BYTES);
  return Buffer.concat([random, markOf(random, salt)]).toString('base64url');
}

function isOfSession(secret: string, salt: Uint8Array): boolean {
  const bytes = Buffer.from(secret, 'base64url');
  return matches(markOf(bytes.subarray(0, RANDOM_BYTES), salt), bytes.subarray(RANDOM_BYTES));
}

function markOf(random: Uint8Array, salt: Uint8Array): Uint8Array {
  return createHmac('sha256', salt).update(random).digest().subarray(0, RANDOM_BYTES);
}

function digest(secret: string, salt: Uint8Array): Uint8Array {
  return createHash('sha256').update(salt).update(secret, 'utf8').digest();
}

function matches(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
