import { EventEmitter } from 'node:events';
import { type Client, defaults } from 'pg';
import type { CountedPool } from '../registry-engine.js';
import type { EngineThread } from './engine-thread.js';
import { PgliteConnection, type Reopen } from './pglite-connection.js';

type Release = (error?: Error) => void;
type Connect = (error: Error | undefined, client?: Client, release?: Release) => void;

/**
 * How many leases may wait at once (one more is refused), how long each before it fails, naming the holder, and how long
 * a statement may take until its engine is taken for dead.
 */
export interface LeaseLimits {
  readonly waiting: number;
  readonly waitMs: number;
  readonly answerMs: number;
}

const LIMITS: LeaseLimits = { waiting: 1_000, waitMs: 30_000, answerMs: 5_000 };

/**
 * The `driver` that TypeORM's PostgreSQL driver is given for PGlite: a pool of the one connection there is. Whoever
 * connects has it alone until release, so that no statement lands in somebody else's transaction (a shared one
 * was seen to commit another's rollback). `reopen` is asked for another engine when this one never answers.
 */
export function pglitePoolDriver(
  engine: EngineThread,
  reopen: Reopen | null = null,
  limits: LeaseLimits = LIMITS,
): { Pool: new () => PglitePool; defaults: typeof defaults } {
  class Pool extends PglitePool {
    constructor() {
      super(engine, reopen, limits);
    }
  }
  return { Pool, defaults };
}

class PglitePool extends EventEmitter implements CountedPool {
  readonly options = { max: 1 };
  readonly totalCount = 1;
  private readonly connection: PgliteConnection;
  private holder: { readonly since: number; last: string } | undefined;
  private readonly waiting: { readonly grant: () => void; readonly fail: (why: string) => void }[] = [];

  constructor(
    engine: EngineThread,
    reopen: Reopen | null,
    private readonly limits: LeaseLimits,
  ) {
    super();
    this.connection = new PgliteConnection(engine, limits.answerMs, reopen, {
      onStatement: (text) => {
        if (this.holder !== undefined) this.holder.last = text.slice(0, 120);
      },
      onError: (error) => this.emit('error', error),
    });
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

  /** Called by TypeORM when the data source is destroyed. The engine itself is closed by who opened it. */
  end(callback: () => void): void {
    this.connection.stop();
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
    const holder = { since: Date.now(), last: '(no statement yet)' };
    this.holder = holder;
    const passOn = (): void => {
      if (this.holder === holder) this.passOn();
    };
    const timer = setTimeout(() => {
      holder.last = 'the opening of the engine';
      callback(new Error(this.blame(`waited ${this.limits.waitMs} ms`)));
      passOn();
    }, this.limits.waitMs);
    this.connection.client().then(
      (client) => {
        clearTimeout(timer);
        if (this.holder === holder) callback(undefined, client, releaseOf(client, passOn));
      },
      (error: Error) => {
        clearTimeout(timer);
        if (this.holder === holder) callback(error);
        passOn();
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

function releaseOf(client: Client, passOn: () => void): Release {
  return () => {
    const status = client.getTransactionStatus();
    // A holder that forgot its transaction must not pass it on.
    if (status === 'T' || status === 'E') client.query('ROLLBACK', passOn);
    else passOn();
  };
}
