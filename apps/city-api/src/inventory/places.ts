import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { periodStart } from '@app/kpi';
import {
  type Area,
  InventoryCache,
  type InventorySnapshot,
  type Station,
  placeStation,
  placingEpoch,
} from '@app/registry';
import { Problem } from '../http/problem.js';

/** Sets and epochs whose placings are kept. */
const MAX_PLACINGS = 100;

/** Where stations lie in a reporting set on a day; worked out once per registry revision. */
@Injectable()
export class Places {
  private revision = -1;
  private bySet = new Map<string, ReadonlyMap<string, string | null>>();

  constructor(
    private readonly cache: InventoryCache,
    private readonly clock: Clock,
  ) {}

  /** The reporting set asked for, or the one that is reported in by default: the first active one. Problem 404 when there is none of that name. */
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

  /** Areas of a set, each once: as it was at `at`; one that didn't hold then by its newest outline. */
  areas(set: string, at: number = this.clock.now()): readonly Area[] {
    const found = new Map<string, Area>();
    for (const area of this.cache.current().areas) {
      const known = found.get(area.code);
      if (area.set !== set || (known !== undefined && holds(known, at))) continue;
      if (known === undefined || holds(area, at) || area.validFrom > known.validFrom)
        found.set(area.code, area);
    }
    return [...found.values()];
  }

  /** Areas of a set that held at `at`. */
  areasOn(set: string, at: number): readonly Area[] {
    return this.cache.current().areas.filter((area) => area.set === set && holds(area, at));
  }

  /** Code of the smallest area that held the station at `at`, or null. */
  areaOf(station: Station, set: string, at?: number): string | null {
    return this.placing(set, at).get(station.id) ?? null;
  }

  /** Stations in an area or in one of its children. Problem 404 for an area that the set doesn't have. */
  stationsIn(code: string, set: string, at?: number): readonly Station[] {
    const areas = this.requireArea(code, set, at);
    const wanted = new Set([code, ...descendants(code, areas)]);
    const placing = this.placing(set, at);
    return [...this.cache.current().stations.values()].filter((station) => {
      const area = placing.get(station.id);
      return area !== null && area !== undefined && wanted.has(area);
    });
  }

  /** Code of the smallest area that holds a point now, or null. */
  areaAt(lat: number, lon: number, set: string): string | null {
    const point = { lat, lon, areaOverride: null };
    return placeStation(point, this.cache.current().areas, set, this.clock.now())?.area ?? null;
  }

  /** The area's code and those of all areas that it lies in; an unknown code alone. */
  upwards(code: string, set: string): readonly string[] {
    const parents = new Map(this.areas(set).map((area) => [area.code, area.parent]));
    const found: string[] = [];
    for (let at: string | null | undefined = code; at && !found.includes(at); at = parents.get(at))
      found.push(at);
    return found;
  }

  /** Areas of the set. Problem 404 when it has none of that code. */
  requireArea(code: string, set: string, at?: number): readonly Area[] {
    const areas = this.areas(set, at);
    if (!areas.some((area) => area.code === code))
      throw new Problem(404, `no area or station ${code} in reporting set ${set}`);
    return areas;
  }

  /** Codes of an area and of what lies in it, in the set that is reported in by default. Problem 404 when there is none. */
  within(code: string): readonly string[] {
    return [code, ...descendants(code, this.requireArea(code, this.set(undefined)))];
  }

  private placing(set: string, at: number = this.clock.now()): ReadonlyMap<string, string | null> {
    const snapshot = this.cache.current();
    if (snapshot.revision !== this.revision || this.bySet.size > MAX_PLACINGS) {
      this.revision = snapshot.revision;
      this.bySet = new Map();
    }
    const epoch = placingEpoch(snapshot.areas, periodStart('day', at));
    const key = `${set}|${epoch}`;
    let placing = this.bySet.get(key);
    if (!placing) {
      placing = placeAll(snapshot, set, epoch);
      this.bySet.set(key, placing);
    }
    return placing;
  }
}

/** Areas change by the day at most. */
function holds(area: Area, at: number): boolean {
  return area.validFrom <= at && (area.validTo === null || at < area.validTo);
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
