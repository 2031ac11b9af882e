import type { Ring } from '../api/types.js';

/** A box in degrees. */
export interface Bounds {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

export interface Projection {
  readonly width: number;
  readonly height: number;
  /** Degrees to the drawing's units. */
  project(lon: number, lat: number): readonly [number, number];
  /** Back from the drawing's units to degrees. */
  unproject(x: number, y: number): { readonly lon: number; readonly lat: number };
}

/** Smallest box around rings. Null for none. */
export function boundsOf(rings: readonly Ring[]): Bounds | null {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const ring of rings)
    for (const [lon = 0, lat = 0] of ring) {
      west = Math.min(west, lon);
      east = Math.max(east, lon);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  return west < east && south < north ? { west, east, south, north } : null;
}

/** Equirectangular with the middle latitude true to scale: good for a province, and simple. */
export function projectionOf(bounds: Bounds, height: number, pad: number): Projection {
  const shrink = Math.cos(((bounds.south + bounds.north) / 2) * (Math.PI / 180));
  const scale = (height - 2 * pad) / (bounds.north - bounds.south);
  return {
    width: (bounds.east - bounds.west) * shrink * scale + 2 * pad,
    height,
    project: (lon, lat) => [pad + (lon - bounds.west) * shrink * scale, pad + (bounds.north - lat) * scale],
    unproject: (x, y) => ({
      lon: bounds.west + (x - pad) / (shrink * scale),
      lat: bounds.north - (y - pad) / scale,
    }),
  };
}

/** SVG path of rings, to a tenth of a unit. */
export function ringsPath(rings: readonly Ring[], projection: Projection): string {
  return rings
    .map((ring) => {
      const points = ring.map(([lon = 0, lat = 0]) => {
        const [x, y] = projection.project(lon, lat);
        return `${x.toFixed(1)} ${y.toFixed(1)}`;
      });
      return `M${points.join('L')}Z`;
    })
    .join('');
}

/** Centre of gravity of the largest ring, in degrees: where a label stands. */
export function centreOf(rings: readonly Ring[]): readonly [number, number] {
  let best: { area: number; at: readonly [number, number] } = { area: -1, at: [0, 0] };
  for (const ring of rings) {
    let [twice, x, y] = [0, 0, 0];
    for (let i = 0; i < ring.length; i++) {
      const [ax = 0, ay = 0] = ring[i] ?? [];
      const [bx = 0, by = 0] = ring[(i + 1) % ring.length] ?? [];
      const cross = ax * by - bx * ay;
      twice += cross;
      x += (ax + bx) * cross;
      y += (ay + by) * cross;
    }
    if (Math.abs(twice) > best.area) best = { area: Math.abs(twice), at: [x / (3 * twice), y / (3 * twice)] };
  }
  return best.at;
}
