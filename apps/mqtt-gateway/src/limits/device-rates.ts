/**
 * How fast devices may send, in readings. A device that sends more is not refused and loses nothing: its socket is
 * not read until its allowance has grown back.
 */
export class DeviceRates {
  private readonly buckets = new Map<string, { tokens: number; at: number }>();

  /**
   * @param perSecond readings a second that a device may send for ever
   * @param burst readings it may send at once after a pause
   * @param monotonic milliseconds that never jump
   */
  constructor(
    private readonly perSecond: number,
    private readonly burst: number,
    private readonly monotonic: () => number,
  ) {}

  /** Counts readings of a device; the milliseconds to wait before taking more of it, 0 for none. */
  take(device: string, readings: number): number {
    const bucket = this.refilled(device);
    bucket.tokens -= readings;
    return bucket.tokens >= 0 ? 0 : (-bucket.tokens / this.perSecond) * 1_000;
  }

  /** Milliseconds until the device may send again, 0 for now. */
  waitMs(device: string): number {
    const bucket = this.refilled(device);
    return bucket.tokens >= 0 ? 0 : (-bucket.tokens / this.perSecond) * 1_000;
  }

  /** Forgets the devices that have their full allowance; called now and then. */
  prune(): void {
    for (const device of this.buckets.keys()) {
      if (this.refilled(device).tokens >= this.burst) this.buckets.delete(device);
    }
  }

  private refilled(device: string): { tokens: number; at: number } {
    const now = this.monotonic();
    const bucket = this.buckets.get(device);
    if (bucket === undefined) {
      const fresh = { tokens: this.burst, at: now };
      this.buckets.set(device, fresh);
      return fresh;
    }
    if (now > bucket.at) {
      bucket.tokens = Math.min(this.burst, bucket.tokens + ((now - bucket.at) / 1_000) * this.perSecond);
      bucket.at = now;
    }
    return bucket;
  }
}
