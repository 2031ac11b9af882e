import { useMemo, useRef } from 'react';
import { worstState } from '../devices/freshness.js';
import { useLive } from '../live/use-live.js';
import { useCity } from '../shell/city.js';

/** A station on the map by the worst state of its devices. */
export interface StationState {
  readonly id: string;
  readonly text: string;
  /** Longitude, latitude. */
  readonly at: readonly [number, number];
  readonly state: string;
  /** The worst lie on top. */
  readonly rank: number;
}

const RANK: Readonly<Record<string, number>> = { live: 0, never: 1, late: 2, silent: 3 };

/** Stations that lie in an area and have a device; the same list as long as nothing about them changes. */
export function useStationStates(): readonly StationState[] {
  const { stations } = useCity();
  const store = useLive();
  const now = stations.flatMap((station): StationState[] => {
    const devices = station.devices.flatMap((id) => store.devices.get(id) ?? []);
    const state = worstState(devices.map((device) => device.state));
    if (station.area === null || state === null) return [];
    const { id, name, lon, lat } = station;
    return [{ id, text: name, at: [lon, lat], state, rank: RANK[state] ?? 0 }];
  });
  const kept = useRef<readonly StationState[]>([]);
  const key = now.map(({ id, state }) => `${id} ${state}`).join();
  return useMemo(() => {
    kept.current = now.sort((a, b) => a.rank - b.rank);
    return kept.current;
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
}
