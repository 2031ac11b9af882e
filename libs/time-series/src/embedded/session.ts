import type { MeasurementSchema, RefusedRow, SeriesRows } from '../time-series.port.js';
import { Catalogue, dropPartitions } from './catalogue.js';
import { isCheckpointRefused } from './duckdb-errors.js';
import { DuckdbStore, type EmbeddedOptions } from './duckdb-store.js';
import { Reader } from './reader.js';
import { PlanTransaction } from './transaction.js';
import { WritePlan } from './write-plan.js';
import type { Bucket } from '../time-series.port.js';
import { spanOf } from './partitions.js';

/** The write-ahead log may grow to this many times its limit before readers are asked to wait for a checkpoint. */
const PATIENCE = 4;

/** The database from its opening to its closing, with what is known of it in memory. */
export class Session {
  readonly reader: Reader;
  readonly #transaction: PlanTransaction;

  private constructor(
    private readonly store: DuckdbStore,
    readonly catalogue: Catalogue,
    private readonly checkpointBytes: number,
  ) {
    this.reader = new Reader(store.readers);
    this.#transaction = new PlanTransaction(store.writer);
  }

  static async open(options: EmbeddedOptions, schema: readonly MeasurementSchema[]): Promise<Session> {
    const store = await DuckdbStore.open(options);
    try {
      const catalogue = await Catalogue.load(schema, store.writer);
      return new Session(store, catalogue, (options.checkpointMb ?? 24) * 2 ** 20);
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  /** Writes the calls in one transaction; answers the refused rows of each. */
  async write(calls: readonly (readonly SeriesRows[])[]): Promise<RefusedRow[][]> {
    const plan = new WritePlan();
    const refused = calls.map((call) =>
      call.flatMap((rows) => plan.add(this.catalogue.get(rows.bucket, rows.measurement), rows)),
    );
    await this.#transaction.run(plan);
    await this.store.nameLog();
    return refused;
  }

  /**
   * Folds the write-ahead log into the database file if it has grown enough. Called between two transactions:
   * a checkpoint beside an open one is refused.
   */
  async tidy(): Promise<void> {
    const bytes = await this.store.walBytes();
    if (bytes < this.checkpointBytes) return;
    const isUrgent = bytes > PATIENCE * this.checkpointBytes;
    if (isUrgent) await this.store.readers.pause();
    try {
      await this.store.checkpoint();
    } catch (error) {
      // Refused because of a query: next time.
      if (isUrgent || !isCheckpointRefused(error)) throw error;
    } finally {
      if (isUrgent) this.store.readers.resume();
    }
  }

  async dropBefore(bucket: Bucket, before: number): Promise<number> {
    for (const state of this.catalogue.of(bucket)) await dropPartitions(state, before, this.store.writer);
    return spanOf(bucket, before).from;
  }

  /** Makes a small durable change and folds the log, to see whether there is room to write again. */
  async probe(): Promise<void> {
    await this.store.writer.connection.run('CREATE OR REPLACE TABLE "#probe" (one INTEGER)');
    await this.store.checkpoint().catch((error: unknown) => {
      if (!isCheckpointRefused(error)) throw error;
    });
  }

  /** Queries under way and waiting, and how many may be under way at once. */
  get queries(): { readonly running: number; readonly waiting: number; readonly limit: number } {
    return this.store.readers.load;
  }

  /** Bytes committed and not yet in the database file. */
  walBytes(): Promise<number> {
    return this.store.walBytes();
  }

  /** Memory that DuckDB takes, bytes. */
  memoryBytes(): Promise<number> {
    return this.store.memoryBytes();
  }

  async close(): Promise<void> {
    await this.store.close();
  }
}
