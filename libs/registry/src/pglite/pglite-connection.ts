import type { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { Client } from 'pg';

/** Opens the engine anew; rejects only when it isn't wanted any more. */
export type Reopen = (why: string) => Promise<PGlite>;

/** After the event loop has been free again: an engine that worked all the while has answered by then. */
const GRACE_MS = 1_000;

interface Hooks {
  readonly onStatement: (text: string) => void;
  readonly onError: (error: Error) => void;
}

/**
 * The one connection to a PGlite. The client is pg's own, speaking the wire protocol, so types, rows and errors are
 * those of PostgreSQL. Where a server would PANIC and be started again, as when its write-ahead log meets a full disk, PGlite
 * never answers again; what waits for it then fails, and the engine is opened anew, which recovers as after a crash.
 */
export class PgliteConnection {
  private current: Client | undefined;
  private opened: Promise<Client>;
  private watch: NodeJS.Timeout | undefined;

  constructor(
    db: PGlite,
    private readonly answerMs: number,
    private readonly reopen: Reopen | null,
    private readonly hooks: Hooks,
  ) {
    this.opened = this.connected(db);
    this.opened.catch(() => undefined);
  }

  /** Waits while the engine is being opened again. */
  client(): Promise<Client> {
    return this.opened;
  }

  /** Nothing is watched or opened from here on. */
  stop(): void {
    clearTimeout(this.watch);
    this.current = undefined;
  }

  private async connected(db: PGlite): Promise<Client> {
    const client = new Client(createPgConfig(db));
    client.on('error', (error) => {
      this.hooks.onError(error);
      this.lose(client, error.message);
    });
    client.on('drain', () => clearTimeout(this.watch));
    const query = client.query.bind(client) as (...given: unknown[]) => unknown;
    Object.assign(client, {
      query: (...given: unknown[]): unknown => {
        this.hooks.onStatement(String(given[0]));
        this.expectAnswer(client);
        return query(...given);
      },
    });
    await client.connect();
    this.current = client;
    return client;
  }

  private expectAnswer(client: Client): void {
    if (this.reopen === null) return;
    clearTimeout(this.watch);
    this.watch = setTimeout(() => {
      this.watch = setTimeout(() => fail(client, this.answerMs), GRACE_MS).unref();
    }, this.answerMs).unref();
  }

  private lose(client: Client, why: string): void {
    if (this.reopen === null || client !== this.current) return;
    this.stop();
    this.opened = this.reopen(why).then((db) => this.connected(db));
    this.opened.catch(() => undefined);
  }
}

/** As pg does when a server's socket breaks: whatever was asked fails, and so does what is asked from here on. */
function fail(client: Client, answerMs: number): void {
  const { connection } = client as unknown as { connection: NodeJS.EventEmitter };
  connection.emit('error', new Error(`no answer from the registry's engine in ${answerMs} ms`));
}
