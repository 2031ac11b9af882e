/**
 * How much somebody may do: so much a second for ever, and more at once after a pause. What goes beyond is told as a time to
 * wait; whether that slows them down or refuses them is the caller's affair.
 */
export class Rates {
  private readonly buckets = new Map<string, { tokens: number; at: number }>();

  /**
   * @param perSecond units a second that one may take for ever
   * @param burst units that one may take at once after a pause
   * @param monotonic milliseconds that never jump
   */
  constructor(
    private readonly perSecond: number,
    private readonly burst: number,
    private readonly monotonic: () => number,
  ) {}

  /** Counts units of somebody; the milliseconds to wait before taking more of them, 0 for none. */
  take(who: string, units: number): number {
    const bucket = this.refilled(who);
    bucket.tokens -= units;
    return bucket.tokens >= 0 ? 0 : (-bucket.tokens / this.perSecond) * 1_000;
  }

  /** Milliseconds until they may go on, 0 for now. */
  waitMs(who: string): number {
    const bucket = this.refilled(who);
    return bucket.tokens >= 0 ? 0 : (-bucket.tokens / this.perSecond) * 1_000;
  }

  /** Forgets those who have their full allowance; called now and then. */
  prune(): void {
    for (const who of this.buckets.keys()) {
      if (this.refilled(who).tokens >= this.burst) this.buckets.delete(who);
    }
  }

  private refilled(who: string): { tokens: number; at: number } {
    const now = this.monotonic();
    const bucket = this.buckets.get(who);
    if (bucket === undefined) {
      const fresh = { tokens: this.burst, at: now };
      this.buckets.set(who, fresh);
      return fresh;
    }
    if (now > bucket.at) {
      bucket.tokens = Math.min(this.burst, bucket.tokens + ((now - bucket.at) / 1_000) * this.perSecond);
      bucket.at = now;
    }
    return bucket;
  }
}
