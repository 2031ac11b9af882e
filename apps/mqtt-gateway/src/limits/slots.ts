/** A fixed number of places; who finds none waits in order, and who finds the waiting room full is told so. */
export class Slots {
  private taken = 0;
  private readonly waiters: (() => void)[] = [];

  constructor(
    private readonly places: number,
    private readonly waiting: number,
  ) {}

  /** How many wait. */
  get queued(): number {
    return this.waiters.length;
  }

  /** Resolves to true with a place of its own, or at once to false when too many wait. */
  async take(): Promise<boolean> {
    if (this.taken < this.places) {
      this.taken += 1;
      return true;
    }
    if (this.waiters.length >= this.waiting) return false;
    await new Promise<void>((resolve) => this.waiters.push(resolve));
    return true;
  }

  /** Gives a place back, or on to the longest waiting. */
  release(): void {
    const next = this.waiters.shift();
    if (next) next();
    else this.taken -= 1;
  }
}
