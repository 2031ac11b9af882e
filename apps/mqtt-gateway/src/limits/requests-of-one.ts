/** How many requests each sender has at work; whoever has as many as are allowed is let in again when one ends. */
export class RequestsOfOne {
  private readonly bySender = new Map<string, number>();

  constructor(private readonly most: number) {}

  /** Whether one more of this sender may begin; if so, `end` must follow. */
  begin(sender: string): boolean {
    const count = this.bySender.get(sender) ?? 0;
    if (count >= this.most) return false;
    this.bySender.set(sender, count + 1);
    return true;
  }

  end(sender: string): void {
    const count = (this.bySender.get(sender) ?? 1) - 1;
    if (count > 0) this.bySender.set(sender, count);
    else this.bySender.delete(sender);
  }
}
