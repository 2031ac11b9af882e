import {
  Table,
  float64,
  int32,
  tableFromArrays,
  tableToIPC,
  timestamp,
  utf8,
  TimeUnit,
} from '@uwdata/flechette';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Column, Row } from './tabular.js';

const ROWS_AT_ONCE = 100_000;

/** A Parquet file, Snappy-compressed; times are UTC timestamps to the millisecond, columns are as they are named. */
export function toParquet(columns: readonly Column[], rows: readonly Row[]): Buffer {
  const types = { text: 'STRING', number: 'DOUBLE', integer: 'INT32', time: 'TIMESTAMP' } as const;
  const bytes = parquetWriteBuffer({
    columnData: columns.map(({ name, type }, i) => ({
      name,
      type: types[type],
      nullable: true,
      data: rows.map((row) => (type === 'time' ? dateOf(row[i]) : (row[i] ?? null))),
    })),
    rowGroupSize: ROWS_AT_ONCE,
    createdBy: 'Nhip Pho',
  });
  return Buffer.from(bytes);
}

/** An Arrow IPC stream of the same columns. */
export function toArrow(columns: readonly Column[], rows: readonly Row[]): Buffer {
  const types = {
    text: utf8(),
    number: float64(),
    integer: int32(),
    time: timestamp(TimeUnit.MILLISECOND, 'UTC'),
  };
  const data = columns.map(({ name, type }, i) => [
    name,
    rows.map((row) => (type === 'time' ? (dateOf(row[i])?.getTime() ?? null) : (row[i] ?? null))),
  ]);
  const table: Table = tableFromArrays(Object.fromEntries(data) as Record<string, unknown[]>, {
    types: Object.fromEntries(columns.map(({ name, type }) => [name, types[type]])),
    maxBatchRows: ROWS_AT_ONCE,
  });
  return Buffer.from(tableToIPC(table, { format: 'stream' }) ?? new Uint8Array());
}

function dateOf(cell: Row[number] | undefined): Date | null {
  return typeof cell === 'string' ? new Date(cell) : null;
}
