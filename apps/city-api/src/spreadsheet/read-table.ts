import { readCsv } from './read-csv.js';
import { readXlsx } from './read-xlsx.js';
import type { Table } from './table.js';

/**
 * Reads an uploaded table, XLSX or CSV; which one it is its first bytes say, whatever it is called.
 * @throws TableError when it can't be read
 */
export async function readTable(bytes: Uint8Array): Promise<Table> {
  return isZip(bytes) ? readXlsx(bytes) : readCsv(bytes);
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}
