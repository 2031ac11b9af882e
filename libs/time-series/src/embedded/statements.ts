import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';
import type { MeasurementSchema } from '../time-series.port.js';
import type { Carried } from './row-batch.js';

/** Names of our own columns can't collide with a field: a field name never has a '#'. */
export const SERIES = '"#series"';
export const TIME = '"#time"';

export const quoted = (name: string): string => `"${name}"`;

/** Columns of a table or of a staging table. */
export function columnsDdl(fields: readonly string[]): string {
  const doubles = fields.map((field) => `${quoted(field)} DOUBLE DEFAULT 'NaN'::DOUBLE`);
  return [`${SERIES} INTEGER NOT NULL`, `${TIME} DOUBLE NOT NULL`, ...doubles].join(', ');
}

/** A write of at most this many distinct times names them, so that DuckDB reads only the row groups they are in. */
export const NAMED_TIMES = 16;

/**
 * Merges the staged rows into a table: sets the carried fields of rows that exist, inserts the others.
 * Parameters: NAMED_TIMES times, or the least and the greatest.
 * A field that every row carries is set without reading the stored one: reading 40 columns of the row groups
 * touched was measured to cost four times the rest of the statement.
 */
export function mergeSql(
  schema: MeasurementSchema,
  table: string,
  stage: string,
  carried: readonly Carried[],
  named: boolean,
): string {
  const set = schema.fields.flatMap((field, i) => {
    const f = quoted(field);
    if (carried[i] === 'none') return [];
    return [
      carried[i] === 'all' ? `${f} = s.${f}` : `${f} = CASE WHEN isnan(s.${f}) THEN t.${f} ELSE s.${f} END`,
    ];
  });
  const names = [SERIES, TIME, ...schema.fields.map(quoted)];
  const params = Array.from({ length: NAMED_TIMES }, (_, i) => `$${i + 1}`).join(', ');
  const times = named ? `t.${TIME} IN (${params})` : `t.${TIME} BETWEEN $1 AND $2`;
  return [
    `MERGE INTO ${quoted(table)} AS t USING temp.${quoted(stage)} AS s`,
    `ON t.${SERIES} = s.${SERIES} AND t.${TIME} = s.${TIME} AND ${times}`,
    set.length > 0 ? `WHEN MATCHED THEN UPDATE SET ${set.join(', ')}` : 'WHEN MATCHED THEN DO NOTHING',
    `WHEN NOT MATCHED THEN INSERT (${names.join(', ')}) VALUES (${names.map((n) => `s.${n}`).join(', ')})`,
  ].join(' ');
}

/** Prepared statements of one connection, the most recently used kept. */
export class Statements {
  readonly #cache = new Map<string, DuckDBPreparedStatement>();

  constructor(
    readonly connection: DuckDBConnection,
    private readonly capacity = 128,
  ) {}

  async prepare(sql: string): Promise<DuckDBPreparedStatement> {
    const known = this.#cache.get(sql);
    this.#cache.delete(sql);
    const statement = known ?? (await this.connection.prepare(sql));
    this.#cache.set(sql, statement);
    for (const [oldest, old] of this.#cache) {
      if (this.#cache.size <= this.capacity) break;
      this.#cache.delete(oldest);
      old.destroySync();
    }
    return statement;
  }

  /** Runs a statement without parameters. */
  async run(sql: string): Promise<void> {
    await (await this.prepare(sql)).run();
  }
}
