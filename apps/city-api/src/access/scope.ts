import { Injectable } from '@nestjs/common';
import type { Action, Caller } from '@app/access';
import { InventoryCache, type Station } from '@app/registry';
import { Problem } from '../http/problem.js';
import { Places } from '../inventory/places.js';

/** Whether a caller may do something to an object, by the area in which it lies. */
@Injectable()
export class Scope {
  constructor(
    private readonly places: Places,
    private readonly cache: InventoryCache,
  ) {}

  /** Whether the caller may do it in this area of the set in force; null: it lies in none. */
  mayIn(caller: Caller, action: Action, area: string | null, set?: string): boolean {
    const within = area === null ? [] : this.places.upwards(area, this.places.set(set));
    return caller.mayIn(action, within);
  }

  /** Devices of the areas in which the caller may do it; null: everywhere, also to those that are not registered. */
  devicesOf(caller: Caller, action: Action): readonly string[] | null {
    if (caller.mayIn(action, [])) return null;
    const { devices, stations } = this.cache.current();
    const set = this.places.set(undefined);
    return [...devices.values()]
      .filter((device) => {
        const station = stations.get(device.station);
        return station !== undefined && this.mayIn(caller, action, this.places.areaOf(station, set));
      })
      .map(({ id }) => id);
  }

  /** @throws Problem 403 unless the caller may do it in this area of the set in force; null: it lies in none. */
  requireArea(caller: Caller, action: Action, area: string | null, set?: string): void {
    if (this.mayIn(caller, action, area, set)) return;
    throw new Problem(403, `${caller.name} may not do this in ${area ?? 'what lies in no area'} (${action})`);
  }

  /** As `requireArea` for the area of a station, known already or about to be. */
  requireStation(caller: Caller, action: Action, station: Station | string): void {
    const known = typeof station === 'string' ? this.cache.current().stations.get(station) : station;
    // What isn't there is refused by whoever looks for it, to those who may know that it isn't.
    const area = known === undefined ? null : this.places.areaOf(known, this.places.set(undefined));
    this.requireArea(caller, action, area);
  }

  /** As `requireStation` for the station of a device. */
  requireDevice(caller: Caller, action: Action, device: string): void {
    this.requireStation(caller, action, this.cache.current().devices.get(device)?.station ?? '');
  }

  /** @throws Problem 403 unless the caller may do it in the whole province. */
  requireEverywhere(caller: Caller, action: Action): void {
    this.requireArea(caller, action, null);
  }
}
