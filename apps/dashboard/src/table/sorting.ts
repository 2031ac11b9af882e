import type { Cell } from '../charts/csv.js';

export interface Sorting {
  readonly column: string;
  readonly down: boolean;
}

/** Orders cells: numbers by size, texts as people of the language do; nothing comes last either way. */
export function compareCells(a: Cell, b: Cell, down: boolean, language: string): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const order =
    typeof a === 'number' && typeof b === 'number'
      ? a - b
      : String(a).localeCompare(String(b), language, { numeric: true });
  return down ? -order : order;
}

/** What a press on a column's head does next: up, down, then the given order again. */
export function nextSorting(now: Sorting | null, column: string): Sorting | null {
  if (now?.column !== column) return { column, down: false };
  return now.down ? null : { column, down: true };
}
