import type { PlainCell } from './write-xlsx.js';

/**
 * CSV with a mark of UTF-8, so that spreadsheets show Vietnamese letters, and lines that end as RFC 4180 has it. Text that a
 * spreadsheet would run as a formula begins with an apostrophe.
 */
export function writeCsv(rows: readonly (readonly PlainCell[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(fieldOf).join(',')}\r\n`).join('')}`;
}

function fieldOf(cell: PlainCell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",;\t\r\n#]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
