import { describe, expect, it } from '@jest/globals';
import type { ApiKey, InventorySnapshot, Person, Session, StoredSecret } from '@app/registry';
import { generateCredential } from '../credential.js';
import { Caller } from './caller.js';
import { Callers, type CallerSources } from './callers.js';
import { Sessions, type SessionStore } from './sessions.js';
import { formatToken } from './token.js';

const PERSON: Person = {
  id: 'p-1',
  name: 'Lê Thị Hoa',
  email: 'hoa@example.org',
  issuer: 'https://id.example.org',
  blockedAt: null,
  createdAt: 0,
  signedInAt: null,
  grants: [
    { role: 'operator', area: '721' },
    { role: 'emperor', area: null },
  ],
};

/** People, keys and sessions in memory, with the change log's ear. */
class Book implements SessionStore {
  now = 1_000_000;
  person: Person = PERSON;
  lookups = 0;
  readonly keys = new Map<string, ApiKey & StoredSecret>();
  readonly rows = new Map<string, Session>();
  private tell: (() => void) | null = null;

  readonly sources: CallerSources = {
    keys: { find: (id) => this.look(this.keys.get(id)) },
    sessions: { find: (id) => this.look(this.rows.get(id)) },
    people: { find: () => Promise.resolve(this.person) },
    changes: {
      onChange: (listener) => {
        this.tell = () => listener({} as InventorySnapshot, [{ kind: 'access', key: 'x' }]);
        return () => (this.tell = null);
      },
    },
  };
  readonly callers = new Callers(this.sources, () => this.now);
  readonly sessions = new Sessions(this, () => this.now);

  changed(): void {
    this.tell?.();
  }
  find(id: string): Promise<Session | null> {
    return Promise.resolve(this.rows.get(id) ?? null);
  }
  add(given: Parameters<SessionStore['add']>[0]): Promise<void> {
    this.rows.set(given.id, { ...given, refreshedAt: this.now, createdAt: this.now, revokedAt: null });
    return Promise.resolve();
  }
  rotate(id: string, spent: Uint8Array, next: Parameters<SessionStore['rotate']>[2]): Promise<boolean> {
    const row = this.rows.get(id);
    if (row === undefined || Buffer.compare(row.refreshHash, spent) !== 0) return Promise.resolve(false);
    this.rows.set(id, { ...row, ...next, refreshedAt: this.now });
    return Promise.resolve(true);
  }
  revoke(which: { readonly id?: string; readonly person?: string }): Promise<void> {
    for (const [id, row] of this.rows) {
      if (id === which.id || row.person === which.person) this.rows.set(id, { ...row, revokedAt: this.now });
    }
    this.changed();
    return Promise.resolve();
  }
  addKey(id: string, expiresAt: number | null = null): string {
    const { secret, salt, hash } = generateCredential();
    const grants = [{ role: 'planner', area: null }];
    this.keys.set(id, { id, name: 'portal', createdAt: 0, expiresAt, revokedAt: null, grants, salt, hash });
    return formatToken({ kind: 'key', id, secret });
  }
  private look<T>(row: T | undefined): Promise<T | null> {
    this.lookups += 1;
    return Promise.resolve(row ?? null);
  }
}

describe('callers', () => {
  it("are known by a service's key, looked up once, until it is revoked or expires", async () => {
    const book = new Book();
    const key = book.addKey('k-1', book.now + 60_000);

    expect(await book.callers.identify(key)).toMatchObject({ kind: 'service', id: 'k-1' });
    await book.callers.identify(key);
    expect(book.lookups).toBe(1);

    book.keys.set('k-1', { ...book.keys.get('k-1')!, revokedAt: book.now });
    book.changed();
    expect(await book.callers.identify(key)).toBeNull();
    const short = book.addKey('k-2', book.now + 1);
    expect(await book.callers.identify(short)).not.toBeNull();
    book.now += 1;
    expect(await book.callers.identify(short)).toBeNull();
  });

  it.each([
    '',
    'npk_k-1_short',
    `npk_k-1_${'A'.repeat(43)}`,
    `npa_none_${'A'.repeat(43)}`,
    'eyJhbGciOiJub25lIn0.e30.',
  ])('are nobody by the token %p', async (token) => {
    const book = new Book();
    book.addKey('k-1');

    expect(await book.callers.identify(token)).toBeNull();
  });

  it('are known by a session, with the roles that this version knows', async () => {
    const book = new Book();
    const { access } = await book.sessions.begin('p-1', 'a browser');

    const caller = await book.callers.identify(access);

    expect(caller?.name).toBe('Lê Thị Hoa');
    expect(caller?.grants).toEqual([{ role: 'operator', area: '721' }]);
  });

  it('are nobody once they are blocked, by their refresh token, or when the access token has run out', async () => {
    const book = new Book();
    const { access, refresh } = await book.sessions.begin('p-1', '');

    expect(await book.callers.identify(refresh)).toBeNull();
    expect(await book.callers.identify(access)).not.toBeNull();
    book.person = { ...PERSON, blockedAt: 1 };
    book.changed();
    expect(await book.callers.identify(access)).toBeNull();
    book.person = PERSON;
    book.now += 10 * 60_000;
    expect(await book.callers.identify(access)).toBeNull();
  });

  it('are not remembered by what was looked up before a change', async () => {
    const book = new Book();
    const token = book.addKey('k-1');
    const asked = book.callers.identify(token);
    book.keys.set('k-1', { ...book.keys.get('k-1')!, revokedAt: book.now });
    book.changed();
    await asked;

    expect(await book.callers.identify(token)).toBeNull();
  });
});

describe('a session', () => {
  it('gets new tokens for its refresh token, and the old access token ends with them', async () => {
    const book = new Book();
    const first = await book.sessions.begin('p-1', '');

    const answer = await book.sessions.refresh(first.refresh);

    if (answer.outcome !== 'renewed') throw new Error(answer.outcome);
    expect(await book.callers.identify(answer.tokens.access)).not.toBeNull();
    book.changed();
    expect(await book.callers.identify(first.access)).toBeNull();
  });

  it('stays for a second tab that refreshes at the same moment, and ends when a spent token comes later', async () => {
    const book = new Book();
    const first = await book.sessions.begin('p-1', '');
    const answer = await book.sessions.refresh(first.refresh);
    if (answer.outcome !== 'renewed') throw new Error(answer.outcome);

    expect(await book.sessions.refresh(first.refresh)).toEqual({ outcome: 'late' });
    book.now += 10_001;
    expect(await book.sessions.refresh(first.refresh)).toEqual({ outcome: 'stolen' });
    expect(await book.callers.identify(answer.tokens.access)).toBeNull();
    expect(await book.sessions.refresh(answer.tokens.refresh)).toEqual({ outcome: 'unknown' });
  });

  it('ends when a spent token comes later, however often it was renewed since', async () => {
    const book = new Book();
    const first = await book.sessions.begin('p-1', '');
    let newest = first;
    for (let i = 0; i < 3; i++) {
      const answer = await book.sessions.refresh(newest.refresh);
      if (answer.outcome !== 'renewed') throw new Error(answer.outcome);
      newest = answer.tokens;
    }
    const madeUp = `${first.refresh.slice(0, -43)}${'A'.repeat(43)}`;

    expect(await book.sessions.refresh(madeUp)).toEqual({ outcome: 'unknown' });
    expect(await book.callers.identify(newest.access)).not.toBeNull();
    expect(await book.sessions.refresh(first.refresh)).toEqual({ outcome: 'stolen' });
    expect(await book.callers.identify(newest.access)).toBeNull();
    expect(await book.sessions.refresh(newest.refresh)).toEqual({ outcome: 'unknown' });
  });

  it('ends when it is not used for half a day, and after a week at the latest', async () => {
    const book = new Book();
    const idle = await book.sessions.begin('p-1', '');
    book.now += 12 * 3_600_000;
    expect(await book.sessions.refresh(idle.refresh)).toEqual({ outcome: 'unknown' });

    let tokens = await book.sessions.begin('p-1', '');
    let renewals = 0;
    for (; renewals < 100; renewals++) {
      book.now += 6 * 3_600_000;
      const answer = await book.sessions.refresh(tokens.refresh);
      if (answer.outcome !== 'renewed') break;
      tokens = answer.tokens;
    }
    expect(renewals).toBe(27);
  });

  it('is over everywhere when its person signs out everywhere', async () => {
    const book = new Book();
    const [here, there] = [await book.sessions.begin('p-1', ''), await book.sessions.begin('p-1', '')];

    await book.sessions.endAll('p-1');

    expect(await book.callers.identify(here.access)).toBeNull();
    expect(await book.sessions.refresh(there.refresh)).toEqual({ outcome: 'unknown' });
  });
});

describe('a caller asked about again', () => {
  it('of a session goes on while it does, beyond its access token, with the roles of now', async () => {
    const book = new Book();
    const { access } = await book.sessions.begin('p-1', 'Firefox');
    const caller = (await book.callers.identify(access))!;

    book.now += 3_600_000;
    book.person = { ...PERSON, grants: [{ role: 'viewer', area: null }] };
    expect(await book.callers.identify(access)).toBeNull();
    expect((await book.callers.renewed(caller))?.grants).toEqual([{ role: 'viewer', area: null }]);

    book.person = { ...PERSON, blockedAt: 1 };
    expect(await book.callers.renewed(caller)).toBeNull();
    book.person = PERSON;
    await book.sessions.endAll('p-1');
    expect(await book.callers.renewed(caller)).toBeNull();
  });

  it('of a key goes on until it is over or revoked; nobody and the administrator’s key always do', async () => {
    const book = new Book();
    const caller = (await book.callers.identify(book.addKey('k-1', book.now + 1_000)))!;

    expect(await book.callers.renewed(caller)).toMatchObject({ id: 'k-1' });
    book.now += 1_000;
    expect(await book.callers.renewed(caller)).toBeNull();
    expect(await book.callers.renewed(Caller.anonymous)).toBe(Caller.anonymous);
    expect(await book.callers.renewed(Caller.administratorKey)).toBe(Caller.administratorKey);
  });

  it('is announced by every change of access', async () => {
    const book = new Book();
    let heard = 0;
    const stop = book.callers.onChange(() => (heard += 1));

    book.changed();
    stop();
    book.changed();

    expect(heard).toBe(1);
  });
});
