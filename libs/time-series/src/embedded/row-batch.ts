/** How a field stands in a batch: carried by every row, by none, or by some. */
export type Carried = 'all' | 'none' | 'some';

/** Rows on their way to one table, column by column, one row an identity: a repeat is folded into the first. */
export class RowBatch {
  series = new Int32Array(0);
  times = new Float64Array(0);
  readonly fields: Float64Array[];
  length = 0;
  /** Greatest time seen of each series: what is newer needs no look-up. */
  #last = new Float64Array(0);
  /** Made when the first row out of order comes. */
  #places: Map<number, Map<number, number>> | null = null;

  constructor(fieldCount: number) {
    this.fields = Array.from({ length: fieldCount }, () => new Float64Array(0));
  }

  /** Makes room for `more` rows and for series below `seriesCount`. New cells hold NaN. */
  reserve(more: number, seriesCount: number): void {
    const needed = this.length + more;
    if (needed > this.times.length) {
      // Many small parts of one write must not copy all that is there again and again.
      const capacity = Math.max(needed, this.times.length * 2);
      this.series = grown(this.series, new Int32Array(capacity));
      this.times = grown(this.times, new Float64Array(capacity));
      this.fields.forEach((column, i) => {
        this.fields[i] = grown(column, new Float64Array(capacity).fill(NaN, column.length));
      });
    }
    if (seriesCount > this.#last.length) {
      this.#last = grown(this.#last, new Float64Array(seriesCount).fill(-Infinity, this.#last.length));
    }
  }

  /** The place of an identity in this batch. */
  place(series: number, time: number): number {
    const last = this.#last[series] ?? -Infinity;
    if (time > last) {
      this.#last[series] = time;
    } else {
      const known = this.#index().get(series)?.get(time);
      if (known !== undefined) return known;
    }
    const at = this.length++;
    this.series[at] = series;
    this.times[at] = time;
    if (this.#places) this.#remember(this.#places, at);
    return at;
  }

  /** Writes one field of the rows at `places`; NaN leaves what is there. */
  merge(field: number, places: Int32Array, rows: Int32Array, count: number, values: Float64Array): void {
    const column = this.fields[field];
    if (!column) return;
    for (let i = 0; i < count; i++) {
      const value = values[rows[i] ?? 0] ?? NaN;
      if (!Number.isNaN(value)) column[places[i] ?? 0] = value;
    }
  }

  carried(field: number): Carried {
    const column = this.fields[field];
    if (!column) return 'none';
    let count = 0;
    for (let i = 0; i < this.length; i++) if (!Number.isNaN(column[i])) count++;
    return count === 0 ? 'none' : count === this.length ? 'all' : 'some';
  }

  #index(): Map<number, Map<number, number>> {
    if (this.#places) return this.#places;
    const places = new Map<number, Map<number, number>>();
    for (let at = 0; at < this.length; at++) this.#remember(places, at);
    return (this.#places = places);
  }

  #remember(places: Map<number, Map<number, number>>, at: number): void {
    const series = this.series[at] ?? 0;
    let ofSeries = places.get(series);
    if (!ofSeries) places.set(series, (ofSeries = new Map()));
    ofSeries.set(this.times[at] ?? 0, at);
  }
}

function grown<T extends Float64Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
