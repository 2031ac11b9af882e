import type { Bucket, MeasurementSchema } from '../time-series.port.js';
import { MeasurementState, type Partition, unknownName } from './measurement-state.js';
import { columnsDdl, quoted, SERIES, type Statements, TIME } from './statements.js';

const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,62}$/;

/** The measurements of the schema, each with its series and tables. */
export class Catalogue {
  readonly #states = new Map<string, MeasurementState>();

  /** Makes what is missing in the database, and reads what is there. */
  static async load(schema: readonly MeasurementSchema[], db: Statements): Promise<Catalogue> {
    const catalogue = new Catalogue();
    await db.connection.run(
      `CREATE TABLE IF NOT EXISTS "#tables" (
         bucket VARCHAR, measurement VARCHAR, starts DOUBLE, ends DOUBLE, label VARCHAR, name VARCHAR);
       CREATE TABLE IF NOT EXISTS "#series" (bucket VARCHAR, measurement VARCHAR, id INTEGER, tags VARCHAR)`,
    );
    for (const part of schema) {
      checkNames(part);
      const state = new MeasurementState(part);
      catalogue.#states.set(state.name, state);
      await loadSeries(state, db);
      await loadPartitions(state, db);
      await loadNewest(state, db);
      await db.connection.run(`CREATE OR REPLACE TEMP TABLE ${stageOf(state)} (${columnsDdl(part.fields)})`);
    }
    return catalogue;
  }

  get(bucket: Bucket, measurement: string): MeasurementState {
    const state = this.#states.get(`${bucket}/${measurement}`);
    if (!state) throw unknownName(`${bucket}/${measurement}`);
    return state;
  }

  of(bucket: Bucket): MeasurementState[] {
    return [...this.#states.values()].filter(({ schema }) => schema.bucket === bucket);
  }
}

/** Staging table of a measurement, quoted; it is temporary and belongs to the writing connection. */
export function stageOf(state: MeasurementState): string {
  return quoted(stageName(state));
}

export function stageName({ schema }: MeasurementState): string {
  return `stage_${schema.bucket}_${schema.measurement}`;
}

function checkNames({ bucket, measurement, tags, fields }: MeasurementSchema): void {
  const folded = new Set([...tags, ...fields].map((name) => name.toLowerCase()));
  const bad = [measurement, ...tags, ...fields].find((name) => !NAME.test(name));
  if (bad !== undefined) throw unknownName(`${bucket}/${measurement}: "${bad}" is no identifier, and so`);
  if (folded.size !== tags.length + fields.length)
    throw unknownName(`${bucket}/${measurement}: a repeated name, so it`);
}

async function loadSeries(state: MeasurementState, db: Statements): Promise<void> {
  const { bucket, measurement } = state.schema;
  const result = await db.connection.run(
    'SELECT tags FROM "#series" WHERE bucket = $1 AND measurement = $2 ORDER BY id',
    [bucket, measurement],
  );
  for (const [tags] of await result.getRows()) state.series.restore(JSON.parse(String(tags)) as string[]);
}

async function loadPartitions(state: MeasurementState, db: Statements): Promise<void> {
  const { bucket, measurement, fields } = state.schema;
  const result = await db.connection.run(
    `SELECT starts, ends, label, name FROM "#tables" WHERE bucket = $1 AND measurement = $2`,
    [bucket, measurement],
  );
  for (const [from, to, label, name] of await result.getRows()) {
    const table = String(name);
    const described = await db.connection.run(
      'SELECT column_name FROM duckdb_columns() WHERE table_name = $1 ORDER BY column_index',
      [table],
    );
    const columns = (await described.getRows()).map(([column]) => String(column)).slice(2);
    for (const field of fields.filter((field) => !columns.includes(field))) {
      await db.connection.run(
        `ALTER TABLE ${quoted(table)} ADD COLUMN ${quoted(field)} DOUBLE DEFAULT 'NaN'::DOUBLE`,
      );
      columns.push(field);
    }
    state.addPartition({
      span: { from: Number(from), to: Number(to), label: String(label) },
      table,
      columns,
    });
  }
}

/** Reads how far each series has come from its newest table alone; below that table nothing is taken as new. */
async function loadNewest(state: MeasurementState, db: Statements): Promise<void> {
  const newest = state.partitions[state.partitions.length - 1];
  if (!newest) return;
  if (state.partitions.length > 1) state.assumeBelow(newest.span.from - 1);
  const result = await db.connection.run(
    `SELECT ${SERIES}, max(${TIME}) FROM ${quoted(newest.table)} GROUP BY ${SERIES}`,
  );
  for (const [series, time] of await result.getRows()) state.raise(Number(series), Number(time));
}

/** Makes the table of a span in a transaction of its own. */
export async function makePartition(
  state: MeasurementState,
  span: Partition['span'],
  db: Statements,
): Promise<Partition> {
  const { bucket, measurement, fields } = state.schema;
  const table = `${bucket}_${measurement}_${span.label}`;
  await db.connection.run('BEGIN');
  try {
    await db.connection.run(`CREATE TABLE ${quoted(table)} (${columnsDdl(fields)})`);
    await db.connection.run('INSERT INTO "#tables" VALUES ($1, $2, $3, $4, $5, $6)', [
      bucket,
      measurement,
      span.from,
      span.to,
      span.label,
      table,
    ]);
    await db.connection.run('COMMIT');
  } catch (error) {
    await db.connection.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
  const partition = { span, table, columns: fields };
  state.addPartition(partition);
  return partition;
}

/** Drops the tables that end at or before `before`, each in a transaction of its own. */
export async function dropPartitions(state: MeasurementState, before: number, db: Statements): Promise<void> {
  for (const partition of state.partitions.filter(({ span }) => span.to <= before)) {
    await db.connection.run('BEGIN');
    try {
      await db.connection.run('DELETE FROM "#tables" WHERE name = $1', [partition.table]);
      await db.connection.run(`DROP TABLE ${quoted(partition.table)}`);
      await db.connection.run('COMMIT');
    } catch (error) {
      await db.connection.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
    state.partitions.splice(state.partitions.indexOf(partition), 1);
  }
}
