import { lineTag } from './tag-text.js';

type Level = Map<string, Level | Uint8Array>;

/** Series remembered; beyond, all are forgotten and made anew. */
const MAX_SERIES = 50_000;
const encoder = new TextEncoder();

/** Beginnings of lines, `measurement,tag=value…`, by the values of the tags; tags in the order of their names. */
export class SeriesNames {
  private readonly order: readonly number[];
  private root: Level = new Map();
  private size = 0;

  constructor(
    private readonly measurement: string,
    private readonly tags: readonly string[],
  ) {
    this.order = tags.map((_, i) => i).sort((a, b) => ((tags[a] ?? '') < (tags[b] ?? '') ? -1 : 1));
  }

  /** @param columns one column of values a tag; a missing column means no value */
  of(columns: readonly (readonly string[] | undefined)[], row: number): Uint8Array {
    let level = this.root;
    for (let i = 0; ; i++) {
      const value = columns[i]?.[row] ?? '';
      const found = level.get(value);
      if (found instanceof Uint8Array) return found;
      if (i >= columns.length - 1) return this.remember(level, value, columns, row);
      if (found) {
        level = found;
      } else {
        const next: Level = new Map();
        level.set(value, next);
        level = next;
      }
    }
  }

  private remember(
    level: Level,
    value: string,
    columns: readonly (readonly string[] | undefined)[],
    row: number,
  ): Uint8Array {
    const name = this.make(columns, row);
    if (++this.size > MAX_SERIES) {
      this.root = new Map();
      this.size = 0;
    } else {
      level.set(value, name);
    }
    return name;
  }

  private make(columns: readonly (readonly string[] | undefined)[], row: number): Uint8Array {
    const parts = [this.measurement];
    for (const i of this.order) {
      const value = columns[i]?.[row] ?? '';
      if (value !== '') parts.push(`${this.tags[i]}=${lineTag(value)}`);
    }
    return encoder.encode(parts.join(','));
  }
}
