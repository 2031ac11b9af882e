import { type ReactNode, useId, useMemo, useState } from 'react';
import type { Cell } from '../charts/csv.js';
import { CsvButton } from '../charts/csv-button.js';
import { useLocale } from '../i18n/locale.js';
import { compareCells, nextSorting, type Sorting } from './sorting.js';

export interface Column<Row> {
  readonly id: string;
  readonly head: string;
  /** What it is sorted by and what goes into the CSV: numbers plain, times as RFC 3339. */
  readonly cell: (row: Row) => Cell;
  /** What is shown; the cell itself when left out. */
  readonly show?: (row: Row) => ReactNode;
  readonly num?: boolean;
  /** The row's name: its cells are row heads. */
  readonly rowHead?: boolean;
  /** Goes into the CSV only. */
  readonly csvOnly?: boolean;
}

interface Props<Row> {
  readonly title: string;
  /** Level of the title; null: the title is spoken only. */
  readonly heading?: 'h2' | 'h3' | null;
  /** Name of the CSV, without ending. */
  readonly file: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly sort?: Sorting;
  readonly chosen?: (row: Row) => boolean;
  readonly onRow?: (row: Row) => void;
  /** Beside the title. */
  readonly tools?: ReactNode;
  /** Stands instead of the rows when there are none. */
  readonly empty?: ReactNode;
  /** Scrolls in itself from this height on. */
  readonly short?: boolean;
}

const AT_ONCE = 200;

/** A table that can be sorted by any column and taken along as CSV; long ones grow as they are read. */
export function DataTable<Row>(props: Props<Row>): ReactNode {
  const { title, file, columns, rows, rowKey, heading = 'h2', tools, empty, short } = props;
  const { t, lang } = useLocale();
  const id = useId();
  const [sorting, setSorting] = useState<Sorting | null>(props.sort ?? null);
  const [most, setMost] = useState(AT_ONCE);
  const sorted = useMemo(() => {
    const column = columns.find((one) => one.id === sorting?.column);
    if (!column || !sorting) return rows;
    return [...rows].sort((a, b) => compareCells(column.cell(a), column.cell(b), sorting.down, lang));
  }, [rows, columns, sorting, lang]);
  const shown = columns.filter((column) => column.csvOnly !== true);
  const Title = heading ?? 'span';
  return (
    <div className="data-table">
      <div className="card-head">
        <Title id={id} className={heading === null ? 'hidden' : undefined}>
          {title}
        </Title>
        {tools}
        <CsvButton
          file={file}
          table={() => ({
            header: columns.map((column) => column.head),
            rows: sorted.map((row) => columns.map((column) => column.cell(row))),
          })}
        />
      </div>
      {rows.length === 0 && empty !== undefined ? (
        empty
      ) : (
        <div className={short ? 'scroll short' : 'scroll'} tabIndex={0} role="group" aria-labelledby={id}>
          <table>
            <thead>
              <tr>
                {shown.map((column) => (
                  <Head key={column.id} column={column} sorting={sorting} onSort={setSorting} />
                ))}
              </tr>
            </thead>
            <tbody>
              {sorted.slice(0, most).map((row) => (
                <Line key={rowKey(row)} row={row} columns={shown} table={props} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {sorted.length > most && (
        <button type="button" className="link" onClick={() => setMost(most + AT_ONCE)}>
          {t('table.more', { n: sorted.length - most })}
        </button>
      )}
    </div>
  );
}

function Head<Row>({
  column,
  sorting,
  onSort,
}: {
  column: Column<Row>;
  sorting: Sorting | null;
  onSort: (next: Sorting | null) => void;
}): ReactNode {
  const mine = sorting?.column === column.id ? sorting : null;
  return (
    <th
      scope="col"
      className={column.num ? 'num' : undefined}
      aria-sort={mine ? (mine.down ? 'descending' : 'ascending') : undefined}
    >
      <button type="button" className="sort" onClick={() => onSort(nextSorting(sorting, column.id))}>
        {column.head}
        <span aria-hidden="true">{mine ? (mine.down ? ' ↓' : ' ↑') : ''}</span>
      </button>
    </th>
  );
}

function Line<Row>({
  row,
  columns,
  table,
}: {
  row: Row;
  columns: readonly Column<Row>[];
  table: Props<Row>;
}): ReactNode {
  const { chosen, onRow } = table;
  const isChosen = chosen?.(row) === true;
  return (
    <tr
      className={`${isChosen ? 'chosen' : ''} ${onRow ? 'pressable' : ''}`}
      onClick={
        onRow &&
        ((event) => {
          // What can be pressed within a row does its own work; a selection is no press.
          if (event.target instanceof Element && event.target.closest('a, button, input, select')) return;
          if (getSelection()?.isCollapsed !== false) onRow(row);
        })
      }
    >
      {columns.map((column) => {
        const text = column.show ? column.show(row) : (column.cell(row) ?? '–');
        if (column.rowHead !== true)
          return (
            <td key={column.id} className={column.num ? 'num' : undefined}>
              {text}
            </td>
          );
        return (
          <th key={column.id} scope="row">
            {onRow ? (
              <button type="button" className="link plain" onClick={() => onRow(row)}>
                {text}
              </button>
            ) : (
              text
            )}
          </th>
        );
      })}
    </tr>
  );
}
