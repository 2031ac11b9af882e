import { failureOf, type InfluxFailure } from './influx-errors.js';
import type { LineBatch } from './line-batch.js';

/** What the sender needs of the server and the world. */
export interface SenderPorts {
  /** Puts lines into the bucket; tries again while that makes sense. @throws InfluxFailure */
  put(lines: Buffer): Promise<void>;
  /** Rows older than this epoch ms are beyond the bucket's retention; -Infinity when it keeps all. */
  keptFrom(): number;
}

/**
 * Stores a batch although some of its lines may be bad: InfluxDB 1.x then stores the good ones and says how many it
 * dropped but not which, 2.x may store none. Halving finds the bad, which are refused in the server's words. Storing a
 * line again changes nothing.
 */
export class BatchSender {
  constructor(private readonly ports: SenderPorts) {}

  /** Resolves when every line is stored or refused. @throws InfluxFailure */
  async store(batch: LineBatch): Promise<void> {
    const failure = await this.attempt(batch, 0, batch.size);
    if (failure === null) return;
    const cutoff = this.ports.keptFrom();
    const isOld = (line: number): boolean => batch.timeOf(line) < cutoff;
    const mixed = /retention/i.test(failure.message) ? batch.pick(isOld) : null;
    if (mixed === null || mixed.size === 0 || mixed.size === batch.size) {
      await this.split(batch, 0, batch.size, failure);
      return;
    }
    // One request settles all that is too old, however it lies between the others.
    for (const part of [mixed, batch.pick((line) => !isOld(line))]) await this.halve(part, 0, part.size);
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
      await this.ports.put(batch.text(from, to));
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
