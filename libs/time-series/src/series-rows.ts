import type { Bucket, SeriesRows } from './time-series.port.js';

/** One row as a record, for places where convenience counts more than speed. */
export interface SeriesRow {
  readonly time: number;
  readonly tags: Readonly<Record<string, string>>;
  /** Fields that the row carries. */
  readonly fields: Readonly<Record<string, number>>;
}

/** Makes columns of records. Tags missing in a row are '', fields missing are not carried. */
export function rowsOf(bucket: Bucket, measurement: string, items: readonly SeriesRow[]): SeriesRows {
  const tags: Record<string, string[]> = {};
  const fields: Record<string, Float64Array> = {};
  const times = new Float64Array(items.length);
  items.forEach((item, row) => {
    times[row] = item.time;
    for (const [tag, value] of Object.entries(item.tags)) {
      (tags[tag] ??= Array.from({ length: items.length }, () => ''))[row] = value;
    }
    for (const [field, value] of Object.entries(item.fields)) {
      (fields[field] ??= new Float64Array(items.length).fill(NaN))[row] = value;
    }
  });
  return { bucket, measurement, length: items.length, times, tags, fields };
}

/** Makes records of columns; the reverse of `rowsOf`. */
export function itemsOf(rows: SeriesRows): SeriesRow[] {
  return Array.from({ length: rows.length }, (_, row) => ({
    time: rows.times[row] ?? NaN,
    tags: Object.fromEntries(Object.entries(rows.tags).map(([tag, column]) => [tag, column[row] ?? ''])),
    fields: Object.fromEntries(
      Object.entries(rows.fields).flatMap(([field, column]) => {
        const value = column[row] ?? NaN;
        return Number.isNaN(value) ? [] : [[field, value]];
      }),
    ),
  }));
}
