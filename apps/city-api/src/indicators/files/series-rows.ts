import type { Indicator } from '@app/registry';
import { type ColumnSpec, readRows, type ReadRows, type RowReader } from '../../spreadsheet/row-reader.js';
import type { Table } from '../../spreadsheet/table.js';

/** Columns of a file of series, as they are exported and imported. */
export const SERIES_COLUMNS = [
  { name: 'id', required: true },
  { name: 'nameVi', required: true },
  { name: 'nameEn', required: true },
  { name: 'unit', required: true },
  { name: 'periods', required: true },
  { name: 'levels', required: true },
  { name: 'aggregation' },
  { name: 'direction', required: true },
  { name: 'publisher', required: true },
  { name: 'source', required: true },
  { name: 'note' },
] as const satisfies readonly ColumnSpec[];

const PERIODS = ['month', 'quarter', 'year'] as const;
const LEVELS = ['province', 'district', 'commune'] as const;
const AGGREGATIONS = { sum: 'sum', mean: 'mean', last: 'last' } as const;
const DIRECTIONS = { up: 'up', down: 'down', context: 'context' } as const;

/** Reads a file of series. `withValues`: series that have values, whose unit can't be another one. */
export function readSeries(
  table: Table,
  known: ReadonlyMap<string, Indicator>,
  withValues: ReadonlySet<string>,
): ReadRows<Indicator> {
  const seen = new Map<string, number>();
  return readRows(table, SERIES_COLUMNS, (row) => {
    const id = idOf(row, seen);
    const unit = row.needed('unit');
    const before = known.get(id ?? '');
    if (before !== undefined && unit !== null && unit !== before.unit && withValues.has(before.id))
      row.refuse(
        'unit',
        'wrong_unit',
        `${unit}: the values of ${before.id} are in ${before.unit}; take another id`,
      );
    const [nameVi, nameEn] = [row.needed('nameVi'), row.needed('nameEn')];
    const [periods, levels] = [listOf(row, 'periods', PERIODS), listOf(row, 'levels', LEVELS)];
    const aggregation = row.text('aggregation') === null ? null : row.choice('aggregation', AGGREGATIONS);
    const direction = row.choice('direction', DIRECTIONS);
    const [publisher, source, note] = [row.needed('publisher'), row.needed('source'), row.text('note')];
    if (
      id === null ||
      unit === null ||
      nameVi === null ||
      nameEn === null ||
      direction === null ||
      publisher === null ||
      source === null
    )
      return null;
    return {
      id,
      nameVi,
      nameEn,
      unit,
      periods,
      levels,
      direction,
      publisher,
      source,
      ...(aggregation !== null && { aggregation }),
      ...(note !== null && { note }),
    };
  });
}

function idOf(row: RowReader, seen: Map<string, number>): string | null {
  const id = row.needed('id');
  if (id === null) return null;
  if (!/^se\.[a-z0-9.]+$/.test(id))
    return row.refuse('id', 'series_id', `${id}: se. with lower-case letters, digits and dots, e.g. se.veh`);
  const first = seen.get(id);
  if (first !== undefined) return row.refuse('id', 'duplicate', `${id} stands in row ${first} already`);
  seen.set(id, row.row);
  return id;
}

/** Words separated by blanks, commas or semicolons. */
function listOf<T extends string>(row: RowReader, column: string, allowed: readonly T[]): T[] {
  const words = (row.needed(column) ?? '').split(/[\s,;]+/).filter((word) => word !== '');
  const known = allowed.filter((one) => words.includes(one));
  const foreign = words.find((word) => !known.some((one) => one === word));
  if (foreign !== undefined)
    row.refuse(column, `unknown_${column}`, `${foreign}: any of ${allowed.join(', ')}`);
  return known;
}
