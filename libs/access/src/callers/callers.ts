import type { ApiKey, Person, RoleGrant, Session, StoredSecret } from '@app/registry';
import { verify } from '../credential.js';
import type { InventorySource } from '../sources.js';
import { Caller, type Grant } from './caller.js';
import { ROLES } from './role.js';
import { parseToken, type Token } from './token.js';

/** Where keys, sessions and people are looked up; the registry's repositories are one each. */
export interface CallerSources {
  readonly keys: { find(id: string): Promise<(ApiKey & StoredSecret) | null> };
  readonly sessions: { find(id: string): Promise<Session | null> };
  readonly people: { find(id: string): Promise<Person | null> };
  readonly changes: Pick<InventorySource, 'onChange'>;
}

interface Known {
  readonly stored: StoredSecret;
  /** Epoch ms from which it counts no longer. */
  readonly until: number;
  readonly caller: Caller;
  readonly readAt: number;
}

/** Read anew after this long, although a change that takes rights away drops it at once; milliseconds. */
const FRESH_MS = 30_000;
const CAPACITY = 10_000;

/**
 * Says whose token it is. Keeps what it looked up in memory, bounded; within about a second of a key being revoked, a
 * session ended or a role taken away it looks again.
 */
export class Callers {
  private readonly known = new Map<string, Known>();
  private readonly listeners = new Set<() => void>();
  private readonly unsubscribe: () => void;
  /** Grows with each change of access, so that what was looked up before one is not remembered after it. */
  private generation = 0;

  constructor(
    private readonly sources: CallerSources,
    private readonly now: () => number,
  ) {
    this.unsubscribe = sources.changes.onChange((_snapshot, changes) => {
      if (!changes.some(({ kind }) => kind === 'access')) return;
      this.generation += 1;
      this.known.clear();
      for (const listener of this.listeners) listener();
    });
  }

  /** The caller, or null: no such token, revoked, ended, too old or a refresh token, which only buys new ones. */
  async identify(text: string): Promise<Caller | null> {
    const token = parseToken(text);
    if (token === null || token.kind === 'refresh') return null;
    const now = this.now();
    const key = `${token.kind} ${token.id}`;
    const remembered = this.known.get(key);
    const fits = remembered !== undefined && remembered.readAt + FRESH_MS > now;
    // A secret that isn't the remembered one may be newer than memory.
    if (fits && verify(token.secret, remembered.stored))
      return remembered.until > now ? remembered.caller : null;
    const { generation } = this;
    const found = await this.find(token, now);
    if (found === null || !verify(token.secret, found.stored) || found.until <= now) return null;
    if (generation === this.generation) this.remember(key, found);
    return found.caller;
  }

  /** The same caller with what they may do now; null when their key, session or account is over. */
  async renewed(caller: Caller): Promise<Caller | null> {
    const now = this.now();
    if (caller.kind === 'service') {
      const key = await this.findKey(caller.id, now);
      return key !== null && key.until > now ? key.caller : null;
    }
    if (caller.session === null) return caller;
    const session = await this.sources.sessions.find(caller.session);
    // Its access token may be over while it goes on by its refresh token.
    const isOver = session === null || session.endsAt <= now || session.refreshUntil <= now;
    return isOver ? null : ((await this.findSession(session.id, now))?.caller ?? null);
  }

  /** Calls back whenever somebody's key, session or roles changed. Returns the way to stop that. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Stops listening to the registry. */
  close(): void {
    this.unsubscribe();
    this.listeners.clear();
  }

  private find(token: Token, now: number): Promise<Known | null> {
    return token.kind === 'key' ? this.findKey(token.id, now) : this.findSession(token.id, now);
  }

  private async findKey(id: string, readAt: number): Promise<Known | null> {
    const key = await this.sources.keys.find(id);
    if (key === null || key.revokedAt !== null) return null;
    const caller = Caller.service(key.id, key.name, key.grants.filter(isGrant));
    return { stored: key, until: key.expiresAt ?? Infinity, caller, readAt };
  }

  private async findSession(id: string, readAt: number): Promise<Known | null> {
    const session = await this.sources.sessions.find(id);
    if (session === null || session.revokedAt !== null) return null;
    const person = await this.sources.people.find(session.person);
    if (person === null || person.blockedAt !== null) return null;
    return {
      stored: { salt: session.salt, hash: session.accessHash },
      until: Math.min(session.accessUntil, session.endsAt),
      caller: Caller.person(person.id, person.name, person.grants.filter(isGrant), session.id),
      readAt,
    };
  }

  private remember(key: string, known: Known): void {
    this.known.delete(key);
    this.known.set(key, known);
    if (this.known.size <= CAPACITY) return;
    const oldest = this.known.keys().next();
    if (!oldest.done) this.known.delete(oldest.value);
  }
}

/** A role that this version doesn't know gives nothing. */
function isGrant(grant: RoleGrant): grant is Grant {
  return (ROLES as readonly string[]).includes(grant.role);
}
