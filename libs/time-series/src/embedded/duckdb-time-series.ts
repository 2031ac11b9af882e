import {
  type Bucket,
  type MeasurementSchema,
  type RefusedRow,
  type SeriesQuery,
  type SeriesRows,
  TimeSeries,
  TimeSeriesError,
} from '../time-series.port.js';
import { asTimeSeriesError, isBroken, isDamage } from './duckdb-errors.js';
import type { EmbeddedOptions } from './duckdb-store.js';
import { Session } from './session.js';
import { type WriteCall, WriteQueue } from './write-queue.js';
import { mergeSchemas } from '../merge-schemas.js';

/** Between two attempts to get a failed database going again. */
const RECOVERY_MS = 1000;

type EdgeOf<K extends 'newestBefore' | 'oldestFrom'> = Parameters<TimeSeries[K]>[0];

/**
 * Time series in a DuckDB database file. Rows newer than all of their series are appended; others are merged.
 * A failed disk turns `health` red; the database is opened anew by itself when the disk is well again.
 */
export class DuckdbTimeSeries extends TimeSeries {
  readonly #queue = new WriteQueue((group) => this.#commit(group));
  #schema: readonly MeasurementSchema[] = [];
  #session: Session | null = null;
  #trouble: string | null = 'not opened yet';
  /** What was found damaged; the rest goes on, but somebody must restore it. */
  #damage: string | null = null;
  #isClosed = false;
  #recovery: NodeJS.Timeout | null = null;

  constructor(private readonly options: EmbeddedOptions) {
    super();
  }

  override async open(schema: readonly MeasurementSchema[]): Promise<void> {
    await this.#queue.alone(async () => {
      if (this.#isClosed) throw closed();
      const merged = mergeSchemas(this.#schema, schema);
      if (this.#session && merged === this.#schema) return;
      this.#schema = merged;
      await this.#session?.close();
      this.#session = null;
      await this.#reopen();
    });
  }

  override async write(rows: readonly SeriesRows[]): Promise<readonly RefusedRow[]> {
    const { catalogue } = this.#running('writing');
    for (const part of rows) {
      const state = catalogue.get(part.bucket, part.measurement);
      state.requireTags(Object.keys(part.tags));
      for (const field of Object.keys(part.fields)) state.fieldIndex(field);
    }
    return this.#queue.write(rows);
  }

  override async read(query: SeriesQuery): Promise<SeriesRows> {
    const { catalogue, reader } = this.#running('reading');
    const state = catalogue.get(query.bucket, query.measurement);
    return this.#guarded(`reading ${state.name}`, () => reader.read(state, query));
  }

  override async newestBefore({ notBefore, before, ...query }: EdgeOf<'newestBefore'>): Promise<SeriesRows> {
    const { catalogue, reader } = this.#running('reading');
    const state = catalogue.get(query.bucket, query.measurement);
    const range = { ...query, from: notBefore, to: before };
    return this.#guarded(`reading ${state.name}`, () => reader.edge(state, range, 'max'));
  }

  override async oldestFrom(query: EdgeOf<'oldestFrom'>): Promise<SeriesRows> {
    const { catalogue, reader } = this.#running('reading');
    const state = catalogue.get(query.bucket, query.measurement);
    return this.#guarded(`reading ${state.name}`, () => reader.edge(state, query, 'min'));
  }

  override async dropBefore(bucket: Bucket, before: number): Promise<number> {
    return this.#guarded(`dropping from ${bucket}`, () =>
      this.#queue.alone(() => this.#running('dropping').dropBefore(bucket, before)),
    );
  }

  override health(): { readonly ok: boolean; readonly detail: string } {
    const trouble = this.#trouble ?? this.#damage;
    return { ok: trouble === null, detail: trouble ?? 'ok' };
  }

  /** How much waits; for metrics. */
  queues(): {
    readonly writeRows: number;
    readonly queriesRunning: number;
    readonly queriesWaiting: number;
    readonly queriesLimit: number;
  } {
    const { running, waiting, limit } = this.#session?.queries ?? { running: 0, waiting: 0, limit: 0 };
    const writeRows = this.#queue.rows;
    return { writeRows, queriesRunning: running, queriesWaiting: waiting, queriesLimit: limit };
  }

  /** Size of the write-ahead log, bytes. */
  async walBytes(): Promise<number> {
    return (await this.#session?.walBytes()) ?? 0;
  }

  /** Memory that DuckDB takes, bytes: it keeps what it read of its file until it needs the room. */
  async memoryBytes(): Promise<number> {
    return (await this.#session?.memoryBytes()) ?? 0;
  }

  override async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#recovery) clearTimeout(this.#recovery);
    await this.#queue.idle();
    const session = this.#session;
    this.#session = null;
    this.#trouble = 'closed';
    await session?.close();
  }

  #running(doing: string): Session {
    if (this.#isClosed) throw closed();
    if (this.#session) return this.#session;
    throw this.#unavailable(doing);
  }

  #unavailable(doing: string): TimeSeriesError {
    return new TimeSeriesError('TIMESERIES_UNAVAILABLE', `${doing}: ${this.#trouble ?? 'not open'}`, true);
  }

  async #commit(group: readonly WriteCall[]): Promise<void> {
    const session = this.#session;
    try {
      if (!session)
        throw new TimeSeriesError('TIMESERIES_UNAVAILABLE', `writing: ${this.#trouble ?? ''}`, true);
      const refused = await session.write(group.map(({ rows }) => rows));
      this.#trouble = null;
      group.forEach(({ resolve }, i) => resolve(refused[i] ?? []));
    } catch (error) {
      if (isBroken(error)) await this.#abandon();
      // One call that the database won't take must not take the others with it.
      if (group.length > 1 && this.#session) {
        for (const call of group) await this.#commit([call]);
        return;
      }
      const failure = asTimeSeriesError('writing', error);
      if (isDamage(error)) this.#damage = failure.message;
      if (failure.retryable) this.#ail(failure.message);
      for (const { reject } of group) reject(failure);
      return;
    }
    await session.tidy().catch(async (error: unknown) => {
      if (isBroken(error)) await this.#abandon();
      this.#ail(asTimeSeriesError('folding the write-ahead log', error).message);
    });
  }

  async #guarded<T>(doing: string, work: () => Promise<T>): Promise<T> {
    const session = this.#session;
    try {
      return await work();
    } catch (error) {
      const failure = asTimeSeriesError(doing, error);
      if (isDamage(error)) this.#damage = failure.message;
      if (isBroken(error) && session === this.#session) {
        this.#queue.alone(() => this.#abandon()).catch(() => undefined);
        this.#ail(failure.message);
      }
      throw failure;
    }
  }

  async #abandon(): Promise<void> {
    const session = this.#session;
    this.#session = null;
    await session?.close().catch(() => undefined);
  }

  async #reopen(): Promise<void> {
    try {
      this.#session = await Session.open(this.options, this.#schema);
      this.#trouble = null;
    } catch (error) {
      const failure = asTimeSeriesError('opening the time series', error);
      this.#trouble = failure.message;
      throw failure;
    }
  }

  /** Turns health red and tries, now and then, whether the database works again. */
  #ail(trouble: string): void {
    this.#trouble = trouble;
    if (this.#isClosed || this.#recovery) return;
    this.#recovery = setTimeout(() => {
      this.#recovery = null;
      if (!this.#isClosed)
        this.#queue.alone(() => this.#recover()).catch((error: unknown) => this.#ail(String(error)));
    }, RECOVERY_MS).unref();
  }

  async #recover(): Promise<void> {
    if (!this.#session) await this.#reopen();
    try {
      await this.#session?.probe();
    } catch (error) {
      await this.#abandon();
      throw error;
    }
    this.#trouble = null;
  }
}

function closed(): TimeSeriesError {
  return new TimeSeriesError('TIMESERIES_CLOSED', 'using the time series: closed', false);
}
