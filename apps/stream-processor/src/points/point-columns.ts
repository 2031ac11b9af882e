import type { SeriesRows } from '@app/time-series';
import type { FamilyLayout } from '@app/telemetry';

const BOOKKEEPING = ['_period', '_arrival', '_offset', '_tms'] as const;

/** A row of the raw bucket, before it is laid into columns. */
export interface PointRow {
  readonly device: string;
  readonly lane: string;
  readonly direction: string;
  readonly time: number;
  readonly values: Float64Array;
  readonly periodS: number;
  readonly arrival: number;
  readonly offset: number;
  readonly tms: boolean;
}

/** Points of one family that a cycle writes, column by column. Grows as needed and is used again. */
export class PointColumns {
  private capacity = 256;
  private length = 0;
  private times = new Float64Array(this.capacity);
  private columns: Float64Array[];
  private readonly tags = { device: [] as string[], lane: [] as string[], direction: [] as string[] };

  constructor(private readonly layout: FamilyLayout) {
    this.columns = Array.from(
      { length: layout.measures.length + BOOKKEEPING.length },
      () => new Float64Array(this.capacity),
    );
  }

  get size(): number {
    return this.length;
  }

  /** Adds a row and returns its number. NaN values stay absent. */
  append(row: PointRow): number {
    if (this.length === this.capacity) this.grow();
    const at = this.length++;
    this.times[at] = row.time;
    this.tags.device[at] = row.device;
    this.tags.lane[at] = row.lane;
    this.tags.direction[at] = row.direction;
    const slots = this.layout.measures.length;
    for (let slot = 0; slot < slots; slot++) this.set(slot, at, row.values[slot] ?? NaN);
    this.setBookkeeping(at, row);
    return at;
  }

  /** Lays a later reading of the same identity over a row: it replaces the fields that it carries. */
  overlay(at: number, row: PointRow): void {
    for (let slot = 0; slot < row.values.length; slot++) {
      const value = row.values[slot] ?? NaN;
      if (value === value) this.set(slot, at, value);
    }
    this.setBookkeeping(at, row);
  }

  /** Views of the columns, valid until `reset`. */
  rows(): SeriesRows {
    const { length } = this;
    const fields: Record<string, Float64Array> = {};
    const names = [...this.layout.measures.map((m) => m.column), ...BOOKKEEPING];
    names.forEach((name, i) => {
      fields[name] = this.columns[i]?.subarray(0, length) ?? new Float64Array(length);
    });
    return {
      bucket: 'raw',
      measurement: this.layout.family,
      length,
      times: this.times.subarray(0, length),
      tags: {
        device: this.tags.device.slice(0, length),
        lane: this.tags.lane.slice(0, length),
        direction: this.tags.direction.slice(0, length),
      },
      fields,
    };
  }

  reset(): void {
    this.length = 0;
  }

  private setBookkeeping(at: number, row: PointRow): void {
    const first = this.layout.measures.length;
    this.set(first, at, row.periodS);
    this.set(first + 1, at, row.arrival);
    this.set(first + 2, at, row.offset);
    this.set(first + 3, at, row.tms ? 1 : 0);
  }

  private set(column: number, at: number, value: number): void {
    const values = this.columns[column];
    if (values !== undefined) values[at] = value;
  }

  private grow(): void {
    this.capacity *= 2;
    this.times = enlarge(this.times, this.capacity);
    this.columns = this.columns.map((column) => enlarge(column, this.capacity));
  }
}

function enlarge(column: Float64Array, capacity: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(capacity);
  larger.set(column);
  return larger;
}
