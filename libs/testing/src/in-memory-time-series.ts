import {
  type Bucket,
  type MeasurementSchema,
  type RefusedRow,
  type SeriesQuery,
  type SeriesRows,
  TimeSeries,
  TimeSeriesError,
} from '@app/time-series';

interface Row {
  readonly time: number;
  readonly tags: readonly string[];
  readonly fields: Map<string, number>;
}

interface Table {
  readonly schema: MeasurementSchema;
  readonly rows: Map<string, Row>;
}

const FIRST_TIME = 0;
const END_OF_TIME = Date.UTC(2200, 0, 1);

/** The twin of the real engines for tests: passes the same contract suite, keeps nothing. */
export class InMemoryTimeSeries extends TimeSeries {
  readonly #tables = new Map<string, Table>();
  #isOpen = false;

  override open(schema: readonly MeasurementSchema[]): Promise<void> {
    for (const part of schema) {
      const key = `${part.bucket}/${part.measurement}`;
      this.#tables.set(key, { schema: part, rows: this.#tables.get(key)?.rows ?? new Map() });
    }
    this.#isOpen = true;
    return Promise.resolve();
  }

  override async write(rows: readonly SeriesRows[]): Promise<readonly RefusedRow[]> {
    const tables = rows.map((part) => this.#table(part, Object.keys(part.tags), Object.keys(part.fields)));
    await Promise.resolve();
    return rows.flatMap((part, i) => {
      const table = tables[i];
      return table ? put(table, part) : [];
    });
  }

  override async read(query: SeriesQuery): Promise<SeriesRows> {
    const found = await this.#select(query);
    if (query.limit !== undefined && found.length > query.limit) {
      throw new TimeSeriesError('TIMESERIES_TOO_MANY_ROWS', `reading: more than ${query.limit} rows`, false);
    }
    const table = this.#table(query, [], query.fields ?? []);
    return shaped(table.schema, query.fields ?? table.schema.fields, found);
  }

  override async newestBefore(query: Parameters<TimeSeries['newestBefore']>[0]): Promise<SeriesRows> {
    const { notBefore: from, before: to } = query;
    return this.#edge({ ...query, from, to }, query.field, (a, b) => a.time > b.time);
  }

  override async oldestFrom(query: Parameters<TimeSeries['oldestFrom']>[0]): Promise<SeriesRows> {
    return this.#edge(query, query.field, (a, b) => a.time < b.time);
  }

  override dropBefore(bucket: Bucket, before: number): Promise<number> {
    for (const { schema, rows } of this.#tables.values()) {
      if (schema.bucket !== bucket) continue;
      for (const [key, row] of rows) if (row.time < before) rows.delete(key);
    }
    return Promise.resolve(before);
  }

  override health(): { readonly ok: boolean; readonly detail: string } {
    return { ok: this.#isOpen, detail: this.#isOpen ? 'ok' : 'closed' };
  }

  override close(): Promise<void> {
    this.#isOpen = false;
    return Promise.resolve();
  }

  async #edge(
    query: SeriesQuery,
    field: string | undefined,
    isBetter: (a: Row, b: Row) => boolean,
  ): Promise<SeriesRows> {
    const { schema } = this.#table(query, [], field === undefined ? [] : [field]);
    const best = new Map<string, Row>();
    for (const row of await this.#select(query)) {
      if (field !== undefined && !row.fields.has(field)) continue;
      const key = JSON.stringify(row.tags);
      const known = best.get(key);
      if (!known || isBetter(row, known)) best.set(key, row);
    }
    return shaped(schema, schema.fields, [...best.values()]);
  }

  async #select(query: SeriesQuery): Promise<Row[]> {
    const where = Object.entries(query.where ?? {});
    const { schema, rows } = this.#table(
      query,
      where.map(([tag]) => tag),
      query.fields ?? [],
    );
    await Promise.resolve();
    const wanted = query.fields ?? schema.fields;
    return [...rows.values()]
      .filter(
        ({ time, fields }) =>
          time >= query.from && time < query.to && wanted.some((field) => fields.has(field)),
      )
      .filter(({ tags }) =>
        where.every(([tag, values]) => values.includes(tags[schema.tags.indexOf(tag)] ?? '')),
      )
      .sort((a, b) => compare(a.tags, b.tags) || a.time - b.time);
  }

  #table(
    { bucket, measurement }: Pick<SeriesRows, 'bucket' | 'measurement'>,
    tags: readonly string[],
    fields: readonly string[],
  ): Table {
    if (!this.#isOpen) throw new TimeSeriesError('TIMESERIES_CLOSED', 'using the time series: closed', false);
    const table = this.#tables.get(`${bucket}/${measurement}`);
    const isKnown =
      table &&
      tags.every((tag) => table.schema.tags.includes(tag)) &&
      fields.every((field) => table.schema.fields.includes(field));
    if (isKnown) return table;
    const what = `${bucket}/${measurement} with ${[...tags, ...fields].join(', ')}`;
    throw new TimeSeriesError('TIMESERIES_UNKNOWN_NAME', `looking up ${what}: not in the schema`, false);
  }
}

function put({ schema, rows }: Table, part: SeriesRows): RefusedRow[] {
  const refused: RefusedRow[] = [];
  const columns = Object.entries(part.fields);
  for (let row = 0; row < part.length; row++) {
    const time = part.times[row] ?? NaN;
    const fields = columns.flatMap(([field, column]): [string, number][] => {
      const value = column[row] ?? NaN;
      return Number.isNaN(value) ? [] : [[field, value]];
    });
    const detail = problemOf(time, fields);
    if (detail !== null) {
      refused.push({ bucket: part.bucket, measurement: part.measurement, row, detail });
      continue;
    }
    if (fields.length === 0) continue;
    const tags = schema.tags.map((tag) => part.tags[tag]?.[row] ?? '');
    const key = JSON.stringify([tags, time]);
    let known = rows.get(key);
    if (!known) rows.set(key, (known = { time, tags, fields: new Map() }));
    for (const [field, value] of fields) known.fields.set(field, value);
  }
  return refused;
}

function problemOf(time: number, fields: readonly (readonly [string, number])[]): string | null {
  if (!(time >= FIRST_TIME && time < END_OF_TIME)) return `time ${time} is outside 1970–2200`;
  return fields.some(([, value]) => Math.abs(value) === Infinity) ? 'a value is infinite' : null;
}

function shaped(schema: MeasurementSchema, fields: readonly string[], rows: readonly Row[]): SeriesRows {
  const tags = schema.tags.map((tag, i): [string, string[]] => [tag, rows.map((row) => row.tags[i] ?? '')]);
  const columns = fields.map((field): [string, Float64Array] => [
    field,
    Float64Array.from(rows, (row) => row.fields.get(field) ?? NaN),
  ]);
  return {
    bucket: schema.bucket,
    measurement: schema.measurement,
    length: rows.length,
    times: Float64Array.from(rows, ({ time }) => time),
    tags: Object.fromEntries(tags),
    fields: Object.fromEntries(columns),
  };
}

function compare(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  if (at < 0) return 0;
  return (a[at] ?? '') < (b[at] ?? '') ? -1 : 1;
}
