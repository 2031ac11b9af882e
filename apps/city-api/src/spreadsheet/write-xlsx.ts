import writeExcelFile from 'write-excel-file/node';
import { repackZip } from '../archive/zip.js';

export type PlainCell = string | number | boolean | null;

/** A cell with a look. */
interface StyledCell {
  readonly value: PlainCell;
  readonly bold?: boolean;
  readonly wrap?: boolean;
  readonly align?: 'left' | 'center' | 'right';
  /** Spreadsheet number format, e.g. `#,##0.00`. */
  readonly format?: string;
  /** Columns it covers; those it covers must be null in the row. */
  readonly columnSpan?: number;
  /** `#RRGGBB` */
  readonly background?: string;
}

type SheetCell = PlainCell | StyledCell;

export interface Sheet {
  /** At most 31 characters, none of `\ / ? * [ ] :`. */
  readonly name: string;
  readonly rows: readonly (readonly SheetCell[])[];
  /** Widths of columns in characters, from the left. */
  readonly widths?: readonly number[];
  /** Rows on top that stay when the sheet is scrolled. */
  readonly fixedRows?: number;
}

/** An XLSX file: the same bytes for the same sheets. Text stays text, also where it looks like a formula. */
export async function writeXlsx(sheets: readonly Sheet[]): Promise<Buffer> {
  const file = writeExcelFile(
    sheets.map(({ name, rows, widths, fixedRows }) => ({
      sheet: name,
      data: rows.map((row) => row.map(cellOf)),
      ...(widths !== undefined && { columns: widths.map((width) => ({ width })) }),
      ...(fixedRows !== undefined && { stickyRowsCount: fixedRows }),
    })),
  );
  return repackZip(await file.toBuffer());
}

function cellOf(cell: SheetCell) {
  if (cell === null || typeof cell !== 'object') return cell === '' ? null : cell;
  const { value, bold, wrap, align, format, columnSpan, background } = cell;
  return {
    ...(value !== null && value !== '' && { value }),
    ...(bold === true && { fontWeight: 'bold' as const }),
    ...(wrap === true && { wrap: true }),
    ...(align !== undefined && { align }),
    ...(format !== undefined && { format }),
    ...(columnSpan !== undefined && { columnSpan }),
    ...(background !== undefined && { backgroundColor: background }),
  };
}
