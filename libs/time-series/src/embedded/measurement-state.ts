import { type MeasurementSchema, TimeSeriesError } from '../time-series.port.js';
import type { Span } from './partitions.js';
import type { RowBatch } from './row-batch.js';
import { SeriesDictionary } from './series-dictionary.js';

/** One table of a measurement. */
export interface Partition {
  readonly span: Span;
  readonly table: string;
  /** Field columns in the order that the table has them, which is not the schema's once fields were added. */
  readonly columns: readonly string[];
}

/** What is known in memory about a measurement: its series, its tables, and how far each series has come. */
export class MeasurementState {
  readonly series: SeriesDictionary;
  /** In the order of time. */
  readonly partitions: Partition[] = [];
  readonly #fields: ReadonlyMap<string, number>;
  /** By series: no stored row has a greater time. May be too high, never too low. */
  #newest = new Float64Array(0);
  #floor = -Infinity;

  constructor(readonly schema: MeasurementSchema) {
    this.series = new SeriesDictionary(schema.tags);
    this.#fields = new Map(schema.fields.map((field, i) => [field, i]));
  }

  get name(): string {
    return `${this.schema.bucket}/${this.schema.measurement}`;
  }

  fieldIndex(field: string): number {
    const index = this.#fields.get(field);
    if (index === undefined) throw unknownName(`field ${field} of ${this.name}`);
    return index;
  }

  requireTags(tags: readonly string[]): void {
    for (const tag of tags) {
      if (!this.schema.tags.includes(tag)) throw unknownName(`tag ${tag} of ${this.name}`);
    }
  }

  addPartition(partition: Partition): void {
    this.partitions.push(partition);
    this.partitions.sort((a, b) => a.span.from - b.span.from);
  }

  /** Tables that may hold rows with `from` ≤ time < `to`. */
  partitionsIn(from: number, to: number): Partition[] {
    return this.partitions.filter(({ span }) => span.from < to && span.to > from);
  }

  newestOf(series: number): number {
    return this.#newest[series] ?? this.#floor;
  }

  /** Nothing is known of times below `floor`, so no row there passes for new. */
  assumeBelow(floor: number): void {
    this.#floor = floor;
  }

  raise(series: number, time: number): void {
    if (series >= this.#newest.length) {
      const larger = new Float64Array(Math.max(64, series * 2)).fill(this.#floor);
      larger.set(this.#newest);
      this.#newest = larger;
    }
    if (time > (this.#newest[series] ?? this.#floor)) this.#newest[series] = time;
  }

  raiseAll(batch: RowBatch): void {
    for (let i = 0; i < batch.length; i++) this.raise(batch.series[i] ?? 0, batch.times[i] ?? 0);
  }
}

export function unknownName(what: string): TimeSeriesError {
  return new TimeSeriesError('TIMESERIES_UNKNOWN_NAME', `looking up ${what}: not in the schema`, false);
}
