import { isStorable, UNSTORABLE_MESSAGE } from '../http/storable-text.js';

/** A file that can't be read as a table, with what to do about it. */
export class TableError extends Error {
  override readonly name = 'TableError';
}

/** A sheet, or a CSV file, as text: what a person sees in the rows under the row of column names. */
export interface Table {
  /** Names of the header row from the left, in NFC, without outer blanks; '' where it has none. */
  readonly columns: readonly string[];
  /** Row that the column names stand in. */
  readonly header: number;
  /** Rows that aren't empty. */
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  /** Row in the spreadsheet, or line in the CSV file, counted from 1; the header counts. */
  readonly row: number;
  /** From the left, without outer blanks, in NFC; '' for an empty cell. May be shorter or longer than the header. */
  readonly cells: readonly string[];
}

/** What is read of an uploaded file at most. */
export const MAX_ROWS = 20_000;
export const MAX_COLUMNS = 100;

/** Letters of a column counted from 0, as spreadsheets show them: 0 is A, 26 is AA. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}

/**
 * The table of raw rows: the first one that isn't empty has the column names.
 * @throws TableError without a header row, for a column name that stands twice and for too many rows or columns
 */
export function tableOf(raw: readonly TableRow[]): Table {
  const filled = raw.flatMap(({ row, cells }) => {
    if (!cells.every(isStorable)) throw new TableError(`row ${row}: a cell ${UNSTORABLE_MESSAGE}`);
    const own = cells.map((cell) => cell.normalize('NFC').trim());
    return own.some((cell) => cell !== '') ? [{ row, cells: own }] : [];
  });
  const [header, ...rows] = filled;
  if (header === undefined) throw new TableError('the file is empty: the first row must name the columns');
  if (rows.length > MAX_ROWS) throw new TableError(`more than ${MAX_ROWS} rows; divide the file`);
  if (header.cells.length > MAX_COLUMNS) throw new TableError(`more than ${MAX_COLUMNS} columns`);
  const columns = header.cells.slice(0, header.cells.findLastIndex((name) => name !== '') + 1);
  const seen = new Set<string>();
  for (const name of columns) {
    // Columns are found whatever the case of their names.
    const key = name.toLowerCase();
    if (name !== '' && seen.has(key)) throw new TableError(`row ${header.row}: column ${name} stands twice`);
    seen.add(key);
  }
  return { columns, header: header.row, rows };
}
