import type { Series } from '../series/series.js';

/** Series by what names them. */
export type SeriesByName = Map<string, Series>;

/** Windows by start and family, with the series that have one there. */
export class WaitingWindows {
  private readonly starts = new Map<number, Map<string, SeriesByName>>();
  private count = 0;

  /** Windows of single series. */
  get size(): number {
    return this.count;
  }

  add(series: Series, start: number): void {
    const families = this.starts.get(start) ?? new Map<string, SeriesByName>();
    this.starts.set(start, families);
    const all = families.get(series.family) ?? new Map<string, Series>();
    families.set(series.family, all);
    const before = all.size;
    all.set(`${series.device}|${series.lane}|${series.direction}`, series);
    this.count += all.size - before;
  }

  clear(): void {
    this.starts.clear();
    this.count = 0;
  }

  /** Takes out windows of one start and family that begin at or before `latest`, oldest first; null for none. */
  take(latest: number, limit: number): { start: number; family: string; all: Series[] } | null {
    const start = Math.min(...this.starts.keys());
    const families = this.starts.get(start);
    if (families === undefined || start > latest) return null;
    for (const [family, all] of families) {
      const part = [...all].slice(0, limit);
      for (const [name] of part) all.delete(name);
      this.count -= part.length;
      if (all.size === 0) families.delete(family);
      if (families.size === 0) this.starts.delete(start);
      return { start, family, all: part.map(([, series]) => series) };
    }
    return null;
  }
}
