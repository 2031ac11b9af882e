import type { CityDevice, CityStation } from '../inventory/city.js';

/** Whether a name means this device: its id, station, kind, district code, or a prefix of its station's id (`tdm`). */
export function names(target: string, station: CityStation, device: CityDevice): boolean {
  return (
    target === device.id ||
    target === station.id ||
    target === station.kind ||
    target === station.district ||
    station.id.startsWith(`${target}-`)
  );
}

/** A time in which some devices say nothing. */
export interface Silence {
  readonly target: string;
  readonly from: number;
  /** Infinity: for good. */
  readonly to: number;
}
