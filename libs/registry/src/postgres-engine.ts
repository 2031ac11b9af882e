import type { DataSource } from 'typeorm';
import { type RegistryEngine, registrySource } from './registry-engine.js';
import type { RegistryLog } from './registry-options.js';

/** Any number that nothing else in the database uses: serialises migrations and seeds of services that start at once. */
const START_LOCK = 1_338_074;
const STATEMENT_TIMEOUT_MS = 30_000;
const POOL_SIZE = 8;

/** The registry on a PostgreSQL server (15 or later), shared by all services. */
export class PostgresEngine implements RegistryEngine {
  private source: DataSource | undefined;

  constructor(
    private readonly url: string,
    private readonly log: RegistryLog,
  ) {}

  async open(seed: (source: DataSource) => Promise<void>): Promise<DataSource> {
    const source = registrySource({
      url: this.url,
      poolSize: POOL_SIZE,
      connectTimeoutMS: 10_000,
      applicationName: 'nhip-pho',
      // Without a listener an idle client's error ends the process (node-postgres#2386).
      poolErrorHandler: (error: unknown) =>
        this.log.warn({ err: error }, 'a registry connection broke; the pool makes a new one'),
      extra: {
        statement_timeout: STATEMENT_TIMEOUT_MS,
        idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
        keepAlive: true,
      },
    });
    await source.initialize();
    this.source = source;
    const lock = source.createQueryRunner();
    try {
      await lock.query('SELECT pg_advisory_lock($1)', [START_LOCK]);
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

  tidy(): Promise<void> {
    return Promise.resolve();
  }
}
