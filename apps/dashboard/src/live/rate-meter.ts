/** Seconds that a rate meter keeps. */
export const SECONDS = 120;

/** Readings counted by the second of their arrival here, from the meter's start on. Pure: time is an argument. */
export class RateMeter {
  private readonly counts = new Map<number, number>();
  private first: number | null = null;

  add(count: number, nowMs: number): void {
    const second = Math.floor(nowMs / 1000);
    this.first ??= second;
    this.counts.set(second, (this.counts.get(second) ?? 0) + count);
    for (const key of this.counts.keys()) {
      if (key > second - SECONDS - 5) break;
      this.counts.delete(key);
    }
  }

  /** Counts of the last `SECONDS` whole seconds, oldest first; null before the first one was counted. */
  samples(nowMs: number): readonly (number | null)[] {
    const last = Math.floor(nowMs / 1000) - 1;
    return Array.from({ length: SECONDS }, (_, i) => {
      const second = last - SECONDS + 1 + i;
      if (this.first === null || second < this.first) return null;
      return this.counts.get(second) ?? 0;
    });
  }

  /** Mean per second over the last `span` whole seconds that are known; null before there is one. */
  perSecond(nowMs: number, span = 30): number | null {
    const known = this.samples(nowMs)
      .slice(-span)
      .filter((count) => count !== null);
    return known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0) / known.length;
  }
}
