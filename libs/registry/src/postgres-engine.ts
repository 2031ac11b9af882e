import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';
import { type RegistryEngine, registrySource } from './registry-engine.js';
import { RegistryError, sqlState } from './registry.errors.js';
import type { RegistryLog } from './registry-options.js';

/** Any number that nothing else in the database uses: serialises migrations and seeds of services that start at once. */
const START_LOCK = 1_338_074;
const POOL_SIZE = 8;
const AGAIN_MS = 250;
/** SQLSTATE classes of a server that answers and will not have us: who we are, which database. */
const REFUSED = new Set(['28', '3D']);

/** How long to wait for what, in milliseconds. */
export interface PostgresTimes {
  /** For a server that isn't up yet, at the start. */
  readonly connectMs: number;
  /** For another service's migrations and seeds, at the start. */
  readonly lockMs: number;
  /** For one statement, and for the next one in a transaction; the server ends it. */
  readonly statementMs: number;
  /** For an answer to one statement; longer than `statementMs`, since only a server that is cut off takes it. */
  readonly answerMs: number;
}

const TIMES: PostgresTimes = { connectMs: 60_000, lockMs: 300_000, statementMs: 30_000, answerMs: 45_000 };

/** The registry on a PostgreSQL server (15 or later), shared by all services. */
export class PostgresEngine implements RegistryEngine {
  private source: DataSource | undefined;

  constructor(
    private readonly url: string,
    private readonly log: RegistryLog,
    private readonly times: PostgresTimes = TIMES,
  ) {}

  /** @throws RegistryError when the server can't be reached or refuses us, or another service never ends its migrations. */
  async open(seed: (source: DataSource) => Promise<void>): Promise<DataSource> {
    const source = (this.source = await this.connect());
    // A lock of the session: when this process dies, the server lets go of it.
    const lock = source.createQueryRunner();
    try {
      await this.takeStartLock(lock);
      await source.runMigrations({ transaction: 'each' });
      await seed(source);
    } finally {
      await lock.query('SELECT pg_advisory_unlock($1)', [START_LOCK]).catch(() => undefined);
      await lock.release();
    }
    return source;
  }

  async close(): Promise<void> {
    const source = this.source;
    this.source = undefined;
    if (source !== undefined) await source.destroy();
  }

  dump(): Promise<void> {
    return Promise.resolve();
  }

  dumpedAt(): Promise<null> {
    return Promise.resolve(null);
  }

  tidy(): Promise<void> {
    return Promise.resolve();
  }

  private async connect(): Promise<DataSource> {
    const { statementMs, answerMs, connectMs } = this.times;
    for (const until = Date.now() + connectMs; ;) {
      const source = registrySource({
        url: this.url,
        poolSize: POOL_SIZE,
        connectTimeoutMS: 10_000,
        applicationName: 'nhip-pho',
        // Without a listener an idle client's error ends the process (node-postgres#2386).
        poolErrorHandler: (error: unknown) =>
          this.log.warn({ err: error }, 'a registry connection broke; the pool makes a new one'),
        extra: {
          statement_timeout: statementMs,
          idle_in_transaction_session_timeout: statementMs,
          query_timeout: answerMs,
          keepAlive: true,
          keepAliveInitialDelayMillis: 10_000,
          // A service whose machine has vanished leaves no lock behind for longer than half a minute.
          options: '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4',
        },
      });
      try {
        return await source.initialize();
      } catch (error) {
        if (Date.now() > until || REFUSED.has(sqlState(error)?.slice(0, 2) ?? '')) {
          throw new RegistryError('REGISTRY_UNAVAILABLE', `${this.server}: ${words(error)}`, {
            cause: error,
          });
        }
        this.log.warn({ err: error }, `${this.server} does not answer yet`);
        await delay(AGAIN_MS);
      }
    }
  }

  /** Asks again and again instead of waiting in the server, where the wait would be a statement and time out. */
  private async takeStartLock(lock: QueryRunner): Promise<void> {
    for (const until = Date.now() + this.times.lockMs; ;) {
      const [answer] = (await lock.query('SELECT pg_try_advisory_lock($1) AS taken', [START_LOCK])) as {
        taken: boolean;
      }[];
      if (answer?.taken === true) return;
      if (Date.now() > until) {
        const what = `${this.server}: another service has been migrating it for ${this.times.lockMs / 1000} s`;
        const how = `pg_locks names it (advisory lock ${START_LOCK}); end it and start again`;
        throw new RegistryError('REGISTRY_UNAVAILABLE', `${what}; ${how}`);
      }
      await delay(AGAIN_MS);
    }
  }

  /** The server without user and password, as a message may show it. */
  private get server(): string {
    const { host, pathname } = new URL(this.url);
    return `registry on PostgreSQL ${host}${pathname} (NHIPPHO_POSTGRES_URL)`;
  }
}

/** An error's message; of a connection tried on several addresses the first one's. */
function words(error: unknown): string {
  if (error instanceof AggregateError) return words(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
