import { type DuckDBPreparedStatement, INTEGER, LIST } from '@duckdb/node-api';
import { type Bucket, type SeriesQuery, type SeriesRows, TimeSeriesError } from '../time-series.port.js';
import { readColumns, type ResultColumns } from './columns.js';
import type { MeasurementState, Partition } from './measurement-state.js';
import type { ReaderPool } from './reader-pool.js';
import { rowsFrom } from './result-rows.js';
import { quoted, SERIES, TIME } from './statements.js';

/** Series named one by one in a query, and so tested while scanning; more are joined. */
const NAMED_SERIES = 16;

/** Which rows: those of `ids` (null: all) with `from` ≤ time < `to`. */
interface Selection {
  readonly state: MeasurementState;
  readonly ids: readonly number[] | null;
  readonly fields: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** A query for one row of each series: its newest or its oldest. */
export interface EdgeQuery {
  readonly bucket: Bucket;
  readonly measurement: string;
  readonly where?: Readonly<Record<string, readonly string[]>>;
  readonly from: number;
  readonly to: number;
  readonly field?: string;
}

/** Answers queries from the tables. Values are parameters; names come from the schema alone. */
export class Reader {
  constructor(private readonly pool: ReaderPool) {}

  async read(state: MeasurementState, query: SeriesQuery): Promise<SeriesRows> {
    const fields = query.fields ?? state.schema.fields;
    const selection = select(state, { ...query, fields });
    const limit = query.limit === undefined ? '' : ` LIMIT ${Math.trunc(query.limit) + 1}`;
    const columns = await this.#run(
      selection,
      (source) => `SELECT * FROM (${source}) ORDER BY ${SERIES}, ${TIME}${limit}`,
    );
    if (query.limit !== undefined && columns.length > query.limit) {
      const message = `reading ${state.name}: more than ${query.limit} rows`;
      throw new TimeSeriesError('TIMESERIES_TOO_MANY_ROWS', message, false);
    }
    return rowsFrom(state, fields, columns);
  }

  /** The row of each series at the edge of the range, `max` the newest, `min` the oldest. */
  async edge(state: MeasurementState, query: EdgeQuery, edge: 'max' | 'min'): Promise<SeriesRows> {
    const { field } = query;
    if (field !== undefined) state.fieldIndex(field);
    const fields = state.schema.fields;
    const carries = field === undefined ? '' : ` WHERE NOT isnan(${quoted(field)})`;
    const columns = await this.#run(
      select(state, { ...query, fields }),
      (source) =>
        `SELECT a.* FROM (${source}) a JOIN (
           SELECT ${SERIES} AS id, ${edge}(${TIME}) AS at FROM (${source})${carries} GROUP BY ${SERIES}
         ) e ON a.${SERIES} = e.id AND a.${TIME} = e.at ORDER BY a.${SERIES}`,
    );
    return rowsFrom(state, fields, columns);
  }

  async #run(selection: Selection, sql: (source: string) => string): Promise<ResultColumns> {
    const { state, ids, from, to, fields } = selection;
    for (let attempt = 0; ; attempt++) {
      const partitions = state.partitionsIn(from, to);
      if (partitions.length === 0 || ids?.length === 0 || fields.length === 0) {
        return { length: 0, series: new Int32Array(0), doubles: [] };
      }
      try {
        return await this.pool.use(async (reader) => {
          const statement = await reader.prepare(sql(sourceSql(selection, partitions)));
          bind(statement, selection);
          return readColumns(await statement.run(), fields.length + 1);
        });
      } catch (error) {
        // Retention dropped a table between our choosing it and reading it.
        const isDropped = error instanceof Error && /Table .* does not exist/.test(error.message);
        if (!isDropped || attempt > 0) throw error;
      }
    }
  }
}

function select(
  state: MeasurementState,
  query: Pick<SeriesQuery, 'where' | 'from' | 'to'> & { readonly fields: readonly string[] },
): Selection {
  for (const field of query.fields) state.fieldIndex(field);
  state.requireTags(Object.keys(query.where ?? {}));
  const { from, to, fields } = query;
  return { state, ids: state.series.match(query.where), fields, from, to };
}

function sourceSql({ state, ids, fields }: Selection, partitions: readonly Partition[]): string {
  const names = [SERIES, TIME, ...fields.map(quoted)].join(', ');
  const named = Array.from({ length: NAMED_SERIES }, (_, i) => `$${i + 3}`).join(', ');
  let series = '';
  if (ids) series = ids.length > NAMED_SERIES ? '(SELECT unnest($3))' : `(${named})`;
  const isPartial = fields.length < state.schema.fields.length;
  const carries = isPartial
    ? ` AND (${fields.map((field) => `NOT isnan(${quoted(field)})`).join(' OR ')})`
    : '';
  const filter = `${TIME} >= $1 AND ${TIME} < $2${series && ` AND ${SERIES} IN ${series}`}${carries}`;
  return partitions
    .map(({ table }) => `SELECT ${names} FROM ${quoted(table)} WHERE ${filter}`)
    .join(' UNION ALL ');
}

function bind(statement: DuckDBPreparedStatement, { ids, from, to }: Selection): void {
  statement.bindDouble(1, from);
  statement.bindDouble(2, to);
  if (!ids) return;
  if (ids.length > NAMED_SERIES) return statement.bindList(3, [...ids], LIST(INTEGER));
  for (let i = 0; i < NAMED_SERIES; i++) statement.bindInteger(i + 3, ids[i] ?? ids[0] ?? -1);
}
