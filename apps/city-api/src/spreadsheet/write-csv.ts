import type { PlainCell } from './write-xlsx.js';

/** The mark of UTF-8, by which spreadsheets know how Vietnamese letters are written. */
export const BOM = '\uFEFF';

/** What stands between fields, and in numbers. */
export interface CsvStyle {
  readonly separator: ',' | ';';
  readonly decimal: '.' | ',';
}

const PLAIN: CsvStyle = { separator: ',', decimal: '.' };

/** CSV with a mark of UTF-8, of lines as `csvLine` makes them. */
export function writeCsv(rows: readonly (readonly PlainCell[])[]): string {
  return `${BOM}${rows.map((row) => csvLine(row)).join('')}`;
}

/**
 * One line, ended as RFC 4180 has it. Text that a spreadsheet would run as a formula begins with an apostrophe; what contains a
 * separator is quoted.
 */
export function csvLine(row: readonly PlainCell[], style: CsvStyle = PLAIN): string {
  return `${row.map((cell) => fieldOf(cell, style)).join(style.separator)}\r\n`;
}

function fieldOf(cell: PlainCell, { separator, decimal }: CsvStyle): string {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return String(cell);
  if (typeof cell === 'number') {
    const digits = decimal === '.' ? String(cell) : String(cell).replace('.', ',');
    return digits.includes(separator) ? `"${digits}"` : digits;
  }
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",;\t\r\n#]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
