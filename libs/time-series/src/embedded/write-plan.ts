import type { RefusedRow, SeriesRows } from '../time-series.port.js';
import type { MeasurementState } from './measurement-state.js';
import { NEWEST_TIME, OLDEST_TIME, type Span, spanOf } from './partitions.js';
import { RowBatch } from './row-batch.js';

/** Rows for one table: `fresh` are newer than all of their series and only appended; `late` are merged. */
export interface TablePlan {
  readonly state: MeasurementState;
  readonly span: Span;
  readonly fresh: RowBatch;
  readonly late: RowBatch;
}

/** Sorts rows by table and by whether they may exist already, and folds repeats. */
export class WritePlan {
  readonly #tables = new Map<string, TablePlan>();

  get tables(): TablePlan[] {
    return [...this.#tables.values()];
  }

  /** Copies the rows in. Rows with an impossible time come back refused. */
  add(state: MeasurementState, rows: SeriesRows): RefusedRow[] {
    const refused: RefusedRow[] = [];
    const runs = this.#place(state, rows, refused);
    for (const { batch, places, indexes, count } of runs.values()) {
      for (const [name, values] of Object.entries(rows.fields)) {
        batch.merge(state.fieldIndex(name), places, indexes, count, values);
      }
    }
    return refused;
  }

  #place(state: MeasurementState, rows: SeriesRows, refused: RefusedRow[]): Map<RowBatch, Run> {
    const { bucket, measurement, length, times } = rows;
    const tags = state.schema.tags.map((tag) => rows.tags[tag]);
    const columns = Object.values(rows.fields);
    const runs = new Map<RowBatch, Run>();
    let table: TablePlan | null = null;
    let run = newRun(new RowBatch(0), 0);
    for (let row = 0; row < length; row++) {
      const time = times[row] ?? NaN;
      if (!(time >= OLDEST_TIME && time < NEWEST_TIME)) {
        refused.push({ bucket, measurement, row, detail: `time ${time} is outside 1970–2200` });
        continue;
      }
      const carried = countCarried(columns, row);
      if (carried === Infinity) refused.push({ bucket, measurement, row, detail: 'a value is infinite' });
      if (carried === 0 || carried === Infinity) continue;
      const series = state.series.idOf(tags, row);
      if (!table || time < table.span.from || time >= table.span.to) table = this.#table(state, time);
      const batch: RowBatch = time > state.newestOf(series) ? table.fresh : table.late;
      if (run.batch !== batch) {
        run = runs.get(batch) ?? newRun(batch, length);
        runs.set(batch, run);
      }
      batch.reserve(run.count === 0 ? length - row : 0, state.series.size);
      run.places[run.count] = batch.place(series, time);
      run.indexes[run.count++] = row;
    }
    return runs;
  }

  #table(state: MeasurementState, time: number): TablePlan {
    const span = spanOf(state.schema.bucket, time);
    const key = `${state.name}/${span.label}`;
    let plan = this.#tables.get(key);
    if (!plan) {
      const fields = state.schema.fields.length;
      this.#tables.set(
        key,
        (plan = { state, span, fresh: new RowBatch(fields), late: new RowBatch(fields) }),
      );
    }
    return plan;
  }
}

/** Number of fields that a row carries; Infinity when one of them is infinite. */
function countCarried(columns: readonly Float64Array[], row: number): number {
  let count = 0;
  for (const column of columns) {
    const value = column[row] ?? NaN;
    if (value !== value) continue;
    if (value === Infinity || value === -Infinity) return Infinity;
    count++;
  }
  return count;
}

/** The rows of one call that go to one batch: their index in the call, and their place in the batch. */
interface Run {
  readonly batch: RowBatch;
  readonly places: Int32Array;
  readonly indexes: Int32Array;
  count: number;
}

function newRun(batch: RowBatch, length: number): Run {
  return { batch, places: new Int32Array(length), indexes: new Int32Array(length), count: 0 };
}
