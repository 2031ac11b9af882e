import { EventEmitter } from 'node:events';
import type { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { Client, defaults } from 'pg';
import type { CountedPool } from '../registry-engine.js';

type Release = (error?: Error) => void;
type Connect = (error: Error | undefined, client?: Client, release?: Release) => void;

/** How many leases may wait at once (one more is refused), and how long each before it fails, naming the holder. */
export interface LeaseLimits {
  readonly waiting: number;
  readonly waitMs: number;
}

const LIMITS: LeaseLimits = { waiting: 1_000, waitMs: 30_000 };

/**
 * The `driver` that TypeORM's PostgreSQL driver is given for PGlite: a pool of the one connection there is. Whoever
 * connects has it alone until release, so that no statement lands in somebody else's transaction (a shared one
 * was seen to commit another's rollback). The client is pg's own, speaking the wire protocol to PGlite, so types,
 * rows and errors are those of PostgreSQL.
 */
export function pglitePoolDriver(
  db: PGlite,
  limits: LeaseLimits = LIMITS,
): { Pool: new () => PglitePool; defaults: typeof defaults } {
  class Pool extends PglitePool {
    constructor() {
      super(db, limits);
    }
  }
  return { Pool, defaults };
}

class PglitePool extends EventEmitter implements CountedPool {
  readonly options = { max: 1 };
  readonly totalCount = 1;
  private readonly client: Client;
  private ready: Promise<unknown> | undefined;
  private holder: { readonly since: number; last: string } | undefined;
  private readonly waiting: { readonly grant: () => void; readonly fail: (why: string) => void }[] = [];

  constructor(
    db: PGlite,
    private readonly limits: LeaseLimits,
  ) {
    super();
    this.client = new Client(createPgConfig(db));
    this.client.on('error', (error) => this.emit('error', error));
    const query = this.client.query.bind(this.client) as (...given: unknown[]) => unknown;
    const remember = (...given: unknown[]): unknown => {
      if (this.holder !== undefined) this.holder.last = String(given[0]).slice(0, 120);
      return query(...given);
    };
    Object.assign(this.client, { query: remember });
  }

  get idleCount(): number {
    return this.holder === undefined ? 1 : 0;
  }

  get waitingCount(): number {
    return this.waiting.length;
  }

  connect(callback: Connect): void {
    if (this.holder === undefined) this.lease(callback);
    else if (this.waiting.length >= this.limits.waiting)
      callback(new Error(this.blame('too many are waiting')));
    else this.wait(callback);
  }

  /** Called by TypeORM when the data source is destroyed. PGlite itself is closed by who opened it. */
  end(callback: () => void): void {
    for (const { fail } of this.waiting.splice(0)) fail('the registry is closing');
    callback();
  }

  private wait(callback: Connect): void {
    const timer = setTimeout(() => {
      this.waiting.splice(this.waiting.indexOf(entry), 1);
      entry.fail(`waited ${this.limits.waitMs} ms`);
    }, this.limits.waitMs);
    const entry = {
      grant: () => {
        clearTimeout(timer);
        this.lease(callback);
      },
      fail: (why: string) => {
        clearTimeout(timer);
        callback(new Error(this.blame(why)));
      },
    };
    this.waiting.push(entry);
  }

  private lease(callback: Connect): void {
    this.holder = { since: Date.now(), last: '(no statement yet)' };
    this.ready ??= this.client.connect();
    let held = true;
    const release = (): void => {
      if (!held) return;
      held = false;
      const status = this.client.getTransactionStatus();
      // A holder that forgot its transaction must not pass it on.
      if (status === 'T' || status === 'E') this.client.query('ROLLBACK', () => this.passOn());
      else this.passOn();
    };
    this.ready.then(
      () => callback(undefined, this.client, release),
      (error: Error) => {
        release();
        callback(error);
      },
    );
  }

  private passOn(): void {
    this.holder = undefined;
    this.waiting.shift()?.grant();
  }

  private blame(what: string): string {
    const held = this.holder === undefined ? 0 : Date.now() - this.holder.since;
    return `leasing the registry's connection: ${what}; held for ${held} ms by: ${this.holder?.last ?? 'nobody'}`;
  }
}
