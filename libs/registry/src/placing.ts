import type { Area, Station } from './model.js';

/** Where a station lies in a reporting set at a moment. */
export interface Placing {
  /** Code of the innermost area. */
  readonly area: string;
  /** The area and its ancestors, innermost first. */
  readonly path: readonly string[];
}

type Ring = Area['rings'][number];

/**
 * The area of `set`, valid at `at`, that a station belongs to: its override for the set, else the innermost outline that
 * contains it (of several, the first by code). Null when it lies in none. A point on a border belongs to one side only.
 */
export function placeStation(
  station: Pick<Station, 'lat' | 'lon' | 'areaOverride'>,
  areas: readonly Area[],
  set: string,
  at: number,
): Placing | null {
  const valid = new Map(
    areas.filter((area) => area.set === set && holds(area, at)).map((area) => [area.code, area]),
  );
  const override = station.areaOverride?.[set];
  if (override !== undefined && valid.has(override)) return placed(override, valid);
  const depth = (area: Area): number => pathOf(area.code, valid).length;
  const inside = [...valid.values()]
    .filter((area) => area.rings.filter((ring) => contains(ring, station.lon, station.lat)).length % 2 === 1)
    .toSorted((a, b) => depth(b) - depth(a) || (a.code < b.code ? -1 : 1));
  const innermost = inside[0];
  return innermost === undefined ? null : placed(innermost.code, valid);
}

/**
 * The moment since which no area has begun or ended, as of `at`: stations lie at `at` where they lay then, so that it is
 * a key for what was worked out once.
 */
export function placingEpoch(areas: readonly Pick<Area, 'validFrom' | 'validTo'>[], at: number): number {
  let epoch = -Infinity;
  for (const { validFrom, validTo } of areas) {
    if (validFrom <= at && validFrom > epoch) epoch = validFrom;
    if (validTo !== null && validTo <= at && validTo > epoch) epoch = validTo;
  }
  return epoch;
}

function placed(code: string, areas: ReadonlyMap<string, Area>): Placing {
  return { area: code, path: pathOf(code, areas) };
}

/** A parent that is not there, or comes a second time, ends the path. */
function pathOf(code: string, areas: ReadonlyMap<string, Area>): string[] {
  const path: string[] = [];
  for (let area = areas.get(code); area !== undefined && !path.includes(area.code);) {
    path.push(area.code);
    area = area.parent === null ? undefined : areas.get(area.parent);
  }
  return path;
}

function holds(area: Area, at: number): boolean {
  return area.validFrom <= at && (area.validTo === null || at < area.validTo);
}

/** Even-odd rule: counts the edges that a ray to the east crosses. */
function contains(ring: Ring, lon: number, lat: number): boolean {
  let inside = false;
  ring.forEach(([x1, y1], i) => {
    const [x2, y2] = ring[(i + 1) % ring.length] ?? [x1, y1];
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside;
  });
  return inside;
}
