import { access, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { ReaderPool } from './reader-pool.js';
import { Statements } from './statements.js';
import { cutTornEnd, followLengths, tornAt } from './torn-log.js';

/** Memory that DuckDB may take, MB. */
export const MEMORY_LIMIT_MB = 1024;

/** How the database may use the machine. */
export interface EmbeddedOptions {
  /** Folder of the database; made if missing. */
  readonly dir: string;
  /** Default 1. */
  readonly threads?: number;
  /** The write-ahead log is folded into the database file when it exceeds this. Default 24. */
  readonly checkpointMb?: number;
  /** Queries at a time; each holds one thread of libuv's pool. Default 2. */
  readonly readers?: number;
  /** Told of a transaction that a power cut left torn, and that is forgotten. */
  readonly onTorn?: (torn: { readonly log: string; readonly bytes: number }) => void;
}

type Settings = Readonly<Record<string, string>>;

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
    await sync(dirname(options.dir));
    const file = join(options.dir, 'series.duckdb');
    const settings = {
      threads: String(options.threads ?? 1),
      memory_limit: `${MEMORY_LIMIT_MB}MB`,
      temp_directory: join(options.dir, 'tmp'),
      // We checkpoint between two transactions ourselves; DuckDB's own, inside a commit, only as a last resort.
      checkpoint_threshold: '1GB',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    };
    if (!(await exists(file))) await create(file, settings);
    const instance = await recovered(file, settings, options.onTorn);
    try {
      const writer = new Statements(await instance.connect());
      const readers: Statements[] = [];
      for (let i = 0; i < (options.readers ?? 2); i++) readers.push(new Statements(await instance.connect()));
      await sync(options.dir);
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
    await sync(dirname(this.walFile));
    this.namedLog = log;
  }

  /** Bytes committed and not yet in the database file. */
  async walBytes(): Promise<number> {
    return stat(this.walFile).then(
      ({ size }) => size,
      () => 0,
    );
  }

  /** Memory that DuckDB takes for pages of its file that it keeps, for rows in work and for queries, bytes. */
  async memoryBytes(): Promise<number> {
    const sum = 'SELECT sum(memory_usage_bytes)::DOUBLE FROM duckdb_memory()';
    const found = await this.readers.use(({ connection }) => connection.runAndReadAll(sum));
    return Number(found.getRows()[0]?.[0] ?? 0);
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

/** Makes an empty database beside its place and moves it there, so that a power cut leaves no half of one under its name. */
async function create(file: string, settings: Settings): Promise<void> {
  const partial = `${file}.partial`;
  for (const left of [partial, `${partial}.wal`]) await rm(left, { force: true });
  (await DuckDBInstance.create(partial, settings)).closeSync();
  await sync(partial);
  await rename(partial, file);
}

/** Opens a database as its files were left, by a power cut too. */
async function recovered(
  file: string,
  settings: Settings,
  onTorn: EmbeddedOptions['onTorn'],
): Promise<DuckDBInstance> {
  const log = `${file}.wal`;
  await followLengths(log);
  try {
    return await DuckDBInstance.create(file, settings);
  } catch (error) {
    const at = tornAt(error);
    const bytes = at === null ? 0 : await cutTornEnd(log, at);
    if (bytes === 0) throw error;
    onTorn?.({ log, bytes });
    return DuckDBInstance.create(file, settings);
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Makes what was written to a file durable, or the names made or changed in a folder. */
async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
