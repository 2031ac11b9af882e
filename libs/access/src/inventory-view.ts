import type { Device } from '@app/registry';
import type { InventorySource } from './sources.js';
import type { Presented, Principal } from './principal.js';
import { Rates } from './rates.js';

/** Unknown names of one principal after which the registry is asked at once. */
const ASKED_AT_ONCE = 20;
/** Unknown names of one principal a second after which it is asked for ever: what is new is in memory by then. */
const ASKED_A_SECOND = 1;

/** Which devices a principal may write for, from the inventory in memory; asks for a newer one at names it lacks. */
export class InventoryView {
  /** Names made up by a misbehaving gateway must not become one query each, nor take the others' queries. */
  private readonly allowance: Rates;

  constructor(
    private readonly source: InventorySource,
    monotonic: () => number = () => performance.now(),
  ) {
    this.allowance = new Rates(ASKED_A_SECOND, ASKED_AT_ONCE, monotonic);
  }

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
        if (!this.source.current().devices.has(name) && this.mayAsk(id)) await this.source.refresh();
        return mayWriteFor(name);
      },
    };
  }

  private mayAsk(id: string): boolean {
    if (this.allowance.waitMs(id) > 0) return false;
    this.allowance.take(id, 1);
    return true;
  }
}
