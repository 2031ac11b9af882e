import { dirname, join } from 'node:path';
import type { Area } from '../model.js';
import { areasFileSchema, outlinesSchema } from './areas.schema.js';
import { SeedFile } from './seed-file.js';
import type { SeedArea, SeedSet, SeedSuccessor } from './seeds.js';

type Rings = Area['rings'];

export interface AreasFile {
  readonly set: SeedSet;
  readonly areas: readonly SeedArea[];
  readonly successors: readonly SeedSuccessor[];
}

/** Reads one reporting set with its outlines. Parents and outlines must name areas of the same file. */
export function readAreas(dir: string, name: string): AreasFile {
  const file: SeedFile = SeedFile.open(dir, name);
  const doc = file.parse(areasFileSchema);
  const rings =
    doc.outlines === null ? new Map<string, Rings>() : readRings(dir, join(dirname(name), doc.outlines));
  const codes = new Set(doc.areas.map((area) => area.code));
  const areas = doc.areas.map((area, i): SeedArea => {
    if (area.parent !== null && !codes.has(area.parent)) {
      file.refuse(['areas', i, 'parent'], `no area ${area.parent} in this file`);
    }
    return {
      ...area,
      set: doc.set.id,
      rings: rings.get(area.code) ?? [],
      noteVi: area.noteVi ?? null,
      noteEn: area.noteEn ?? null,
    };
  });
  if (codes.size !== areas.length) file.refuse(['areas'], 'a code stands twice');
  for (const code of rings.keys()) {
    if (!codes.has(code))
      file.refuse(['outlines'], `an outline is for ${code}, which is no area of this file`);
  }
  const successors = doc.successors.map((row, i): SeedSuccessor => {
    if (!codes.has(row.to)) file.refuse(['successors', i, 'to'], `no area ${row.to} in this file`);
    return {
      ...row,
      fromSet: doc.successorsOf ?? doc.set.id,
      toSet: doc.set.id,
      note: doc.successorsNote ?? '',
    };
  });
  return { set: doc.set, areas, successors };
}

function readRings(dir: string, name: string): Map<string, Rings> {
  // JSON is YAML, so one reader gives the same errors with lines for both.
  const doc = SeedFile.open(dir, name).parse(outlinesSchema);
  return new Map(
    doc.features.map((feature) => {
      const { type, coordinates } = feature.geometry;
      const polygons = type === 'Polygon' ? [coordinates] : coordinates;
      return [feature.properties.code, polygons.flatMap((polygon) => polygon.slice(0, 1))];
    }),
  );
}
