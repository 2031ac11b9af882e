import { Client } from 'pg';
import type { EngineThread } from './engine-thread.js';

/** Opens the engine anew; rejects only when it isn't wanted any more. */
export type Reopen = (why: string) => Promise<EngineThread>;

/** Between an engine's last work on a statement and its answer. */
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
  /** Which statement is the newest; another number means that what was asked has been answered. */
  private asked = 0;

  constructor(
    engine: EngineThread,
    private readonly answerMs: number,
    private readonly reopen: Reopen | null,
    private readonly hooks: Hooks,
  ) {
    this.opened = this.connected(engine);
    this.opened.catch(() => undefined);
  }

  /** Waits while the engine is being opened again. */
  client(): Promise<Client> {
    return this.opened;
  }

  /** Nothing is watched or opened from here on. */
  stop(): void {
    this.answered();
    this.current = undefined;
  }

  private async connected(engine: EngineThread): Promise<Client> {
    const client = new Client({ stream: () => engine.connection(), user: 'postgres', database: 'postgres' });
    client.on('error', (error) => {
      this.hooks.onError(error);
      this.lose(client, error.message);
    });
    client.on('drain', () => this.answered());
    const query = client.query.bind(client) as (...given: unknown[]) => unknown;
    Object.assign(client, {
      query: (...given: unknown[]): unknown => {
        this.hooks.onStatement(String(given[0]));
        this.expectAnswer(engine, client);
        return query(...given);
      },
    });
    await client.connect();
    this.current = client;
    return client;
  }

  /** A thread at work on a statement says nothing until it is done: one that speaks has forgotten what it was asked. */
  private expectAnswer(engine: EngineThread, client: Client): void {
    if (this.reopen === null) return;
    this.answered();
    const { asked } = this;
    const doubt = async (): Promise<void> => {
      await engine.isThere();
      if (asked !== this.asked) return;
      this.watch = setTimeout(() => fail(client, this.answerMs), GRACE_MS).unref();
    };
    this.watch = setTimeout(() => void doubt(), this.answerMs).unref();
  }

  private answered(): void {
    clearTimeout(this.watch);
    this.asked += 1;
  }

  private lose(client: Client, why: string): void {
    if (this.reopen === null || client !== this.current) return;
    this.stop();
    this.opened = this.reopen(why).then((engine) => this.connected(engine));
    this.opened.catch(() => undefined);
  }
}

/** As pg does when a server's socket breaks: whatever was asked fails, and so does what is asked from here on. */
function fail(client: Client, answerMs: number): void {
  const { connection } = client as unknown as { connection: NodeJS.EventEmitter };
  connection.emit('error', new Error(`no answer from the registry's engine in ${answerMs} ms`));
}
