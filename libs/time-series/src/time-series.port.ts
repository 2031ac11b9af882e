/** Three buckets with a retention each: points, 5-minute windows, KPI values and their components. */
export type Bucket = 'raw' | 'windows' | 'kpi';

/** What a measurement may hold. Names are the only identifiers that ever reach a query. */
export interface MeasurementSchema {
  readonly bucket: Bucket;
  readonly measurement: string;
  readonly tags: readonly string[];
  /** Fields, all 64-bit floats. */
  readonly fields: readonly string[];
  /** Every row carries every field: one that doesn't is just being written, and is read again. */
  readonly whole?: true;
}

/**
 * Rows of one measurement, column by column. `times` is epoch milliseconds. A tag column holds one string a row
 * ('' = no value). A field column holds one float a row; NaN = the row doesn't carry this field.
 * Identity of a row: all its tags and its time.
 */
export interface SeriesRows {
  readonly bucket: Bucket;
  readonly measurement: string;
  readonly length: number;
  readonly times: Float64Array;
  readonly tags: Readonly<Record<string, readonly string[]>>;
  readonly fields: Readonly<Record<string, Float64Array>>;
}

/** A row that the store would not take, although it was up. */
export interface RefusedRow {
  readonly bucket: Bucket;
  readonly measurement: string;
  readonly row: number;
  readonly detail: string;
}

export interface SeriesQuery {
  readonly bucket: Bucket;
  readonly measurement: string;
  /** Only rows whose tag is one of the values given. */
  readonly where?: Readonly<Record<string, readonly string[]>>;
  /** Epoch ms, inclusive. */
  readonly from: number;
  /** Epoch ms, exclusive. */
  readonly to: number;
  /** Fields wanted; default all. */
  readonly fields?: readonly string[];
  /** Greatest number of rows; a query that has more is refused with TIMESERIES_TOO_MANY_ROWS. */
  readonly limit?: number;
}

export class TimeSeriesError extends Error {
  constructor(
    readonly code:
      | 'TIMESERIES_UNAVAILABLE'
      | 'TIMESERIES_UNKNOWN_NAME'
      | 'TIMESERIES_TOO_MANY_ROWS'
      | 'TIMESERIES_CLOSED'
      | 'TIMESERIES_IO',
    message: string,
    readonly retryable: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'TimeSeriesError';
  }
}

/** A store of time-stamped rows, idempotent by identity, with field-wise merge. */
export abstract class TimeSeries {
  /**
   * Opens the store and makes room for every measurement of the schema. Each service opens it with what it needs;
   * what earlier calls made room for stays, and fields may be added.
   */
  abstract open(schema: readonly MeasurementSchema[]): Promise<void>;
  /**
   * Writes rows and resolves when they are durable. A row with the identity of a stored one replaces the fields
   * that it carries and leaves the others; inside one call the later row wins, and so does the later of two calls. A
   * row that carries no field stores nothing. Returns the rows refused: those with an impossible time or an infinite
   * value, and what the engine itself would not take.
   */
  abstract write(rows: readonly SeriesRows[]): Promise<readonly RefusedRow[]>;
  /** Rows in range that carry one of the fields wanted, ordered by tags (in the schema's order) and time. */
  abstract read(query: SeriesQuery): Promise<SeriesRows>;
  /**
   * For each series that has one, its newest row with time < `before` (and ≥ `notBefore`).
   * Optional `field`: only rows that carry it.
   */
  abstract newestBefore(query: {
    bucket: Bucket;
    measurement: string;
    where?: Readonly<Record<string, readonly string[]>>;
    before: number;
    notBefore: number;
    field?: string;
  }): Promise<SeriesRows>;
  /** For each series that has one, its oldest row with `from` ≤ time < `to`; `field` as above. */
  abstract oldestFrom(query: {
    bucket: Bucket;
    measurement: string;
    where?: Readonly<Record<string, readonly string[]>>;
    from: number;
    to: number;
    field?: string;
  }): Promise<SeriesRows>;
  /** Drops what is older than `before`, whole partitions of the store only; returns the time kept from. */
  abstract dropBefore(bucket: Bucket, before: number): Promise<number>;
  abstract health(): { readonly ok: boolean; readonly detail: string };
  abstract close(): Promise<void>;
}
