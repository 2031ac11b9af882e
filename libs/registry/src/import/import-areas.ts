import type { Seeds } from '../seed/seeds.js';
import type { Sql } from '../sql.js';

/**
 * Reporting sets and areas. A corrected outline replaces the one of the same legal validity; what somebody imported here
 * is left alone.
 */
export async function importAreas(sql: Sql, seeds: Seeds): Promise<void> {
  const sets = seeds.sets.map(({ id, nameVi, nameEn, noteVi, noteEn, status }) => ({
    id,
    name_vi: nameVi,
    name_en: nameEn,
    note_vi: noteVi,
    note_en: noteEn,
    status,
  }));
  await sql(
    `INSERT INTO reporting_set (id, name_vi, name_en, note_vi, note_en, status)
     SELECT id, name_vi, name_en, note_vi, note_en, status FROM jsonb_to_recordset($1::jsonb)
       AS s(id text, name_vi text, name_en text, note_vi text, note_en text, status text)
     ON CONFLICT (id) DO UPDATE SET name_vi = EXCLUDED.name_vi, name_en = EXCLUDED.name_en,
       note_vi = EXCLUDED.note_vi, note_en = EXCLUDED.note_en, status = EXCLUDED.status
     WHERE reporting_set.origin = 'seed'`,
    [JSON.stringify(sets)],
  );
  const areas = seeds.areas.map(
    ({ set, code, validFrom, validTo, nameVi, nameEn, level, parent, areaKm2, rings, ...body }) => ({
      set,
      code,
      valid_from: validFrom,
      valid_to: validTo,
      name_vi: nameVi,
      name_en: nameEn,
      level,
      parent,
      area_km2: areaKm2,
      rings,
      body,
    }),
  );
  await sql(
    `INSERT INTO area (set, code, valid_from, valid_to, name_vi, name_en, level, parent, area_km2, rings, body)
     SELECT set, code, valid_from, valid_to, name_vi, name_en, level, parent, area_km2, rings, body
     FROM jsonb_to_recordset($1::jsonb) AS a(set text, code text, valid_from bigint, valid_to bigint, name_vi text,
       name_en text, level text, parent text, area_km2 double precision, rings jsonb, body jsonb)
     ON CONFLICT (set, code, valid_from) DO UPDATE SET valid_to = EXCLUDED.valid_to, name_vi = EXCLUDED.name_vi,
       name_en = EXCLUDED.name_en, level = EXCLUDED.level, parent = EXCLUDED.parent, area_km2 = EXCLUDED.area_km2,
       rings = EXCLUDED.rings, body = EXCLUDED.body
     WHERE area.origin = 'seed'`,
    [JSON.stringify(areas)],
  );
}
