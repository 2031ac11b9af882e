import { Slots } from './slots.js';

/** How many requests of each sender are worked on at once, and how many of each wait for that. */
export class SlotsOfOne {
  private readonly bySender = new Map<string, { readonly slots: Slots; users: number }>();

  constructor(
    private readonly places: number,
    private readonly waiting: number,
  ) {}

  /** Resolves to true when this sender's turn has come, and `release` must follow; at once to false when too many wait. */
  async take(sender: string): Promise<boolean> {
    const own = this.bySender.get(sender) ?? { slots: new Slots(this.places, this.waiting), users: 0 };
    this.bySender.set(sender, own);
    own.users += 1;
    const isGranted = await own.slots.take();
    if (!isGranted) this.leave(sender);
    return isGranted;
  }

  release(sender: string): void {
    this.bySender.get(sender)?.slots.release();
    this.leave(sender);
  }

  private leave(sender: string): void {
    const own = this.bySender.get(sender);
    if (own === undefined) return;
    own.users -= 1;
    if (own.users === 0) this.bySender.delete(sender);
  }
}
