import { TimeSeriesError } from '../time-series.port.js';
import { asTimeSeriesError } from './influx-errors.js';
import type { BatchSender } from './batch-sender.js';
import { LineBatch, type LinePart } from './line-batch.js';

/** Rows of calls that share one request, at most about this many. */
const GROUP_ROWS = 10_000;
/** Rows that may wait for their turn; a call beyond is refused, to be repeated later. */
export const MAX_WAITING_ROWS = 2_000_000;

interface Call {
  readonly parts: readonly LinePart[];
  readonly count: number;
  readonly resolve: () => void;
  readonly reject: (error: TimeSeriesError) => void;
}

/**
 * Writes of one bucket, one request at a time in the order of the calls, so that of two values of a row the later call's
 * stays. Calls that come while a request is under way share the next.
 */
export class BucketWriter {
  private readonly calls: Call[] = [];
  private readonly batch = new LineBatch();
  private waiting = 0;
  private running: Promise<void> | null = null;

  constructor(
    private readonly bucket: string,
    private readonly sender: BatchSender,
    /** Epoch ms from which on the bucket keeps rows; -Infinity when it keeps all. */
    private readonly keptFrom: () => number,
  ) {}

  /** Resolves when the rows are stored or refused. @throws TimeSeriesError */
  write(parts: readonly LinePart[]): Promise<void> {
    const count = parts.reduce((sum, { rows }) => sum + rows.length, 0);
    if (this.waiting > 0 && this.waiting + count > MAX_WAITING_ROWS) {
      const message = `writing to ${this.bucket}: ${this.waiting} rows wait already`;
      return Promise.reject(new TimeSeriesError('TIMESERIES_UNAVAILABLE', message, true));
    }
    this.waiting += count;
    return new Promise((resolve, reject) => {
      this.calls.push({ parts, count, resolve, reject });
      this.running ??= this.drain();
    });
  }

  /** Rows that wait or are under way. */
  get length(): number {
    return this.waiting;
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  private async drain(): Promise<void> {
    // Lets the other writes of this turn of the event loop join.
    await Promise.resolve();
    while (this.calls.length > 0) {
      const group = this.nextGroup();
      try {
        await this.store(group);
        for (const call of group) this.settle(call).resolve();
      } catch (error) {
        const failure = asTimeSeriesError(`writing to ${this.bucket}`, error);
        // Whoever waits would meet the same trouble, one after the other.
        for (const call of [...group, ...this.calls.splice(0)]) this.settle(call).reject(failure);
      }
    }
    // In the same step as finding no more calls, or one in between would find this still running.
    this.running = null;
  }

  private async store(group: readonly Call[]): Promise<void> {
    const { batch, sender } = this;
    try {
      for (const part of group.flatMap(({ parts }) => parts)) {
        while (part.next < part.rows.length) {
          batch.take(part, this.keptFrom());
          if (!batch.isFull) continue;
          await sender.store(batch);
          batch.clear();
        }
      }
      if (batch.size > 0) await sender.store(batch);
    } finally {
      batch.clear();
    }
  }

  private nextGroup(): Call[] {
    const group: Call[] = [];
    let count = 0;
    for (let next = this.calls[0]; next; next = this.calls[0]) {
      if (group.length > 0 && count + next.count > GROUP_ROWS) break;
      count += next.count;
      group.push(next);
      this.calls.shift();
    }
    return group;
  }

  private settle(call: Call): Call {
    this.waiting -= call.count;
    return call;
  }
}
