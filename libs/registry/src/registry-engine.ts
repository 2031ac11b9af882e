import { DataSource, type DataSourceOptions } from 'typeorm';
import { ENTITIES } from './entities/entities.js';
import { MIGRATIONS } from './migrations/migrations.js';

type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>;

/** Where the tables live: PGlite or a PostgreSQL server. */
export interface RegistryEngine {
  /** Connects and brings the schema up to date; `seed` runs before anyone else may write. */
  open(seed: (source: DataSource) => Promise<void>): Promise<DataSource>;
  close(): Promise<void>;
  /** Writes a synced copy that a broken store can be restored from; resolves at once where the server does so. */
  dump(): Promise<void>;
  /** When the newest dump was made, epoch ms; null where there is none. */
  dumpedAt(): Promise<number | null>;
  /** Keeps hot tables small; called every few minutes. */
  tidy(): Promise<void>;
}

/** Connections of a pool, how many there may be, and who waits for one. */
export interface PoolLoad {
  readonly inUse: number;
  readonly limit: number;
  readonly waiting: number;
}

/** What both engines' pools tell of themselves. */
export interface CountedPool {
  readonly options: { readonly max: number };
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** The load of an open data source's pool, which TypeORM keeps as its driver's `master`. */
export function poolLoad(source: DataSource): PoolLoad {
  const { master } = source.driver as unknown as { readonly master?: CountedPool };
  if (master === undefined) return { inUse: 0, limit: 0, waiting: 0 };
  const { options, totalCount, idleCount, waitingCount } = master;
  return { inUse: totalCount - idleCount, limit: options.max, waiting: waitingCount };
}

/** The same entities and migrations for both engines; 64-bit integers come as numbers. */
export function registrySource(options: Partial<PostgresOptions>): DataSource {
  return new DataSource({
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTableName: 'migration',
    parseInt8: true,
    installExtensions: false,
    logging: false,
    ...options,
    type: 'postgres',
  });
}
