import type { Receiver } from '../inlet/collector.js';

/** Resolves when so many records are durable. */
export class Receipt implements Receiver {
  readonly durable: Promise<void>;
  private resolve: () => void = () => undefined;

  constructor(private left: number) {
    this.durable = new Promise((resolve) => (this.resolve = resolve));
    if (left === 0) this.resolve();
  }

  committed(): void {
    this.left -= 1;
  }

  flush(): void {
    if (this.left === 0) this.resolve();
  }
}
