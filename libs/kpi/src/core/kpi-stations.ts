import type { ActiveInterval, DatedFact, KpiDevice, KpiExclusion, KpiStation } from './station.js';

/** The registry's snapshot, as far as KPIs read it. */
export interface InventoryView {
  readonly stations: ReadonlyMap<
    string,
    { readonly id: string; readonly no: number; readonly kind: string; readonly facts: readonly DatedFact[] }
  >;
  readonly profiles: ReadonlyMap<string, { readonly measures: readonly string[] }>;
  readonly devicesOfStation: ReadonlyMap<
    string,
    readonly {
      readonly id: string;
      readonly profile: string;
      readonly family: string;
      readonly cadenceS: number;
      readonly lanes: readonly number[];
      readonly direction: string;
      readonly active: readonly ActiveInterval[];
      readonly excluded: readonly (KpiExclusion & { readonly kind: 'faulty' | 'maintenance' })[];
    }[]
  >;
}

/**
 * One station with the devices of its family, sorted by id; null when it isn't registered. `phaseOf`: where in its
 * cadence a device's intervals start, for running periods.
 */
export function kpiStation(
  inventory: InventoryView,
  id: string,
  phaseOf: (device: string) => number | null = () => null,
): KpiStation | null {
  const station = inventory.stations.get(id);
  if (station === undefined) return null;
  const devices = (inventory.devicesOfStation.get(id) ?? [])
    .filter((device) => device.family === station.kind)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((device): KpiDevice => {
      const measures = inventory.profiles.get(device.profile)?.measures;
      const { cadenceS, lanes, direction, excluded } = device;
      const maintenance = excluded.filter(({ kind }) => kind === 'maintenance');
      const active = maintenance.reduce(without, device.active);
      const phaseMs = phaseOf(device.id);
      const reported = measures === undefined ? null : new Set(measures);
      return { id: device.id, cadenceS, lanes, direction, active, excluded, measures: reported, phaseMs };
    });
  return { id, no: station.no, family: station.kind, facts: station.facts, devices };
}

/** Service intervals with a hole in them. */
function without(active: readonly ActiveInterval[], hole: KpiExclusion): ActiveInterval[] {
  return active.flatMap(({ from, to }) => [
    ...(from < hole.from ? [{ from, to: Math.min(to ?? Infinity, hole.from) }] : []),
    ...(to === null || to > hole.to ? [{ from: Math.max(from, hole.to), to }] : []),
  ]);
}

/** Every station that has a device of its family, sorted by id: the order in which components are summed. */
export function kpiStations(
  inventory: InventoryView,
  phaseOf?: (device: string) => number | null,
): KpiStation[] {
  return [...inventory.stations.keys()]
    .toSorted()
    .flatMap((id) => kpiStation(inventory, id, phaseOf) ?? [])
    .filter((station) => station.devices.length > 0);
}
