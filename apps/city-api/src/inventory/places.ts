import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { type Area, InventoryCache, type InventorySnapshot, type Station, placeStation } from '@app/registry';
import { Problem } from '../http/problem.js';

/** Where stations lie in a reporting set; worked out once per registry revision. */
@Injectable()
export class Places {
  private revision = -1;
  private bySet = new Map<string, ReadonlyMap<string, string | null>>();

  constructor(
    private readonly cache: InventoryCache,
    private readonly clock: Clock,
  ) {}

  /** The reporting set asked for, or the active one. Problem 404 when there is none of that name. */
  set(asked: string | undefined): string {
    const { sets } = this.cache.current();
    const found =
      asked === undefined
        ? sets.find((set) => set.status === 'active')
        : sets.find((set) => set.id === asked);
    if (!found)
      throw new Problem(
        404,
        `no reporting set ${asked ?? ''}; there are: ${sets.map((s) => s.id).join(', ')}`,
      );
    return found.id;
  }

  /** Areas of a set. */
  areas(set: string): readonly Area[] {
    return this.cache.current().areas.filter((area) => area.set === set);
  }

  /** Code of the smallest area that holds the station, or null. */
  areaOf(station: Station, set: string): string | null {
    return this.placing(set).get(station.id) ?? null;
  }

  /** Stations in an area or in one of its children. Problem 404 for an area that the set doesn't have. */
  stationsIn(code: string, set: string): readonly Station[] {
    const areas = this.requireArea(code, set);
    const wanted = new Set([code, ...descendants(code, areas)]);
    const placing = this.placing(set);
    return [...this.cache.current().stations.values()].filter((station) => {
      const area = placing.get(station.id);
      return area !== null && area !== undefined && wanted.has(area);
    });
  }

  /** Areas of the set. Problem 404 when it has none of that code. */
  requireArea(code: string, set: string): readonly Area[] {
    const areas = this.areas(set);
    if (!areas.some((area) => area.code === code))
      throw new Problem(404, `no area or station ${code} in reporting set ${set}`);
    return areas;
  }

  private placing(set: string): ReadonlyMap<string, string | null> {
    const snapshot = this.cache.current();
    if (snapshot.revision !== this.revision) {
      this.revision = snapshot.revision;
      this.bySet = new Map();
    }
    let placing = this.bySet.get(set);
    if (!placing) {
      placing = placeAll(snapshot, set, this.clock.now());
      this.bySet.set(set, placing);
    }
    return placing;
  }
}

function placeAll(snapshot: InventorySnapshot, set: string, at: number): ReadonlyMap<string, string | null> {
  return new Map(
    [...snapshot.stations.values()].map((station) => [
      station.id,
      placeStation(station, snapshot.areas, set, at)?.area ?? null,
    ]),
  );
}

function descendants(code: string, areas: readonly Area[]): readonly string[] {
  return areas
    .filter((area) => area.parent === code)
    .flatMap((area) => [area.code, ...descendants(area.code, areas)]);
}
