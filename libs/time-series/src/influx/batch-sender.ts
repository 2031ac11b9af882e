import { failureOf, type InfluxFailure } from './influx-errors.js';
import type { LineBatch } from './line-batch.js';

/**
 * Stores a batch although some of its lines may be bad: InfluxDB 1.x then stores the good ones and says how many it
 * dropped but not which, 2.x may store none. Halving finds the bad, which are refused in the server's words. Storing a
 * line again changes nothing.
 */
export class BatchSender {
  /**
   * @param put puts lines into the bucket, trying again while that makes sense; throws InfluxFailure
   * @param stored told of the lines of each batch that is through
   */
  constructor(
    private readonly put: (lines: Buffer) => Promise<void>,
    private readonly stored: (lines: number) => void = () => undefined,
  ) {}

  /** Resolves when every line is stored or refused. @throws InfluxFailure */
  async store(batch: LineBatch): Promise<void> {
    await this.halve(batch, 0, batch.size);
    this.stored(batch.size);
  }

  private async halve(batch: LineBatch, from: number, to: number): Promise<void> {
    const failure = await this.attempt(batch, from, to);
    if (failure !== null) await this.split(batch, from, to, failure);
  }

  private async split(batch: LineBatch, from: number, to: number, failure: InfluxFailure): Promise<void> {
    const isAll = to - from === 1 || droppedBy(failure) === to - from;
    if (isAll) {
      for (let line = from; line < to; line++) batch.refuse(line, failure.message);
      return;
    }
    const middle = (from + to) >> 1;
    await this.halve(batch, from, middle);
    await this.halve(batch, middle, to);
  }

  /** Null when stored; the failure when the lines are to blame. */
  private async attempt(batch: LineBatch, from: number, to: number): Promise<InfluxFailure | null> {
    try {
      await this.put(batch.text(from, to));
      return null;
    } catch (error) {
      const failure = failureOf(error);
      if (failure.trouble === 'rows' || failure.trouble === 'large') return failure;
      throw failure;
    }
  }
}

function droppedBy({ message }: InfluxFailure): number {
  return Number(/dropped=(\d+)/.exec(message)?.[1] ?? 0);
}
