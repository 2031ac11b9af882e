import { Injectable } from '@nestjs/common';
import { activeMs, type KpiStation, kpiStations, periodStart } from '@app/kpi';
import { InventoryCache, type InventorySnapshot, placeStation, placingEpoch } from '@app/registry';
import { DevicePhases } from '../freshness/device-phases.js';

/** An area of an active reporting set, with the stations that lie in it. */
export interface AreaStations {
  readonly set: string;
  readonly area: string;
  readonly stations: ReadonlySet<string>;
}

/** Epochs for which placings are kept; areas change by the day at most. */
const MAX_PLACINGS = 100;

/** Stations by family and area, as of a date, from the newest inventory. */
@Injectable()
export class StationIndex {
  private revision = -1;
  private all: {
    readonly snapshot: InventorySnapshot;
    readonly phases: number;
    readonly list: KpiStation[];
  } | null = null;
  private placings = new Map<number, readonly AreaStations[]>();

  constructor(
    private readonly cache: InventoryCache,
    private readonly phases: DevicePhases,
  ) {}

  get registryRevision(): number {
    return this.cache.current().revision;
  }

  /** True when a signed period touches [from, to). */
  hasSigned(from: number, to: number): boolean {
    return this.cache.current().signed.some((period) => period.from < to && period.to > from);
  }

  /** Id of the station with a number; for items' `place`. */
  stationOf(no: number): string | null {
    for (const station of this.cache.current().stations.values()) if (station.no === no) return station.id;
    return null;
  }

  /** Stations with a device in service in [from, to), sorted by id; of one family, or of all. */
  stations(family: string | null, from: number, to: number): KpiStation[] {
    return this.everyStation().filter(
      (station) =>
        (family === null || station.family === family) &&
        station.devices.some((device) => activeMs(device, from, to) > 0),
    );
  }

  private everyStation(): KpiStation[] {
    const snapshot = this.cache.current();
    const { version } = this.phases;
    if (this.all?.snapshot !== snapshot || this.all.phases !== version) {
      const list = kpiStations(snapshot, (device) => this.phases.phaseOf(device));
      this.all = { snapshot, phases: version, list };
    }
    return this.all.list;
  }

  /** Areas of the active sets with their stations, as of the local day of `at`. */
  areas(at: number): readonly AreaStations[] {
    const snapshot = this.cache.current();
    if (snapshot.revision !== this.revision || this.placings.size > MAX_PLACINGS) {
      this.revision = snapshot.revision;
      this.placings = new Map();
    }
    const epoch = placingEpoch(snapshot.areas, periodStart('day', at));
    let found = this.placings.get(epoch);
    if (found === undefined) this.placings.set(epoch, (found = placeAll(snapshot, epoch)));
    return found;
  }
}

function placeAll(snapshot: InventorySnapshot, at: number): AreaStations[] {
  return snapshot.sets
    .filter((set) => set.status === 'active')
    .flatMap((set) => {
      const byArea = new Map<string, Set<string>>();
      for (const area of snapshot.areas) if (area.set === set.id) byArea.set(area.code, new Set());
      for (const station of snapshot.stations.values()) {
        const path = placeStation(station, snapshot.areas, set.id, at)?.path ?? [];
        for (const code of path) byArea.get(code)?.add(station.id);
      }
      return [...byArea].map(([area, stations]) => ({ set: set.id, area, stations }));
    });
}
