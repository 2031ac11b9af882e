import { useMemo } from 'react';
import type { Area, Device, LedgerItem, Station } from '../../api/types.js';
import { type Health, healthOf, HEALTHS } from '../../devices/health.js';
import { type Equation, equationOf } from '../../ledger/equation.js';
import type { LiveStore } from '../../live/store.js';
import { searched } from '../../search/fold.js';

/** A device with what the list says about it. */
export interface DeviceRow {
  readonly device: Device;
  readonly station: Station | undefined;
  readonly area: Area | undefined;
  readonly today: Equation;
}

/** Devices of the chosen area (of everything for the province), with today's ledger. */
export function useDeviceRows(
  store: LiveStore,
  city: {
    readonly areas: readonly Area[];
    readonly stations: readonly Station[];
    readonly url: { readonly area: string };
  },
): readonly DeviceRow[] {
  const version = store.getVersion();
  const { areas, stations, url } = city;
  const rows = useMemo(() => {
    const ofStation = new Map(stations.map((station) => [station.id, station]));
    const ofArea = new Map(areas.map((area) => [area.code, area]));
    const ledger = byDevice(store.ledger.values());
    const within = (code: string | null): boolean => {
      if (areas.find((area) => area.code === url.area)?.parent === null) return true;
      for (let at = code; at !== null; at = ofArea.get(at)?.parent ?? null) if (at === url.area) return true;
      return false;
    };
    const all = [...store.devices.values()].map((device) => {
      const station = ofStation.get(device.station);
      const area = station?.area == null ? undefined : ofArea.get(station.area);
      return { device, station, area, today: equationOf(ledger.get(device.id) ?? []) };
    });
    return { version, all: all.filter(({ station }) => within(station?.area ?? null)) };
  }, [store, version, areas, stations, url.area]);
  return rows.all;
}

export interface Wanted {
  readonly state: string;
  readonly family: string;
  readonly typed: string;
}

/** Rows that fit what was chosen and typed. */
export function wantedRows(rows: readonly DeviceRow[], wanted: Wanted): readonly DeviceRow[] {
  const fitting = rows.filter(
    ({ device }) =>
      (wanted.state === '' || isIn(device, wanted.state)) &&
      (wanted.family === '' || device.family === wanted.family),
  );
  return searched(fitting, wanted.typed, ({ device, station, area }) =>
    [device.id, station?.name, area?.nameVi, device.profile, device.family].join(' '),
  );
}

/** What devices are filtered by: how they send, and whether they are under suspicion, whatever they send. */
type Filter = Health | 'quarantined';

const FILTERS: readonly Filter[] = [...HEALTHS, 'quarantined'];

function isIn(device: Device, filter: string): boolean {
  return filter === 'quarantined' ? device.quarantine !== null : healthOf(device) === filter;
}

/** How many devices are in each state, in the order in which they are shown; states that none is in are left out. */
export function countStates(rows: readonly DeviceRow[]): readonly (readonly [Filter, number])[] {
  const count = (state: Filter): number => rows.filter(({ device }) => isIn(device, state)).length;
  return FILTERS.map((state) => [state, count(state)] as const).filter(([, n]) => n > 0);
}

function byDevice(items: Iterable<LedgerItem>): ReadonlyMap<string, readonly LedgerItem[]> {
  const found = new Map<string, LedgerItem[]>();
  for (const item of items) {
    const mine = found.get(item.device);
    if (mine) mine.push(item);
    else found.set(item.device, [item]);
  }
  return found;
}
