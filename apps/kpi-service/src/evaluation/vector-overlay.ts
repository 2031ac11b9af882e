import { type ComponentLevel, DAY_MS, type Domain } from '@app/kpi';
import { type VectorChanges, type Vectors, VectorSource } from './vector-store.js';

const NOTHING_TO_STORE: VectorChanges = {
  rows: null,
  hasMoved: false,
  againAt: null,
  settle: () => undefined,
};

/** Vectors as evaluations that aren't stored yet have worked them out, over those that are stored. */
export class VectorOverlay extends VectorSource {
  protected readonly own = new Map<string, { readonly from: number; readonly vectors: Vectors }>();

  constructor(private readonly stored: VectorSource) {
    super();
  }

  async range(
    domain: Domain,
    level: ComponentLevel,
    from: number,
    to: number,
  ): Promise<Map<number, Vectors>> {
    const found = await this.stored.range(domain, level, from, to);
    for (const start of found.keys()) {
      const mine = this.own.get(keyOf(domain, level, start));
      if (mine !== undefined) found.set(start, mine.vectors);
    }
    return found;
  }

  async days(
    domain: Domain,
    components: readonly number[],
    from: number,
    to: number,
  ): Promise<Map<number, Vectors>> {
    const found = await this.stored.days(domain, components, from, to);
    for (const start of found.keys()) {
      const mine = this.own.get(keyOf(domain, 'day', start));
      if (mine === undefined) continue;
      const chosen = (vector: Float64Array): Float64Array =>
        Float64Array.from(components, (c) => vector[c] ?? 0);
      found.set(start, new Map([...mine.vectors].map(([station, vector]) => [station, chosen(vector)])));
    }
    return found;
  }

  changes(
    domain: Domain,
    level: ComponentLevel,
    from: number,
    vectors: Vectors,
    now: number,
  ): Promise<VectorChanges> {
    this.own.set(keyOf(domain, level, from), { from, vectors });
    return this.stored.changes(domain, level, from, vectors, now);
  }
}

/** Vectors of a dry run: nothing is written. Hours are forgotten two days after theirs, so that memory doesn't grow with the span. */
export class DryVectors extends VectorOverlay {
  override changes(
    domain: Domain,
    level: ComponentLevel,
    from: number,
    vectors: Vectors,
  ): Promise<VectorChanges> {
    this.own.set(keyOf(domain, level, from), { from, vectors });
    if (level === 'day') this.forgetHours(from - DAY_MS);
    return Promise.resolve(NOTHING_TO_STORE);
  }

  private forgetHours(before: number): void {
    for (const [key, { from }] of this.own)
      if (key.startsWith('hour|') && from < before) this.own.delete(key);
  }
}

function keyOf(domain: Domain, level: ComponentLevel, from: number): string {
  return `${level}|${domain.id}|${from}`;
}
