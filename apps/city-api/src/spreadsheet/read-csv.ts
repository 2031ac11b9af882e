import { parse } from 'csv-parse/sync';
import { type Table, TableError, tableOf } from './table.js';

/** A spreadsheet's separator follows its language: a comma in English, a semicolon in Vietnamese. */
const SEPARATORS = [',', ';', '\t'];

interface ParsedRow {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads CSV in UTF-8 (or UTF-16 with its mark). The separator is the header's most frequent one; lines that begin with `#` are
 * comments; the apostrophe that `writeCsv` puts before a formula is taken away again.
 * @throws TableError with the line that can't be read
 */
export function readCsv(bytes: Uint8Array): Table {
  const text = textOf(bytes);
  const rows = parsed(text, separatorOf(text)).map(({ record, info }) => {
    const breaks = record.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
    return { row: info.lines - breaks, cells: record.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/, '')) };
  });
  return tableOf(rows);
}

function textOf(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new TableError('the file is not in UTF-8; save it as "CSV UTF-8"', { cause: error });
  }
}

function separatorOf(text: string): string {
  // Line by line: an expression that looks for the header goes through all that is empty at each of its lines.
  const header = text.split(/[\r\n]+/).find((line) => !line.startsWith('#') && line.trim() !== '') ?? '';
  const counts = SEPARATORS.map((separator) => header.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
}

function parsed(text: string, delimiter: string): readonly ParsedRow[] {
  try {
    return parse(text, {
      delimiter,
      info: true,
      comment: '#',
      comment_no_infix: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as ParsedRow[];
  } catch (error) {
    throw new TableError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
