import type { Device } from '@app/registry';
import type { InventorySource } from './sources.js';
import type { Presented, Principal } from './principal.js';

/** Which devices a principal may write for, from the inventory in memory; asks for a newer one at most once a second. */
export class InventoryView {
  private refreshing: Promise<unknown> | null = null;
  private refreshedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly source: InventorySource,
    private readonly minIntervalMs = 1_000,
    private readonly monotonic: () => number = () => performance.now(),
  ) {}

  principal(kind: 'device' | 'gateway', id: string, presented: Presented): Principal {
    if (kind === 'device') {
      return {
        kind,
        id,
        presented,
        mayWriteFor: (device) => device === id,
        confirmWriteFor: (device) => Promise.resolve(device === id),
      };
    }
    return { ...this.writesFor(kind, id, (device) => device.gateway === id), presented };
  }

  /** A broker that is believed about its topics: writes for every device that is, or will be, in service. */
  broker(id: string, now: () => number): Principal {
    return this.writesFor('broker', id, ({ active }) => {
      return active.some(({ to }) => to === null || to > now());
    });
  }

  private writesFor(kind: Principal['kind'], id: string, isItsOwn: (device: Device) => boolean): Principal {
    const mayWriteFor = (name: string): boolean => {
      const device = this.source.current().devices.get(name);
      return device !== undefined && isItsOwn(device);
    };
    return {
      kind,
      id,
      mayWriteFor,
      confirmWriteFor: async (name) => {
        if (this.source.current().devices.has(name)) return mayWriteFor(name);
        await this.refresh();
        return mayWriteFor(name);
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
