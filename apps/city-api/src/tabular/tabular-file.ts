import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import { Problem } from '../http/problem.js';
import { BOM, type CsvStyle, csvLine } from '../spreadsheet/write-csv.js';
import { writeXlsx } from '../spreadsheet/write-xlsx.js';
import { type FileFormat, MEDIA_TYPES } from './format.js';
import { type Row, type Tabular, gathered } from './tabular.js';
import { toArrow, toParquet } from './typed.js';

/** Rows that a file held whole may have: a sheet is text in memory, columns are numbers. */
const MAX_ROWS_WHOLE = { xlsx: 100_000, parquet: 1_000_000, arrow: 1_000_000 } as const;

/** How a table becomes a file. */
export interface FileOptions {
  readonly format: FileFormat;
  /** Without its ending. */
  readonly name: string;
  readonly csv: CsvStyle & { readonly bom: boolean };
}

/** What a query's format parameters say of a CSV. */
export function csvStyle(q: {
  readonly bom: 'true' | 'false';
  readonly separator: 'comma' | 'semicolon';
  readonly decimal: 'point' | 'comma';
}): FileOptions['csv'] {
  return {
    bom: q.bom === 'true',
    separator: q.separator === 'comma' ? ',' : ';',
    decimal: q.decimal === 'point' ? '.' : ',',
  };
}

/**
 * The table as a file. CSV and NDJSON leave as their rows come, no faster than the reader takes them; the others are made
 * whole first. Problem 422 when one of those has too many rows.
 */
export async function tabularFile(
  table: Tabular,
  { format, name, csv }: FileOptions,
): Promise<StreamableFile> {
  const body = await bodyOf(table, format, csv);
  const charset = format === 'csv' ? '; charset=utf-8' : '';
  const options = {
    type: `${MEDIA_TYPES[format]}${charset}`,
    disposition: `attachment; filename="${name}.${format}"`,
  };
  return body instanceof Readable ? new StreamableFile(body, options) : new StreamableFile(body, options);
}

async function bodyOf(
  table: Tabular,
  format: FileFormat,
  csv: FileOptions['csv'],
): Promise<Readable | Buffer> {
  if (format === 'csv')
    return Readable.from(csvChunks(table, csv), { objectMode: false, highWaterMark: 65_536 });
  if (format === 'ndjson')
    return Readable.from(ndjsonChunks(table), { objectMode: false, highWaterMark: 65_536 });
  const max = MAX_ROWS_WHOLE[format];
  const rows = await gathered(table.batches, max, () => tooMany(format, max));
  if (format === 'parquet') return toParquet(table.columns, rows);
  if (format === 'arrow') return toArrow(table.columns, rows);
  const header = table.columns.map((column) => column.name);
  return writeXlsx([{ name: 'data', rows: [header, ...rows], fixedRows: 1 }]);
}

function tooMany(format: string, max: number): Problem {
  return new Problem(
    422,
    `more than ${max} rows, which ${format} can't be made of; ask for a shorter span, a longer bucket or fewer series, or take csv or ndjson`,
  );
}

async function* csvChunks({ columns, batches }: Tabular, style: FileOptions['csv']): AsyncGenerator<string> {
  yield (
    (style.bom ? BOM : '') +
    csvLine(
      columns.map((column) => column.name),
      style,
    )
  );
  for await (const batch of batches) {
    if (batch.length > 0) yield batch.map((row) => csvLine(row, style)).join('');
  }
}

async function* ndjsonChunks({ columns, batches }: Tabular): AsyncGenerator<string> {
  const asObject = (row: Row): string =>
    JSON.stringify(Object.fromEntries(columns.map(({ name }, i) => [name, row[i] ?? null])));
  for await (const batch of batches) {
    if (batch.length > 0) yield batch.map((row) => `${asObject(row)}\n`).join('');
  }
}
