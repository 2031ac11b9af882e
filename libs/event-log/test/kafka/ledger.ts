import type { LogBatch, Outcome } from '@app/event-log';

interface Row {
  epoch: number;
  position: number;
}

/**
 * What the registry does for consumers: epochs and positions that several instances share, and what was committed under
 * them. A commit with an old epoch or from another position is refused.
 */
export class SharedPositions {
  /** Values in the order of their commits, by partition. */
  readonly committed = new Map<number, string[]>();
  readonly lost: number[] = [];
  private readonly rows = new Map<number, Row>();

  /** One instance's `onAssigned` and `onBatch`. */
  instance(work: (batch: LogBatch) => Promise<void> = () => Promise.resolve()) {
    const epochs = new Map<number, number>();
    const owned = new Set<number>();
    return {
      owned,
      onAssigned: (partition: number): Promise<number> => {
        const row = this.rows.get(partition) ?? { epoch: 0, position: 0 };
        row.epoch += 1;
        this.rows.set(partition, row);
        epochs.set(partition, row.epoch);
        owned.add(partition);
        return Promise.resolve(row.position);
      },
      onBatch: async (batch: LogBatch): Promise<Outcome> => {
        await work(batch);
        const row = this.rows.get(batch.partition);
        if (!row || row.epoch !== epochs.get(batch.partition) || row.position !== batch.from) {
          this.lost.push(batch.partition);
          owned.delete(batch.partition);
          return { kind: 'lost', reason: `another owner of ${batch.partition}` };
        }
        row.position = batch.next;
        const values = this.committed.get(batch.partition) ?? [];
        for (const { value } of batch.records) values.push(Buffer.from(value).toString());
        this.committed.set(batch.partition, values);
        return { kind: 'committed', next: batch.next };
      },
    };
  }

  get count(): number {
    return [...this.committed.values()].reduce((sum, values) => sum + values.length, 0);
  }

  /** Committed values of the records that begin with `key:`, in the order of their commits. */
  of(key: string): string[] {
    return [...this.committed.values()].flat().filter((value) => value.startsWith(`${key}:`));
  }
}
