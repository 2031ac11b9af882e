import type { Area, Station } from './model.js';

/** Where a station lies in a reporting set at a moment: its area and that area's ancestors, innermost first. */
export interface Placing {
  readonly area: string;
  readonly path: readonly string[];
}

/** The area of `set`, valid at `at`, that a station belongs to; null when it lies in none. */
export function placeStation(
  station: Pick<Station, 'lat' | 'lon' | 'areaOverride'>,
  areas: readonly Area[],
  set: string,
  at: number,
): Placing | null {
  throw new Error(`${station.lat} ${areas.length} ${set} ${at}`);
}
