type Level = Map<string, Level | number>;

/** Tags of one measurement → small integers, the way the tables name a series. Ids are dense, from 0. */
export class SeriesDictionary {
  readonly #root: Level = new Map();
  readonly #series: (readonly string[])[] = [];
  readonly #byTag: Map<string, number[]>[];
  /** Series from here on are not in the database yet. */
  #saved = 0;
  #sorted: Int32Array | null = null;

  constructor(private readonly tags: readonly string[]) {
    this.#byTag = tags.map(() => new Map<string, number[]>());
  }

  get size(): number {
    return this.#series.length;
  }

  /** Takes series back from the database, in the order of their ids. */
  restore(values: readonly string[]): void {
    this.#add(this.tags.map((_, i) => values[i] ?? ''));
    this.#saved = this.#series.length;
  }

  /** Id of the series that row `row` of the tag columns names; made if new. A missing column means ''. */
  idOf(columns: readonly (readonly string[] | undefined)[], row: number): number {
    let level: Level = this.#root;
    const last = this.tags.length - 1;
    for (let i = 0; i < last; i++) {
      const next = level.get(columns[i]?.[row] ?? '');
      if (!(next instanceof Map)) return this.#addRow(columns, row);
      level = next;
    }
    const id = level.get(last < 0 ? '' : (columns[last]?.[row] ?? ''));
    return typeof id === 'number' ? id : this.#addRow(columns, row);
  }

  /** Tag values of a series. */
  valuesOf(id: number): readonly string[] {
    return this.#series[id] ?? [];
  }

  /** Series made since the last `markSaved`. */
  unsaved(): { readonly id: number; readonly values: readonly string[] }[] {
    return this.#series.slice(this.#saved).map((values, i) => ({ id: this.#saved + i, values }));
  }

  markSaved(size: number): void {
    this.#saved = size;
  }

  /** Ids of the series whose tags have one of the values given; null when nothing is asked of the tags. */
  match(where: Readonly<Record<string, readonly string[]>> | undefined): number[] | null {
    const asked = Object.entries(where ?? {}).map(([tag, values]) => {
      const ids = new Set<number>();
      const byValue = this.#byTag[this.tags.indexOf(tag)];
      for (const value of values) for (const id of byValue?.get(value) ?? []) ids.add(id);
      return ids;
    });
    const [smallest, ...others] = asked.sort((a, b) => a.size - b.size);
    if (smallest === undefined) return null;
    return [...smallest].filter((id) => others.every((ids) => ids.has(id)));
  }

  /** For each id its place in the order of the tags, in the schema's order of tags. */
  ranks(): Int32Array {
    if (this.#sorted?.length === this.size) return this.#sorted;
    const ids = Array.from({ length: this.size }, (_, id) => id);
    ids.sort((a, b) => compareTags(this.valuesOf(a), this.valuesOf(b)));
    const ranks = new Int32Array(this.size);
    ids.forEach((id, rank) => (ranks[id] = rank));
    return (this.#sorted = ranks);
  }

  #addRow(columns: readonly (readonly string[] | undefined)[], row: number): number {
    return this.#add(this.tags.map((_, i) => columns[i]?.[row] ?? ''));
  }

  #add(values: readonly string[]): number {
    const id = this.#series.length;
    const path = values.length === 0 ? [''] : values;
    let level: Level = this.#root;
    for (const value of path.slice(0, -1)) {
      let next = level.get(value);
      if (!(next instanceof Map)) level.set(value, (next = new Map()));
      level = next;
    }
    level.set(path[path.length - 1] ?? '', id);
    this.#series.push(values);
    values.forEach((value, i) => {
      const byValue = this.#byTag[i];
      const ids = byValue?.get(value);
      if (ids) ids.push(id);
      else byValue?.set(value, [id]);
    });
    return id;
  }
}

/** Order of two series by their tags: by UTF-16 code units, as JavaScript compares strings. */
function compareTags(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length; i++) {
    const x = a[i] ?? '';
    const y = b[i] ?? '';
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}
