import {
  DOUBLE,
  DuckDBDataChunk,
  DuckDBDoubleVector,
  DuckDBIntegerVector,
  type DuckDBAppender,
  type DuckDBMaterializedResult,
  INTEGER,
} from '@duckdb/node-api';

/** Rows that a data chunk holds: DuckDB's vector size. */
const CHUNK_ROWS = 2048;

/** A chunk for a table of one integer column and `doubles` float columns; reused from write to write. */
export function makeChunk(doubles: number): DuckDBDataChunk {
  return DuckDBDataChunk.create([INTEGER, ...Array.from({ length: doubles }, () => DOUBLE)]);
}

/**
 * Appends the first `length` rows of the columns and flushes. Copies whole columns: a setter call per value costs
 * ten times as much, mostly for the validity bits, which we never use (a field not carried is NaN, not NULL).
 */
export function appendColumns(
  appender: DuckDBAppender,
  chunk: DuckDBDataChunk,
  series: Int32Array,
  doubles: readonly Float64Array[],
  length: number,
): void {
  for (let from = 0; from < length; from += CHUNK_ROWS) {
    const to = Math.min(from + CHUNK_ROWS, length);
    chunk.reset();
    chunk.rowCount = to - from;
    const ids = chunk.getColumnVector(0);
    itemsOf(ids).set(series.subarray(from, to));
    ids.flush();
    doubles.forEach((column, i) => {
      const vector = chunk.getColumnVector(i + 1);
      itemsOf(vector).set(column.subarray(from, to));
      vector.flush();
    });
    appender.appendDataChunk(chunk);
  }
  appender.flushSync();
}

/** Rows of a result whose first column is an integer and whose others are floats. */
export interface ResultColumns {
  readonly length: number;
  readonly series: Int32Array;
  readonly doubles: Float64Array[];
}

/** Takes a whole result over, column by column. */
export async function readColumns(result: DuckDBMaterializedResult, doubles: number): Promise<ResultColumns> {
  const length = result.rowCount;
  const series = new Int32Array(length);
  const columns = Array.from({ length: doubles }, () => new Float64Array(length));
  let at = 0;
  while (at < length) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) break;
    series.set(itemsOf(chunk.getColumnVector(0)), at);
    columns.forEach((column, i) => column.set(itemsOf(chunk.getColumnVector(i + 1)), at));
    at += chunk.rowCount;
  }
  return { length: at, series, doubles: columns };
}

/** The typed array under a vector: not in the package's types, but the only way to move a column at once. */
function itemsOf(vector: unknown): Float64Array | Int32Array {
  if (vector instanceof DuckDBDoubleVector) return vector['items'];
  if (vector instanceof DuckDBIntegerVector) return vector['items'];
  throw new TypeError('expecting a DOUBLE or INTEGER vector');
}
