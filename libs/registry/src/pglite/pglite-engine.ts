import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { type RegistryEngine, registrySource } from '../registry-engine.js';
import { RegistryError } from '../registry.errors.js';
import type { RegistryOptions } from '../registry-options.js';
import { Dumps } from './dumps.js';
import type { EngineThread } from './engine-thread.js';
import type { Reopen } from './pglite-connection.js';
import { pglitePoolDriver } from './pglite-pool.js';
import { openAsLeft, openFolder } from './registry-folder.js';

/** Tables that are written many times a second. PGlite has no autovacuum. */
const HOT = ['partition_position', 'pending_cycle', 'ledger', 'ledger_rejection', 'work', 'rejected'];

const REOPEN_AFTER_MS = 2_000;

/** The registry in a folder of this process's own; the platform's lock on the data folder keeps others out. */
export class PgliteEngine implements RegistryEngine {
  private engine: EngineThread | undefined;
  private source: DataSource | undefined;
  private readonly dumps: Dumps;

  constructor(private readonly options: RegistryOptions) {
    this.dumps = new Dumps(`${options.folder}-dumps`);
  }

  async open(seed: (source: DataSource) => Promise<void>): Promise<DataSource> {
    const { folder, template, log } = this.options;
    await mkdir(dirname(folder), { recursive: true });
    this.engine = await openFolder({ folder, template, log, dumps: this.dumps });
    this.source = await pgliteSource(this.engine, (why) => this.reopen(why));
    await this.source.runMigrations({ transaction: 'each' });
    await seed(this.source);
    return this.source;
  }

  async close(): Promise<void> {
    const { engine, source } = this;
    this.engine = this.source = undefined;
    if (source !== undefined) await source.destroy();
    await engine?.close();
  }

  /** Holds the one connection while the folder is copied: nothing else may write to it. */
  async dump(): Promise<void> {
    if (this.source === undefined) return;
    const lease = this.source.createQueryRunner();
    try {
      await lease.query('CHECKPOINT');
      await this.dumps.write(this.options.folder, Date.now());
    } finally {
      await lease.release();
    }
  }

  /** The dead one can be neither used nor closed; its thread is ended, so that its folder is free. */
  private async reopen(why: string): Promise<EngineThread> {
    const { folder, log } = this.options;
    log.error({ folder }, `the registry's engine is opened again: ${why}`);
    await this.engine?.terminate();
    for (;;) {
      await delay(REOPEN_AFTER_MS, undefined, { ref: false });
      if (this.engine === undefined)
        throw new RegistryError('REGISTRY_UNAVAILABLE', 'the registry is closed');
      try {
        this.engine = await openAsLeft(folder);
        log.warn({ folder }, "the registry's engine is open again, as after a crash");
        return this.engine;
      } catch (error) {
        log.error({ folder, err: error }, "the registry's engine cannot be opened; trying again");
      }
    }
  }

  dumpedAt(): Promise<number | null> {
    return this.dumps.newestAt();
  }

  async tidy(): Promise<void> {
    for (const table of HOT) await this.source?.query(`VACUUM (ANALYZE) ${table}`);
    await this.source?.query('CHECKPOINT');
  }
}

/** A data source on an open PGlite. */
export async function pgliteSource(engine: EngineThread, reopen?: Reopen): Promise<DataSource> {
  const source = registrySource({ driver: pglitePoolDriver(engine, reopen) });
  await source.initialize();
  return source;
}
