import { z } from 'zod';

const positionSchema = z.tuple([z.number(), z.number()]);
const polygonSchema = z.array(z.array(positionSchema));
const outlinesSchema = z.object({
  features: z.array(
    z.object({
      properties: z.object({ code: z.string() }),
      geometry: z.union([
        z.object({ type: z.literal('Polygon'), coordinates: polygonSchema }),
        z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygonSchema) }),
      ]),
    }),
  ),
});

/** Reads GeoJSON outlines and answers in which of them a place lies. */
export function districtFinder(geojson: unknown): (lat: number, lon: number) => string | null {
  const { features } = outlinesSchema.parse(geojson);
  const outlines = features.map(({ properties, geometry }) => ({
    code: properties.code,
    rings: (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).map(
      (polygon) => polygon[0] ?? [],
    ),
  }));
  return (lat, lon) =>
    outlines.find(({ rings }) => rings.some((ring) => contains(ring, lat, lon)))?.code ?? null;
}

/** Ray casting: an odd number of edges to the east means inside. */
function contains(ring: readonly (readonly [number, number])[], lat: number, lon: number): boolean {
  let inside = false;
  for (let i = 0; i < ring.length; i++) {
    const [x1, y1] = ring[i] ?? [0, 0];
    const [x2, y2] = ring.at(i - 1) ?? [0, 0];
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}
