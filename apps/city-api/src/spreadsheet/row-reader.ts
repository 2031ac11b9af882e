import { parseInstant } from '@app/kpi';
import { columnLetters, type Table, type TableRow } from './table.js';

/** Something wrong in an imported file. */
export interface ImportProblem {
  /** As a spreadsheet counts; the header is a row. */
  readonly row: number;
  /** Name of the column; null when it is about the whole row. */
  readonly column: string | null;
  /** Address of the cell, e.g. `F12`; null when it is about the whole row. */
  readonly cell: string | null;
  /** Kind of problem, in English and for programs. */
  readonly code: string;
  /** What is wrong and what to write instead. */
  readonly message: string;
}

/** A column that an import knows. */
export interface ColumnSpec {
  readonly name: string;
  /** The file must have it. */
  readonly required?: boolean;
}

/** How many problems are listed; all are counted. */
const MAX_LISTED = 1000;
const MAX_TEXT = 2000;

/** Problems of a file: the first thousand by place, and their number. */
export class ImportProblems {
  readonly listed: ImportProblem[] = [];
  count = 0;

  add(problem: ImportProblem): void {
    this.count += 1;
    if (this.listed.length < MAX_LISTED) this.listed.push(problem);
  }
}

/** One row of an import: gives its cells as what they should be, and lists what is wrong with them. */
export class RowReader {
  /** False as soon as anything of the row was refused. */
  isClean = true;

  constructor(
    readonly row: number,
    private readonly cells: readonly string[],
    private readonly columns: ReadonlyMap<string, number>,
    private readonly problems: ImportProblems,
  ) {}

  /** Lists a problem of this row; null, for returning. */
  refuse(column: string | null, code: string, message: string): null {
    const index = column === null ? undefined : this.columns.get(column);
    const cell = index === undefined ? null : `${columnLetters(index)}${this.row}`;
    this.isClean = false;
    this.problems.add({ row: this.row, column, cell, code, message });
    return null;
  }

  /** A cell's text; null when it is empty, or its column isn't there. */
  text(column: string): string | null {
    const text = this.cells[this.columns.get(column) ?? -1] ?? '';
    if (text.length > MAX_TEXT) return this.refuse(column, 'too_long', `at most ${MAX_TEXT} characters`);
    return text === '' ? null : text;
  }

  /** As `text`, of a cell that mustn't be empty. A column that the header lacks was told of there. */
  needed(column: string): string | null {
    const text = this.text(column);
    if (
      text === null &&
      this.columns.has(column) &&
      (this.cells[this.columns.get(column) ?? -1] ?? '') === ''
    )
      return this.refuse(column, 'missing_value', 'must not be empty');
    return text;
  }

  /** A number with a decimal point; null when the cell is empty or holds no number. */
  number(column: string): number | null {
    const text = this.text(column);
    if (text === null) return null;
    if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text)))
      return Number(text);
    if (/^[+-]?\d[\d.,\s]*$/.test(text)) {
      return this.refuse(
        column,
        'number_format',
        `${text}: write it with a decimal point and without separators of thousands, e.g. 1234.5`,
      );
    }
    return this.refuse(column, 'not_a_number', `${text}: not a number; leave it empty where it is not known`);
  }

  /** One of a list, by any of its names in lower case; `column` must not be empty. */
  choice<T extends string>(column: string, names: Readonly<Record<string, T>>): T | null {
    const text = this.needed(column);
    if (text === null) return null;
    const name = text.toLowerCase();
    // "constructor" is a name that every object answers to.
    const found = Object.hasOwn(names, name) ? names[name] : undefined;
    if (found !== undefined) return found;
    return this.refuse(
      column,
      `unknown_${column}`,
      `${text}: one of ${[...new Set(Object.values(names))].join(', ')}`,
    );
  }

  /** A local date's midnight, epoch ms; null when the cell is empty or holds none. */
  day(column: string): number | null {
    const text = this.text(column);
    if (text === null) return null;
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text))
      return this.refuse(column, 'date_format', `${text}: write a date as YYYY-MM-DD`);
    const at = parseInstant(text);
    return at ?? this.refuse(column, 'no_such_day', `${text}: there is no such day`);
  }
}

/** A value read from a row without problems. */
export interface ReadRow<T> {
  readonly row: number;
  readonly value: T;
}

export interface ReadRows<T> {
  readonly rows: readonly ReadRow<T>[];
  readonly problems: ImportProblems;
}

/**
 * Reads a table row by row. What the header lacks or has too much, and what `read` refuses, is in `problems`; a row with a
 * problem gives no value.
 */
export function readRows<T>(
  table: Table,
  specs: readonly ColumnSpec[],
  read: (row: RowReader) => T | null,
): ReadRows<T> {
  const problems = new ImportProblems();
  const columns = columnsOf(table, specs, problems);
  const rows = table.rows.flatMap((row) => {
    const reader = new RowReader(row.row, row.cells, columns, problems);
    checkWidth(reader, row, table.columns.length);
    const value = read(reader);
    return value === null || !reader.isClean ? [] : [{ row: row.row, value }];
  });
  return { rows, problems };
}

function columnsOf(
  table: Table,
  specs: readonly ColumnSpec[],
  problems: ImportProblems,
): ReadonlyMap<string, number> {
  const known = new Map(specs.map(({ name }) => [name.toLowerCase(), name]));
  const found = new Map<string, number>();
  const add = (code: string, column: string, cell: string | null, message: string): void =>
    problems.add({ row: table.header, column, cell, code, message });
  for (const [index, title] of table.columns.entries()) {
    if (title === '') continue;
    const name = known.get(title.toLowerCase());
    if (name !== undefined) found.set(name, index);
    else {
      const names = specs.map((spec) => spec.name).join(', ');
      add('unknown_column', title, `${columnLetters(index)}${table.header}`, `unknown; columns are ${names}`);
    }
  }
  for (const { name, required } of specs) {
    if (required === true && !found.has(name))
      add('missing_column', name, null, `the file needs a column ${name}`);
  }
  return found;
}

function checkWidth(reader: RowReader, { cells }: TableRow, width: number): void {
  const beyond = cells.findIndex((cell, i) => i >= width && cell !== '');
  if (beyond < 0) return;
  reader.refuse(
    null,
    'beyond_header',
    `a cell in column ${columnLetters(beyond)}, which has no name in the header`,
  );
}
