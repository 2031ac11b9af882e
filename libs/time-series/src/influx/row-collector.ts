import type { SeriesRows } from '../time-series.port.js';
import type { Measurement } from './schema-book.js';
import { givenTag } from './tag-text.js';

/** Rows of one series that came together. */
interface Block {
  readonly tags: readonly string[];
  readonly from: number;
  to: number;
}

/** One series, or a piece of it, as InfluxDB answers. */
export interface SeriesPiece {
  readonly tags?: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  readonly values?: readonly (readonly (number | null)[])[];
}

/** Gathers the pieces of an answer in columns, and puts the series in the order of their tags. */
export class RowCollector {
  length = 0;
  private times = new Float64Array(1024);
  private readonly columns: Float64Array[];
  private readonly blocks: Block[] = [];

  constructor(
    private readonly measurement: Measurement,
    private readonly fields: readonly string[],
  ) {
    this.columns = fields.map(() => new Float64Array(1024));
  }

  add({ tags = {}, columns, values = [] }: SeriesPiece): void {
    this.reserve(values.length);
    const from = this.length;
    const places = [columns.indexOf('time'), ...this.fields.map((field) => columns.indexOf(field))];
    const targets = [this.times, ...this.columns];
    for (let c = 0; c < targets.length; c++) {
      const [place, target] = [places[c] ?? -1, targets[c]];
      if (!target) continue;
      for (let row = 0; row < values.length; row++) target[from + row] = values[row]?.[place] ?? NaN;
    }
    this.length = from + values.length;
    this.remember(
      this.measurement.schema.tags.map((tag) => givenTag(tags[tag] ?? '')),
      from,
    );
  }

  /** The rows, ordered by tags in the schema's order, and time. */
  rows(): SeriesRows {
    const { bucket, measurement, tags } = this.measurement.schema;
    const blocks = [...this.blocks].sort((a, b) => compare(a.tags, b.tags));
    const [times = new Float64Array(0), ...columns] = [this.times, ...this.columns].map((column) =>
      arranged(column, blocks, this.length),
    );
    return {
      bucket,
      measurement,
      length: this.length,
      times,
      tags: Object.fromEntries(tags.map((tag, i) => [tag, tagColumn(blocks, i)])),
      fields: Object.fromEntries(this.fields.map((field, i) => [field, columns[i] ?? new Float64Array(0)])),
    };
  }

  /** Pieces of one series follow each other. */
  private remember(tags: readonly string[], from: number): void {
    const last = this.blocks.at(-1);
    if (last && compare(last.tags, tags) === 0) last.to = this.length;
    else this.blocks.push({ tags, from, to: this.length });
  }

  private reserve(more: number): void {
    if (this.length + more <= this.times.length) return;
    const size = Math.max(this.times.length * 2, this.length + more);
    const grown = (column: Float64Array): Float64Array<ArrayBuffer> => {
      const larger = new Float64Array(size);
      larger.set(column);
      return larger;
    };
    this.times = grown(this.times);
    this.columns.forEach((column, i) => (this.columns[i] = grown(column)));
  }
}

function arranged(column: Float64Array, blocks: readonly Block[], length: number): Float64Array {
  if (blocks.every((block, i) => block.from === (blocks[i - 1]?.to ?? 0))) return column.slice(0, length);
  const result = new Float64Array(length);
  let at = 0;
  for (const { from, to } of blocks) {
    result.set(column.subarray(from, to), at);
    at += to - from;
  }
  return result;
}

function tagColumn(blocks: readonly Block[], tag: number): string[] {
  const values: string[] = [];
  for (const { tags, from, to } of blocks) {
    const value = tags[tag] ?? '';
    for (let row = from; row < to; row++) values.push(value);
  }
  return values;
}

function compare(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length; i++) {
    const [x = '', y = ''] = [a[i], b[i]];
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}
