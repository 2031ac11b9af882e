import type { PlainCell } from '../spreadsheet/write-xlsx.js';

/** A column of a table that is handed out: its name, what it means, and how typed formats hold it. */
export interface Column {
  readonly name: string;
  /** `time`: RFC 3339 text, in Parquet and Arrow a timestamp. */
  readonly type: 'text' | 'number' | 'integer' | 'time';
}

export type Row = readonly PlainCell[];

/** A table whose rows come in batches, so that none need be held whole. */
export interface Tabular {
  readonly columns: readonly Column[];
  readonly batches: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>;
}

/** Every row of a table, refused beyond `max` by what `tooMany` makes. */
export async function gathered(
  batches: Tabular['batches'],
  max: number,
  tooMany: () => Error,
): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of batches) {
    if (rows.length + batch.length > max) throw tooMany();
    for (const row of batch) rows.push(row);
  }
  return rows;
}
