import type { DuckDBAppender, DuckDBDataChunk } from '@duckdb/node-api';
import { makePartition, stageName, stageOf } from './catalogue.js';
import { BrokenDatabase } from './duckdb-errors.js';
import { appendColumns, makeChunk } from './columns.js';
import type { MeasurementState, Partition } from './measurement-state.js';
import type { RowBatch } from './row-batch.js';
import { mergeSql, NAMED_TIMES, type Statements } from './statements.js';
import type { TablePlan, WritePlan } from './write-plan.js';

/** Puts a plan into the database in one transaction; DuckDB syncs its write-ahead log before COMMIT returns. */
export class PlanTransaction {
  readonly #chunks = new Map<number, DuckDBDataChunk>();

  constructor(private readonly db: Statements) {}

  /** On failure nothing of the plan is stored, unless COMMIT itself failed: then it isn't known. */
  async run(plan: WritePlan): Promise<void> {
    const work: { readonly table: TablePlan; readonly partition: Partition }[] = [];
    for (const table of plan.tables) {
      const { state, span } = table;
      const known = state.partitions.find((p) => p.span.from === span.from);
      work.push({ table, partition: known ?? (await makePartition(state, span, this.db)) });
    }
    const states = new Map(plan.tables.map(({ state }) => [state, state.series.size]));
    await this.db.run('BEGIN');
    try {
      for (const state of states.keys()) await this.#saveSeries(state);
      for (const { table, partition } of work) {
        await this.#append(table, partition);
        await this.#merge(table, partition);
      }
    } catch (error) {
      await this.db.run('ROLLBACK').catch(() => {
        throw new BrokenDatabase(error);
      });
      throw error;
    }
    await this.db.run('COMMIT').catch((error: unknown) => {
      throw new BrokenDatabase(error);
    });
    for (const [state, size] of states) state.series.markSaved(size);
    for (const { state, fresh } of plan.tables) state.raiseAll(fresh);
  }

  async #saveSeries(state: MeasurementState): Promise<void> {
    const unsaved = state.series.unsaved();
    if (unsaved.length === 0) return;
    const appender = await this.db.connection.createAppender('#series');
    for (const { id, values } of unsaved) {
      appender.appendVarchar(state.schema.bucket);
      appender.appendVarchar(state.schema.measurement);
      appender.appendInteger(id);
      appender.appendVarchar(JSON.stringify(values));
      appender.endRow();
    }
    appender.closeSync();
  }

  async #append({ state, fresh }: TablePlan, { table, columns }: Partition): Promise<void> {
    if (fresh.length === 0) return;
    const names = state.schema.fields;
    // The table may know fields that the schema no longer has.
    const absent = new Float64Array(columns.length > names.length ? fresh.length : 0).fill(NaN);
    const fields = columns.map((column) => fresh.fields[names.indexOf(column)] ?? absent);
    const appender = await this.db.connection.createAppender(table);
    this.#fill(appender, fresh, fields);
  }

  async #merge({ state, late }: TablePlan, { table }: Partition): Promise<void> {
    if (late.length === 0) return;
    const stage = stageName(state);
    this.#fill(await this.db.connection.createAppender(stage, 'main', 'temp'), late, late.fields);
    const times = distinctTimes(late);
    const carried = late.fields.map((_, i) => late.carried(i));
    const merge = await this.db.prepare(mergeSql(state.schema, table, stage, carried, times.named));
    times.values.forEach((time, i) => merge.bindDouble(i + 1, time));
    await merge.run();
    await this.db.run(`TRUNCATE temp.${stageOf(state)}`);
  }

  #fill(appender: DuckDBAppender, batch: RowBatch, fields: readonly Float64Array[]): void {
    let chunk = this.#chunks.get(fields.length);
    if (!chunk) this.#chunks.set(fields.length, (chunk = makeChunk(fields.length + 1)));
    try {
      appendColumns(appender, chunk, batch.series, [batch.times, ...fields], batch.length);
    } finally {
      appender.closeSync();
    }
  }
}

/** NAMED_TIMES times that name all that occur, or the least and the greatest. */
function distinctTimes({ times, length }: RowBatch): { readonly named: boolean; readonly values: number[] } {
  const distinct = new Set<number>();
  for (let i = 0; i < length && distinct.size <= NAMED_TIMES; i++) distinct.add(times[i] ?? 0);
  const values = [...distinct];
  if (values.length <= NAMED_TIMES) {
    const first = values[0] ?? 0;
    return { named: true, values: Array.from({ length: NAMED_TIMES }, (_, i) => values[i] ?? first) };
  }
  let least = Infinity;
  let greatest = -Infinity;
  for (let i = 0; i < length; i++) {
    const time = times[i] ?? 0;
    if (time < least) least = time;
    if (time > greatest) greatest = time;
  }
  return { named: false, values: [least, greatest] };
}
