import { Injectable } from '@nestjs/common';
import type { AlarmRule, DeviceGroup, Watched } from '@app/alarms';
import { activeMs, type KpiDevice, type KpiStation, kpiStations } from '@app/kpi';
import { type Area, InventoryCache, type InventorySnapshot, placeStation } from '@app/registry';

type Scope = AlarmRule['scope'];

/** What an alarm says of its object. */
export interface ObjectPlace {
  readonly area: string | null;
  readonly station: string | null;
  readonly device: string | null;
  readonly nameVi: string;
  readonly nameEn: string;
}

interface Known {
  readonly snapshot: InventorySnapshot;
  readonly set: string;
  readonly areas: ReadonlyMap<string, Area>;
  readonly stations: readonly KpiStation[];
  /** Codes of the areas that hold a station, the smallest first. */
  readonly paths: ReadonlyMap<string, readonly string[]>;
}

/** Areas change by the day at most. */
const PLACED_FOR_MS = 3_600_000;

/** What rules are about, from the newest inventory: areas of the active set, stations, devices. */
@Injectable()
export class AlarmObjects {
  private known: Known | null = null;
  private placedAt = -Infinity;

  constructor(private readonly cache: InventoryCache) {}

  /** Name of the active reporting set. */
  set(now: number): string {
    return this.at(now).set;
  }

  /** What a rule about a measure watches: stations of the family, or their devices that report the measure. */
  watched(rule: AlarmRule & { readonly measure: string }, now: number): Watched[] {
    const [family = ''] = rule.measure.split('.');
    const key = rule.measure.slice(family.length + 1);
    const byDevice = rule.kind === 'frozen' || ('object' in rule && rule.object === 'device');
    return this.at(now)
      .stations.filter((station) => station.family === family && this.isIn(rule.scope, station.id, now))
      .flatMap((station): Watched[] => {
        const devices = station.devices.filter(
          (device) => (device.measures?.has(key) ?? true) && this.hasProfile(rule.scope, device.id),
        );
        if (devices.length === 0) return [];
        if (!byDevice) return [{ type: 'station', id: station.id, station, devices }];
        return devices.map((device) => ({ type: 'device', id: device.id, station, devices: [device] }));
      });
  }

  /** Devices that a rule about silence watches, of all families. */
  devices(scope: Scope, now: number): (KpiDevice & { readonly family: string })[] {
    return this.at(now)
      .stations.filter((station) => this.isIn(scope, station.id, now))
      .flatMap((station) =>
        station.devices
          .filter((device) => this.hasProfile(scope, device.id))
          .map((device) => ({ ...device, family: station.family })),
      );
  }

  /** Groups of these devices that may fall silent together: those in service. */
  groups(kinds: readonly DeviceGroup['type'][], devices: readonly KpiDevice[], now: number): DeviceGroup[] {
    const groups = new Map<string, { type: DeviceGroup['type']; id: string; devices: string[] }>();
    const put = (type: DeviceGroup['type'], id: string, device: string): void => {
      if (!kinds.includes(type)) return;
      const group = groups.get(`${type}|${id}`) ?? { type, id, devices: [] };
      group.devices.push(device);
      groups.set(`${type}|${id}`, group);
    };
    const { snapshot, paths } = this.at(now);
    for (const device of devices) {
      const found = snapshot.devices.get(device.id);
      if (found === undefined || activeMs(device, now - 1, now) === 0) continue;
      put('station', found.station, device.id);
      if (found.gateway !== null) put('gateway', found.gateway, device.id);
      for (const code of paths.get(found.station) ?? []) put('area', code, device.id);
    }
    return [...groups.values()];
  }

  /** Codes of the areas that a KPI rule watches. */
  areas(scope: Scope, now: number): string[] {
    return [...this.at(now).areas.keys()].filter((code) => scope.areas?.includes(code) ?? true);
  }

  place(type: Watched['type'] | 'area' | 'gateway', id: string, now: number): ObjectPlace {
    const { snapshot, areas, paths } = this.at(now);
    if (type === 'area') {
      const area = areas.get(id);
      return {
        area: id,
        station: null,
        device: null,
        nameVi: area?.nameVi ?? id,
        nameEn: area?.nameEn ?? id,
      };
    }
    if (type === 'gateway') return { area: null, station: null, device: null, nameVi: id, nameEn: id };
    const station = type === 'station' ? id : (snapshot.devices.get(id)?.station ?? '');
    const name = snapshot.stations.get(station)?.name ?? station;
    const shown = type === 'station' ? name : `${id} (${name})`;
    const device = type === 'device' ? id : null;
    return { area: paths.get(station)?.[0] ?? null, station, device, nameVi: shown, nameEn: shown };
  }

  private isIn({ areas, stations }: Scope, station: string, now: number): boolean {
    if (stations !== undefined && !stations.includes(station)) return false;
    if (areas === undefined) return true;
    return (
      this.at(now)
        .paths.get(station)
        ?.some((code) => areas.includes(code)) ?? false
    );
  }

  private hasProfile({ profiles }: Scope, device: string): boolean {
    if (profiles === undefined) return true;
    return profiles.includes(this.cache.current().devices.get(device)?.profile ?? '');
  }

  private at(now: number): Known {
    const snapshot = this.cache.current();
    if (this.known?.snapshot === snapshot && now - this.placedAt < PLACED_FOR_MS) return this.known;
    this.placedAt = now;
    return (this.known = knownOf(snapshot, now));
  }
}

function knownOf(snapshot: InventorySnapshot, now: number): Known {
  const set = snapshot.sets.find(({ status }) => status === 'active')?.id ?? '';
  const holds = (area: Area): boolean =>
    area.validFrom <= now && (area.validTo === null || now < area.validTo);
  const areas = new Map(
    snapshot.areas.filter((area) => area.set === set && holds(area)).map((area) => [area.code, area]),
  );
  const paths = new Map(
    [...snapshot.stations.values()].map((station): [string, readonly string[]] => [
      station.id,
      placeStation(station, snapshot.areas, set, now)?.path ?? [],
    ]),
  );
  return { snapshot, set, areas, stations: kpiStations(snapshot), paths };
}
