/** The three calls the registry makes on a logger; a pino logger fits. */
export interface RegistryLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Where the registry lives. A class so that it can be injected. */
export class RegistryOptions {
  constructor(
    readonly engine: 'pglite' | 'postgres',
    /** PGlite: its folder; dumps are kept in `<folder>-dumps` beside it. */
    readonly folder: string,
    /** PostgreSQL: connection URL. */
    readonly url: string | null,
    /** Folder of the seeds to import at open, or null for none. */
    readonly seedsDir: string | null,
    /** Dump to start a new PGlite folder from, or null; a missing file means: create from scratch. */
    readonly template: string | null,
    readonly log: RegistryLog,
  ) {}
}
