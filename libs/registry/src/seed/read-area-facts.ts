import type { NewAreaFact } from '../model.js';
import { areaFactsFileSchema } from './area-facts.schema.js';
import { SeedFile } from './seed-file.js';
import type { SeedArea } from './seeds.js';

/** Figures about areas of `area-facts.yaml`; each of a known area, none twice for one day. */
export function readAreaFacts(dir: string, areas: readonly SeedArea[]): NewAreaFact[] {
  const file: SeedFile = SeedFile.open(dir, 'area-facts.yaml');
  const doc = file.parse(areaFactsFileSchema);
  const known = new Set(areas.map((area) => `${area.set}/${area.code}`));
  const seen = new Set<string>();
  return doc.facts.flatMap(({ set, area, figures, validFrom, validTo, source, virtual }, i) => {
    if (!known.has(`${set}/${area}`))
      file.refuse(['facts', i, 'area'], `no area ${area} in reporting set ${set}`);
    return Object.entries(figures).map(([key, value]) => {
      const row = [set, area, key, validFrom].join('|');
      if (seen.has(row)) file.refuse(['facts', i, 'figures', key], 'stands twice for this day');
      seen.add(row);
      return { set, area, key, value, validFrom, validTo, source, virtual };
    });
  });
}
