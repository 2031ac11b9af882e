import type { Area, NewAreaFact } from '@app/registry';
import { type ColumnSpec, readRows, type ReadRows, type RowReader } from '../spreadsheet/row-reader.js';
import type { Table } from '../spreadsheet/table.js';

/** Columns of a file of figures about areas. */
const COLUMNS = [
  { name: 'set', required: true },
  { name: 'area', required: true },
  { name: 'key', required: true },
  { name: 'value', required: true },
  { name: 'validFrom', required: true },
  { name: 'validTo' },
  { name: 'source', required: true },
] as const satisfies readonly ColumnSpec[];

/** Reads a file of figures; every problem of every row is listed. An empty value withdraws the figure. */
export function readFacts(table: Table, areas: readonly Area[]): ReadRows<NewAreaFact> {
  const known = new Set(areas.map(({ set, code }) => `${set}|${code}`));
  const seen = new Map<string, number>();
  return readRows(table, COLUMNS, (row) => {
    const set = row.needed('set');
    const area = row.needed('area');
    if (set !== null && area !== null && !known.has(`${set}|${area}`))
      row.refuse('area', 'unknown_area', `${set} has no area ${area}; see /api/v1/areas`);
    const key = keyOf(row);
    const value = valueOf(row);
    const { validFrom, validTo } = validityOf(row);
    const source = row.needed('source');
    if (
      !row.isClean ||
      set === null ||
      area === null ||
      key === null ||
      validFrom === null ||
      source === null
    )
      return null;
    const name = [set, area, key, validFrom].join('|');
    const first = seen.get(name);
    if (first !== undefined)
      return row.refuse(null, 'duplicate', `the same figure and day stands in row ${first}`);
    seen.set(name, row.row);
    return { set, area, key, value, validFrom, validTo, source, virtual: false };
  });
}

function keyOf(row: RowReader): string | null {
  const key = row.needed('key');
  if (key === null || /^[a-z][a-z0-9_]{0,39}$/.test(key)) return key;
  return row.refuse(
    'key',
    'wrong_key',
    `${key}: begins with a-z, goes on with a-z 0-9 _, at most 40 characters`,
  );
}

function valueOf(row: RowReader): number | null {
  const value = row.number('value');
  return value === null || value >= 0
    ? value
    : row.refuse('value', 'negative', `${value}: a figure about an area is 0 or more`);
}

function validityOf(row: RowReader): { validFrom: number | null; validTo: number | null } {
  const validFrom = row.needed('validFrom') === null ? null : row.day('validFrom');
  const validTo = row.day('validTo');
  if (validFrom !== null && validTo !== null && validTo <= validFrom)
    row.refuse('validTo', 'ends_before', 'validTo is the first day on which it no longer holds');
  return { validFrom, validTo };
}
