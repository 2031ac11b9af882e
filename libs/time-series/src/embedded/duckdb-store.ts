import { mkdir, open, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { ReaderPool } from './reader-pool.js';
import { Statements } from './statements.js';

/** How the database may use the machine. */
export interface EmbeddedOptions {
  /** Folder of the database; made if missing. */
  readonly dir: string;
  /** Default 1024. */
  readonly memoryLimitMb?: number;
  /** Default 1. */
  readonly threads?: number;
  /** The write-ahead log is folded into the database file when it exceeds this. Default 24. */
  readonly checkpointMb?: number;
  /** Queries at a time; each holds one thread of libuv's pool. Default 2. */
  readonly readers?: number;
}

/** An open DuckDB database: one connection that writes, one for checkpoints, a few that read. */
export class DuckdbStore {
  private namedLog = '';

  private constructor(
    private readonly instance: DuckDBInstance,
    readonly writer: Statements,
    readonly readers: ReaderPool,
    private readonly maintenance: DuckDBConnection,
    private readonly walFile: string,
  ) {}

  static async open(options: EmbeddedOptions): Promise<DuckdbStore> {
    await mkdir(options.dir, { recursive: true });
    await syncFolder(dirname(options.dir));
    const file = join(options.dir, 'series.duckdb');
    const instance = await DuckDBInstance.create(file, {
      threads: String(options.threads ?? 1),
      memory_limit: `${options.memoryLimitMb ?? 1024}MB`,
      temp_directory: join(options.dir, 'tmp'),
      // We checkpoint between two transactions ourselves; DuckDB's own, inside a commit, only as a last resort.
      checkpoint_threshold: '1GB',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    });
    try {
      const writer = new Statements(await instance.connect());
      const readers: Statements[] = [];
      for (let i = 0; i < (options.readers ?? 2); i++) readers.push(new Statements(await instance.connect()));
      await syncFolder(options.dir);
      return new DuckdbStore(
        instance,
        writer,
        new ReaderPool(readers),
        await instance.connect(),
        `${file}.wal`,
      );
    } catch (error) {
      instance.closeSync();
      throw error;
    }
  }

  /**
   * To be awaited after a commit. DuckDB syncs its write-ahead log, of which it makes a new one after each checkpoint,
   * but not the folder: after a power cut a new log need not be found, and with it what was committed (seen in images of
   * crashes, test/durability).
   */
  async nameLog(): Promise<void> {
    const log = await stat(this.walFile, { bigint: true }).then(
      ({ ino, birthtimeNs }) => `${ino} ${birthtimeNs}`,
      () => '',
    );
    if (log === this.namedLog) return;
    await syncFolder(dirname(this.walFile));
    this.namedLog = log;
  }

  /** Bytes committed and not yet in the database file. */
  async walBytes(): Promise<number> {
    return stat(this.walFile).then(
      ({ size }) => size,
      () => 0,
    );
  }

  /** Folds the write-ahead log into the file. Fails while another transaction reads rows since overwritten. */
  async checkpoint(): Promise<void> {
    await this.maintenance.run('CHECKPOINT');
  }

  /** Waits for the running queries, then closes; DuckDB checkpoints as it does. */
  async close(): Promise<void> {
    await this.readers.close();
    this.writer.connection.closeSync();
    this.maintenance.closeSync();
    this.instance.closeSync();
  }
}

/** Makes names made or changed in a folder durable. */
async function syncFolder(dir: string): Promise<void> {
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
