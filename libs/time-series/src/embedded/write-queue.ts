import type { RefusedRow, SeriesRows } from '../time-series.port.js';

/** A call of `write` that waits for its transaction. */
export interface WriteCall {
  readonly rows: readonly SeriesRows[];
  readonly count: number;
  readonly resolve: (refused: readonly RefusedRow[]) => void;
  readonly reject: (error: unknown) => void;
}

/** A piece of work that wants the writing connection to itself. */
export interface ExclusiveTask {
  readonly run: () => Promise<void>;
  readonly reject: (error: unknown) => void;
}

/** One transaction takes at most about this many rows, so that one slow call doesn't hold up many. */
export const GROUP_ROWS = 100_000;

/** Runs writes one transaction at a time; calls that come meanwhile share the next one. */
export class WriteQueue {
  readonly #items: (WriteCall | ExclusiveTask)[] = [];
  #running: Promise<void> | null = null;

  constructor(private readonly commit: (group: readonly WriteCall[]) => Promise<void>) {}

  write(rows: readonly SeriesRows[]): Promise<readonly RefusedRow[]> {
    const count = rows.reduce((sum, part) => sum + part.length, 0);
    return new Promise((resolve, reject) => this.#push({ rows, count, resolve, reject }));
  }

  /** Rows that wait for a transaction. */
  get rows(): number {
    let sum = 0;
    for (const item of this.#items) if ('count' in item) sum += item.count;
    return sum;
  }

  /** Runs alone, after what was queued before. */
  alone<T>(task: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => this.#push({ run: () => task().then(resolve), reject }));
  }

  /** Resolves when nothing is queued any more. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  #push(item: WriteCall | ExclusiveTask): void {
    this.#items.push(item);
    this.#running ??= this.#drain();
  }

  async #drain(): Promise<void> {
    // Lets the other writes of this turn of the event loop join: those of all partitions whose cycles began with it.
    await new Promise((resolve) => setImmediate(resolve));
    for (let item = this.#items.shift(); item; item = this.#items.shift()) {
      if ('run' in item) await item.run().catch(item.reject);
      else await this.commit(this.#group(item));
    }
    // In the same step as finding the queue empty, or a call in between would find it still running.
    this.#running = null;
  }

  #group(first: WriteCall): WriteCall[] {
    const group = [first];
    let count = first.count;
    for (let next = this.#items[0]; next && !('run' in next); next = this.#items[0]) {
      if (count + next.count > GROUP_ROWS) break;
      count += next.count;
      group.push(next);
      this.#items.shift();
    }
    return group;
  }
}
