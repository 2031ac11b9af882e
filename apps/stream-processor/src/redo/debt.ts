import { TOPICS } from '@app/contracts';
import { GROUP } from '../cycle/commit-cycle.js';
import type { CyclePorts } from '../cycle/cycle-ports.js';

/**
 * What this process wrote without being sure that the partition was still its own: one that was frozen in the middle of
 * a cycle may lay older rows over the new owner's. The time series can't refuse them, so the owner is told to apply
 * the log from there on once more.
 */
export class Debt {
  private owed: { readonly epoch: number; readonly from: number } | null = null;

  constructor(
    private readonly partition: number,
    private readonly partitions: Pick<CyclePorts['partitions'], 'oweRedo'>,
  ) {}

  /** To be called before rows of the records from `from` on are written under `epoch`. */
  risk(epoch: number, from: number): void {
    // What could not be reported yet stays owed under its own, older epoch.
    const { owed } = this;
    this.owed = { epoch: owed?.epoch ?? epoch, from: Math.min(from, owed?.from ?? Infinity) };
  }

  /** The partition turned out to be ours after the last write. */
  settle(): void {
    this.owed = null;
  }

  /** Tells the partition's owner; when this rejects the debt stays, to be reported later. */
  async report(): Promise<void> {
    const { owed } = this;
    if (owed === null) return;
    await this.partitions.oweRedo(GROUP, TOPICS.raw, this.partition, owed);
    this.owed = null;
  }
}
