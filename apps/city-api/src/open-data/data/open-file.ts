import { csvLine, BOM } from '../../spreadsheet/write-csv.js';
import type { Row } from '../../tabular/tabular.js';
import { toParquet } from '../../tabular/typed.js';
import { KPI_COLUMNS, type OpenColumn, SERIES_COLUMNS } from './columns.js';
import type { Dataset } from './dataset.js';
import type { OpenRows } from './open-rows.js';
import type { FileSpan } from './spans.js';
import { type Statement, statementOf } from './statement.js';

export const OPEN_FORMATS = ['csv', 'json', 'parquet'] as const;
export type OpenFormat = (typeof OPEN_FORMATS)[number];

/** Columns of a dataset's files. */
export function columnsOf({ kind }: Pick<Dataset, 'kind'>): readonly OpenColumn[] {
  return kind === 'kpi' ? KPI_COLUMNS : SERIES_COLUMNS;
}

/** What a JSON file says besides its rows. */
export interface FileHead {
  readonly licence: string;
  /** Address of the data dictionary. */
  readonly dictionary: string;
}

/** An open file whole. The same rows make the same bytes. */
export function openFile(
  dataset: Dataset,
  span: FileSpan,
  found: OpenRows,
  format: OpenFormat,
  head: FileHead,
): Buffer {
  const columns = columnsOf(dataset);
  const rows = found.rows.map((row): Row => columns.map(({ name }) => row[name] ?? null));
  if (format === 'parquet') return toParquet(columns, rows);
  if (format === 'csv') {
    const header = columns.map(({ name }) => name);
    return Buffer.from(`${BOM}${[header, ...rows].map((row) => csvLine(row)).join('')}`);
  }
  const statement: Statement = statementOf(found.rows, found.notFinal);
  const items = rows.map((row) => Object.fromEntries(columns.map(({ name }, i) => [name, row[i] ?? null])));
  const about = { dataset: dataset.id, title: dataset.names, unit: dataset.unit, span: span.name };
  return Buffer.from(JSON.stringify({ ...about, ...head, statement, items }));
}
