/** Readings counted by the second of their arrival here; keeps the last `SECONDS`. Pure: time is an argument. */
export const SECONDS = 120;

export class RateMeter {
  private readonly counts = new Map<number, number>();

  add(count: number, nowMs: number): void {
    const second = Math.floor(nowMs / 1000);
    this.counts.set(second, (this.counts.get(second) ?? 0) + count);
    for (const key of this.counts.keys()) {
      if (key > second - SECONDS - 5) break;
      this.counts.delete(key);
    }
  }

  /** Counts of the last `SECONDS` whole seconds, oldest first. */
  samples(nowMs: number): readonly number[] {
    const last = Math.floor(nowMs / 1000) - 1;
    return Array.from({ length: SECONDS }, (_, i) => this.counts.get(last - SECONDS + 1 + i) ?? 0);
  }

  /** Mean per second over the last `span` whole seconds. */
  perSecond(nowMs: number, span = 10): number {
    const recent = this.samples(nowMs).slice(-span);
    return recent.reduce((sum, count) => sum + count, 0) / span;
  }
}
