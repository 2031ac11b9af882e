import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { EDIT_LOCK, noteChange } from '../inventory/change-log.js';
import type { Area, ReportingSet } from '../model.js';
import { Registry } from '../registry.js';
import { RegistryError } from '../registry.errors.js';
import type { SeedSuccessor } from '../seed/seeds.js';
import type { Sql } from '../sql.js';
import { areasOf, importMistakes } from './reporting-set-rules.js';
import type { ReportingSetInput } from './reporting-set.schema.js';

/** Ways to divide the province that somebody imports beside those of the seeds. [DESIGN 7] */
@Injectable()
export class ReportingSetRepository {
  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores a set, its areas and successors, all or nothing. A set that is there keeps its status and areas that the
   * file doesn't name; an area with a later `validFrom` ends its older outline on that day. A new set is `listed`.
   * RegistryError INVALID with the first mistake: ask `importMistakes` before for all of them.
   */
  async import(input: ReportingSetInput): Promise<void> {
    const now = this.clock.now();
    await this.edit(async (sql) => {
      const known = { sets: await readSets(sql), areas: await readAreas(sql, input) };
      const [mistake] = importMistakes(input, known);
      if (mistake !== undefined)
        throw new RegistryError('REGISTRY_INVALID', `${mistake.path}: ${mistake.message}`);
      await storeSet(sql, input);
      await storeAreas(sql, areasOf(input));
      await storeSuccessors(sql, input, now);
      await noteChange(sql, 'reporting-set', input.set.id, now);
    });
  }

  /** Begins or ends reporting in a set. The set of the seeds that is reported in by default stays active. */
  async setStatus(id: string, status: ReportingSet['status']): Promise<void> {
    const now = this.clock.now();
    await this.edit(async (sql) => {
      const sets = await readSets(sql);
      if (!sets.some((set) => set.id === id))
        throw new RegistryError('REGISTRY_NOT_FOUND', `id: no reporting set ${id}`);
      if (status === 'listed' && sets.find((set) => set.status === 'active')?.id === id)
        throw new RegistryError(
          'REGISTRY_CONFLICT',
          `status: ${id} is what is reported in by default; it stays active`,
        );
      const [outlined] = await sql<{ n: number }>(
        'SELECT count(*)::int AS n FROM area WHERE set = $1 AND jsonb_array_length(rings) > 0',
        [id],
      );
      if (status === 'active' && (outlined?.n ?? 0) === 0)
        throw new RegistryError('REGISTRY_CONFLICT', `status: ${id} has no outlines yet; import them before`);
      await sql(`UPDATE reporting_set SET status = $2, origin = 'user' WHERE id = $1 AND status <> $2`, [
        id,
        status,
      ]);
      await noteChange(sql, 'reporting-set', id, now);
    });
  }

  private async edit(work: (sql: Sql) => Promise<void>): Promise<void> {
    await this.registry.transaction(async (sql) => {
      await sql('SELECT pg_advisory_xact_lock($1)', [EDIT_LOCK]);
      await work(sql);
    });
    this.registry.edited();
  }
}

function readSets(sql: Sql): Promise<ReportingSet[]> {
  return sql<ReportingSet>(
    `SELECT id, name_vi AS "nameVi", name_en AS "nameEn", note_vi AS "noteVi", note_en AS "noteEn", status, origin
     FROM reporting_set ORDER BY position, id`,
  );
}

function readAreas(sql: Sql, { set, successorsOf }: ReportingSetInput): Promise<Area[]> {
  return sql<Area>(
    `SELECT set, code, name_vi AS "nameVi", name_en AS "nameEn", level, parent, area_km2 AS "areaKm2",
       valid_from AS "validFrom", valid_to AS "validTo", rings
     FROM area WHERE set = $1 OR set = $2 ORDER BY set, code, valid_from`,
    [set.id, successorsOf ?? set.id],
  );
}

async function storeSet(sql: Sql, { set }: ReportingSetInput): Promise<void> {
  await sql(
    `INSERT INTO reporting_set (id, name_vi, name_en, note_vi, note_en, status, origin, position)
     SELECT $1, $2, $3, $4, $5, 'listed', 'user', coalesce(max(position), 0) + 1 FROM reporting_set
     ON CONFLICT (id) DO UPDATE SET name_vi = EXCLUDED.name_vi, name_en = EXCLUDED.name_en,
       note_vi = EXCLUDED.note_vi, note_en = EXCLUDED.note_en, origin = 'user'`,
    [set.id, set.nameVi, set.nameEn, set.noteVi, set.noteEn],
  );
}

async function storeAreas(sql: Sql, areas: readonly Area[]): Promise<void> {
  const rows = JSON.stringify(areas);
  const columns = `a(set text, code text, "validFrom" bigint, "validTo" bigint, "nameVi" text, "nameEn" text, level text,
    parent text, "areaKm2" double precision, rings jsonb)`;
  await sql(
    `UPDATE area o SET valid_to = n.start, origin = 'user'
     FROM (SELECT set, code, min("validFrom") AS start FROM jsonb_to_recordset($1::jsonb) AS ${columns}
       GROUP BY set, code) n
     WHERE o.set = n.set AND o.code = n.code AND o.valid_from < n.start AND (o.valid_to IS NULL OR o.valid_to > n.start)`,
    [rows],
  );
  await sql(
    `INSERT INTO area (set, code, valid_from, valid_to, name_vi, name_en, level, parent, area_km2, rings, body, origin)
     SELECT set, code, "validFrom", coalesce("validTo", lead("validFrom") OVER (PARTITION BY code ORDER BY "validFrom")),
       "nameVi", "nameEn", level, parent, "areaKm2", rings, '{}'::jsonb, 'user'
     FROM jsonb_to_recordset($1::jsonb) AS ${columns}
     ON CONFLICT (set, code, valid_from) DO UPDATE SET valid_to = EXCLUDED.valid_to, name_vi = EXCLUDED.name_vi,
       name_en = EXCLUDED.name_en, level = EXCLUDED.level, parent = EXCLUDED.parent, area_km2 = EXCLUDED.area_km2,
       rings = EXCLUDED.rings, origin = 'user'`,
    [rows],
  );
}

/** A successor that is known with another share is closed and followed. */
async function storeSuccessors(sql: Sql, input: ReportingSetInput, now: number): Promise<void> {
  const { successors, successorsOf = input.set.id, set } = input;
  const entries = successors.map(({ from, to, share }, position) => {
    const body: SeedSuccessor = { fromSet: successorsOf, from, toSet: set.id, to, share, note: '' };
    const digest = createHash('sha256').update(JSON.stringify(body)).digest('hex');
    return { key: `${successorsOf}/${from}/${set.id}/${to}`, position, digest, body };
  });
  const columns = 'e(key text, position int, digest text, body jsonb)';
  await sql(
    `UPDATE catalogue_row c SET valid_to = $2 FROM jsonb_to_recordset($1::jsonb) AS ${columns}
     WHERE c.kind = 'successor' AND c.key = e.key AND c.valid_to IS NULL AND c.digest <> e.digest`,
    [JSON.stringify(entries), now],
  );
  await sql(
    `INSERT INTO catalogue_row (kind, key, version, valid_from, valid_to, origin, digest, position, body)
     SELECT 'successor', e.key, coalesce((SELECT max(version) FROM catalogue_row c
       WHERE c.kind = 'successor' AND c.key = e.key), 0) + 1, $2, NULL, 'user', e.digest, e.position, e.body
     FROM jsonb_to_recordset($1::jsonb) AS ${columns}
     WHERE NOT EXISTS (SELECT 1 FROM catalogue_row c
       WHERE c.kind = 'successor' AND c.key = e.key AND c.valid_to IS NULL)`,
    [JSON.stringify(entries), now],
  );
}
