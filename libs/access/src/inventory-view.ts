import type { InventorySource } from './sources.js';
import type { Principal } from './principal.js';

/** Which devices a principal may write for, from the inventory in memory; asks for a newer one at most once a second. */
export class InventoryView {
  private refreshing: Promise<unknown> | null = null;
  private refreshedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly source: InventorySource,
    private readonly minIntervalMs = 1_000,
    private readonly monotonic: () => number = () => performance.now(),
  ) {}

  principal(kind: Principal['kind'], id: string): Principal {
    if (kind === 'device') {
      return {
        kind,
        id,
        mayWriteFor: (device) => device === id,
        confirmWriteFor: (device) => Promise.resolve(device === id),
      };
    }
    const mayWriteFor = (device: string): boolean =>
      this.source.current().devices.get(device)?.gateway === id;
    return {
      kind,
      id,
      mayWriteFor,
      confirmWriteFor: async (device) => {
        if (this.source.current().devices.has(device)) return mayWriteFor(device);
        await this.refresh();
        return mayWriteFor(device);
      },
    };
  }

  private async refresh(): Promise<void> {
    if (this.refreshing === null) {
      // Names made up by a misbehaving gateway must not become one query each.
      if (this.monotonic() - this.refreshedAt < this.minIntervalMs) return;
      this.refreshing = this.source.refresh().finally(() => {
        this.refreshedAt = this.monotonic();
        this.refreshing = null;
      });
    }
    await this.refreshing;
  }
}
