import type { SeriesRows } from '../time-series.port.js';
import { NUMBER_BYTES, writeNumber, writeWhole } from './number-text.js';
import type { Measurement } from './schema-book.js';

/** Lines and bytes of one request; InfluxDB advises 5,000 to 10,000 lines. */
const MAX_LINES = 10_000;
const MAX_BYTES = 4 * 2 ** 20;

const COMMA = 0x2c;
const SPACE = 0x20;
const NEWLINE = 0x0a;
const OLDEST_TIME = 0;
const NEWEST_TIME = Date.UTC(2200, 0, 1);

/** One part of a call on its way out: where it comes from, and how far it has been written. */
export interface LinePart {
  readonly measurement: Measurement;
  readonly rows: SeriesRows;
  /** Called for a row that can't be stored. */
  readonly refuse: (row: number, detail: string) => void;
  next: number;
}

/** Lines of line protocol in one buffer, each with the row that it came from. */
export class LineBatch {
  private bytes = Buffer.allocUnsafe(2 ** 16);
  private end = 0;
  /** Start of each line. */
  private readonly starts: number[] = [];
  private readonly parts: LinePart[] = [];
  private readonly rows: number[] = [];

  get size(): number {
    return this.starts.length;
  }

  get isFull(): boolean {
    return this.size >= MAX_LINES || this.end >= MAX_BYTES;
  }

  /** The lines from `from` to before `to`; a view, valid until the batch is emptied. */
  text(from: number, to: number): Buffer {
    return this.bytes.subarray(this.starts[from] ?? 0, this.starts[to] ?? this.end);
  }

  refuse(line: number, detail: string): void {
    this.parts[line]?.refuse(this.rows[line] ?? 0, detail);
  }

  clear(): void {
    this.end = 0;
    for (const list of [this.starts, this.parts, this.rows]) list.length = 0;
  }

  /**
   * Takes rows of the part, from its `next` on, until it ends or the batch is full. NaN fields are left out, a row
   * without any stores nothing; rows with an impossible time or an infinite value are refused, and those older than
   * `keptFrom`: InfluxDB stores some of them and drops others, depending on what else is in the batch.
   */
  take(part: LinePart, keptFrom: number): void {
    const { rows, measurement } = part;
    const tags = measurement.schema.tags.map((tag) => rows.tags[tag]);
    const keys: Uint8Array[] = [];
    const columns: Float64Array[] = [];
    for (const [field, column] of Object.entries(rows.fields)) {
      const key = measurement.fieldKeys.get(field);
      if (key === undefined) continue;
      keys.push(key);
      columns.push(column);
    }
    const fieldBytes = keys.reduce((sum, key) => sum + key.length + NUMBER_BYTES + 1, 0) + NUMBER_BYTES + 2;
    while (part.next < rows.length && !this.isFull) {
      const row = part.next++;
      const time = rows.times[row] ?? NaN;
      const problem = problemOf(time, keptFrom, columns, row);
      if (problem !== null) {
        part.refuse(row, problem);
        continue;
      }
      const name = measurement.lines.of(tags, row);
      this.reserve(name.length + fieldBytes);
      this.line(part, row, name, keys, columns);
    }
  }

  private line(
    part: LinePart,
    row: number,
    name: Uint8Array,
    keys: readonly Uint8Array[],
    columns: readonly Float64Array[],
  ): void {
    const { bytes, end: start } = this;
    bytes.set(name, start);
    let at = start + name.length;
    let separator = SPACE;
    for (let i = 0; i < keys.length; i++) {
      const value = columns[i]?.[row] ?? NaN;
      const key = keys[i];
      if (value !== value || key === undefined) continue;
      bytes[at++] = separator;
      separator = COMMA;
      for (let k = 0; k < key.length; k++) bytes[at++] = key[k] ?? 0;
      at = writeNumber(bytes, at, value);
    }
    if (separator === SPACE) return;
    bytes[at++] = SPACE;
    at = writeWhole(bytes, at, part.rows.times[row] ?? 0);
    bytes[at++] = NEWLINE;
    this.begin(part, row);
    this.end = at;
  }

  private begin(part: LinePart, row: number): void {
    this.starts.push(this.end);
    this.parts.push(part);
    this.rows.push(row);
  }

  private reserve(more: number): void {
    if (this.end + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.end + more));
    this.bytes.copy(larger, 0, 0, this.end);
    this.bytes = larger;
  }
}

function problemOf(
  time: number,
  keptFrom: number,
  columns: readonly Float64Array[],
  row: number,
): string | null {
  if (!(time >= OLDEST_TIME && time < NEWEST_TIME)) return `time ${time} is outside 1970–2200`;
  if (time < keptFrom)
    return `beyond retention: the bucket keeps rows from ${new Date(keptFrom).toISOString()} on`;
  if (time !== Math.floor(time)) return `time ${time} is no whole millisecond`;
  for (const column of columns) {
    const value = column[row] ?? NaN;
    if (value === Infinity || value === -Infinity) return 'a value is infinite';
  }
  return null;
}
