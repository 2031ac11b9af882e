import { readSheet } from 'read-excel-file/node';
import { ArchiveError, unzipFiles, zipFiles } from '../archive/zip.js';
import { MAX_COLUMNS, MAX_ROWS, type Table, TableError, tableOf } from './table.js';

const LIMITS = { files: 500, bytes: 64_000_000 };
const CELL_ADDRESS = /\br\s*=\s*["']([A-Z]{0,3})(\d+)["']/g;

/**
 * Reads the first sheet of an XLSX file: numbers as JavaScript writes them, dates as `YYYY-MM-DD`, formulas by their stored
 * result.
 * @throws TableError for what isn't one, and for more rows or columns than are read
 */
export async function readXlsx(bytes: Uint8Array): Promise<Table> {
  const files = unpack(bytes);
  for (const [name, content] of Object.entries(files)) {
    if (name.startsWith('xl/worksheets/') && name.endsWith('.xml')) checkExtent(content);
  }
  const sheet = await sheetOf(zipFiles(files));
  return tableOf(sheet.map((cells, i) => ({ row: i + 1, cells: cells.map(textOf) })));
}

function unpack(bytes: Uint8Array): Record<string, Uint8Array> {
  try {
    return unzipFiles(bytes, LIMITS);
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    throw new TableError(`the XLSX file can't be opened: ${error.message}`, { cause: error });
  }
}

/** One cell far out makes the reader build every empty one before it. */
function checkExtent(xml: Uint8Array): void {
  for (const [, letters = '', row] of Buffer.from(xml).toString('latin1').matchAll(CELL_ADDRESS)) {
    const column = columnNumber(letters);
    // The header row and, as people leave them, some empty ones on top.
    if (Number(row) > MAX_ROWS + 100) throw new TableError(`cells beyond row ${MAX_ROWS}; divide the file`);
    if (column > MAX_COLUMNS) throw new TableError(`cells beyond column ${MAX_COLUMNS}`);
  }
}

function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

type Cell = string | number | boolean | Date | null;

async function sheetOf(bytes: Buffer): Promise<readonly (readonly Cell[])[]> {
  try {
    // Its types say `typeof Date` where a Date comes.
    return (await readSheet(bytes)) as unknown as Cell[][];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TableError(`the XLSX file can't be read: ${reason}`, { cause: error });
  }
}

function textOf(cell: Cell): string {
  if (cell === null) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === 'boolean' ? String(cell).toUpperCase() : String(cell);
}
