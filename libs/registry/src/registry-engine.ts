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
  /** Keeps hot tables small; called every few minutes. */
  tidy(): Promise<void>;
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
