import { Injectable } from '@nestjs/common';
import { TOPICS } from '@app/contracts';
import type { LogBatch, Outcome } from '@app/event-log';
import { PartitionRepository, type WorkKey } from '@app/registry';

/** Ownership of ❸'s partitions: a position moves in the same transaction that marks the work. */
@Injectable()
export class WindowsPositions {
  static readonly group = 'kpi-service';

  private readonly epochs = new Map<number, number>();

  constructor(private readonly partitions: PartitionRepository) {}

  /** Takes a partition over and tells where to go on. */
  async claim(partition: number): Promise<number> {
    const { epoch, position } = await this.partitions.claim(
      WindowsPositions.group,
      TOPICS.windows,
      partition,
    );
    this.epochs.set(partition, epoch);
    return position;
  }

  /** Partitions that are ours as the registry has it: we claimed them, and nobody has since. */
  async owned(): Promise<ReadonlySet<number>> {
    const epochs = await this.partitions.epochs(WindowsPositions.group, TOPICS.windows);
    return new Set(
      [...this.epochs].filter(([partition, epoch]) => epochs.get(partition) === epoch).map(([p]) => p),
    );
  }

  async advance({ partition, from, next }: LogBatch, work: readonly WorkKey[]): Promise<Outcome> {
    const epoch = this.epochs.get(partition) ?? 0;
    const { group } = WindowsPositions;
    const isOurs = await this.partitions.advance(
      group,
      TOPICS.windows,
      partition,
      { epoch, from, next },
      work,
    );
    if (isOurs) return { kind: 'committed', next };
    return { kind: 'lost', reason: `partition ${partition} of ${TOPICS.windows} has another owner` };
  }
}
