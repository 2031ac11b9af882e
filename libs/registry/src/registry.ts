import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { importSeeds } from './import/import-seeds.js';
import { PgliteEngine } from './pglite/pglite-engine.js';
import { PostgresEngine } from './postgres-engine.js';
import { poolLoad, type PoolLoad, type RegistryEngine } from './registry-engine.js';
import { RegistryError, sqlState } from './registry.errors.js';
import { RegistryOptions } from './registry-options.js';
import { query, type Sql, transaction } from './sql.js';

const HOUR_MS = 3_600_000;
/** A dump comes this long after the first edit since the last one: what damaged files may cost. */
const DUMP_AFTER_EDIT_MS = 300_000;
const TIDY_EVERY_MS = 600_000;
const PROBE_EVERY_MS = 5_000;

/** The database behind all repositories: PGlite in a folder, or a PostgreSQL server. */
@Injectable()
export class Registry {
  /** Statements and transactions that failed, by class of SQLSTATE; `none`: no answer from the server. */
  readonly failures = new Map<string, number>();
  private readonly engine: RegistryEngine;
  private source: DataSource | undefined;
  private timers: NodeJS.Timeout[] = [];
  private editTimer: NodeJS.Timeout | undefined;
  private dumping: Promise<void> | undefined;
  private state: { ok: boolean; detail: string } = { ok: false, detail: 'not open' };

  constructor(private readonly options: RegistryOptions) {
    this.engine = createEngine(options);
  }

  /**
   * Opens, migrates and seeds; restores a broken PGlite folder from its newest good dump.
   * @throws RegistryError REGISTRY_CORRUPT when there is none.
   */
  async open(): Promise<void> {
    if (this.source !== undefined) return;
    const { seedsDir, log } = this.options;
    let edited = false;
    this.source = await this.engine.open(async (source) => {
      if (seedsDir !== null) edited = await importSeeds(source, seedsDir, Date.now());
    });
    this.state = { ok: true, detail: this.options.engine };
    this.every(HOUR_MS, () => this.dump());
    this.every(TIDY_EVERY_MS, () => this.tidy());
    this.every(PROBE_EVERY_MS, () => this.probe());
    if (edited) {
      log.info({ seedsDir }, 'seeds imported');
      this.edited();
    }
  }

  async close(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    clearTimeout(this.editTimer);
    this.timers = [];
    this.state = { ok: false, detail: 'closed' };
    await this.dumping?.catch(() => undefined);
    this.source = undefined;
    await this.engine.close();
  }

  /** True while queries succeed; with the reason in words when not. Has no side effect. */
  health(): { readonly ok: boolean; readonly detail: string } {
    return this.state;
  }

  /** Writes a synced dump (PGlite; a PostgreSQL server has its own backups). Calls meanwhile share it. */
  dump(): Promise<void> {
    clearTimeout(this.editTimer);
    this.editTimer = undefined;
    this.dumping ??= this.engine.dump().finally(() => (this.dumping = undefined));
    return this.dumping;
  }

  /** Keeps hot tables small (PGlite has no autovacuum); runs by itself every 10 minutes. */
  tidy(): Promise<void> {
    return this.engine.tidy();
  }

  /** Says that something was registered that damaged files must not cost: a dump follows within minutes. */
  edited(): void {
    this.editTimer ??= setTimeout(() => this.quietly(this.dump()), DUMP_AFTER_EDIT_MS).unref();
  }

  /** When the newest dump was made, epoch ms; null where there is none, or where a server makes its own backups. */
  dumpedAt(): Promise<number | null> {
    return this.engine.dumpedAt();
  }

  /** Load of the connection pool; all zeros while the registry isn't open. */
  pool(): PoolLoad {
    return this.source === undefined ? { inUse: 0, limit: 0, waiting: 0 } : poolLoad(this.source);
  }

  get dataSource(): DataSource {
    if (this.source === undefined)
      throw new RegistryError('REGISTRY_UNAVAILABLE', 'the registry is not open');
    return this.source;
  }

  /** One statement on a connection of its own. */
  async query<T>(text: string, parameters: readonly unknown[] = []): Promise<T[]> {
    return this.counted(query<T>(this.dataSource, text, parameters));
  }

  /** Statements that hold together or not at all; `work` awaits nothing but its `sql`. */
  async transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.counted(transaction(this.dataSource, work));
  }

  private async counted<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      const kind = sqlState(error)?.slice(0, 2) ?? 'none';
      this.failures.set(kind, (this.failures.get(kind) ?? 0) + 1);
      throw error;
    }
  }

  private async probe(): Promise<void> {
    try {
      await this.query('SELECT 1');
      this.state = { ok: true, detail: this.options.engine };
    } catch (error) {
      this.state = { ok: false, detail: error instanceof Error ? error.message : String(error) };
    }
  }

  private every(ms: number, work: () => Promise<void>): void {
    this.timers.push(setInterval(() => this.quietly(work()), ms).unref());
  }

  private quietly(work: Promise<void>): void {
    work.catch((error: unknown) => this.options.log.error({ err: error }, 'keeping the registry in order'));
  }
}

function createEngine(options: RegistryOptions): RegistryEngine {
  if (options.engine === 'pglite') return new PgliteEngine(options);
  if (options.url !== null) return new PostgresEngine(options.url, options.log);
  throw new RegistryError('REGISTRY_INVALID', 'NHIPPHO_POSTGRES_URL is needed for the distributed profile');
}
