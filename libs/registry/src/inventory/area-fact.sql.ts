import type { AreaFact, NewAreaFact } from '../model.js';
import type { Sql } from '../sql.js';

export const AREA_FACT_COLUMNS = `set, area, key, value, valid_from AS "validFrom", valid_to AS "validTo", revision, source,
  recorded_by AS "recordedBy", recorded_at AS "recordedAt", virtual`;

/** Figures in their newest revision, oldest validity first. */
export function readAreaFacts(sql: Sql): Promise<AreaFact[]> {
  return sql<AreaFact>(
    `SELECT DISTINCT ON (set, area, key, valid_from) ${AREA_FACT_COLUMNS}
     FROM area_fact ORDER BY set, area, key, valid_from, revision DESC`,
  );
}

interface Written {
  readonly set: string;
  readonly area: string;
  readonly key: string;
}

/**
 * Inserts what differs from the newest revision of its `validFrom`. `over`: only where that one was recorded by this
 * name, so that the seeds don't undo what somebody has corrected since.
 */
export function insertFacts(
  sql: Sql,
  facts: readonly NewAreaFact[],
  by: string,
  now: number,
  over: string | null = null,
): Promise<Written[]> {
  return sql<Written>(
    `INSERT INTO area_fact
       (set, area, key, valid_from, revision, valid_to, value, source, recorded_by, recorded_at, virtual)
     SELECT g.set, g.area, g.key, g."validFrom", coalesce(newest.revision, 0) + 1, g."validTo", g.value, g.source,
       $2, $3::bigint, g.virtual
     FROM jsonb_to_recordset($1::jsonb) AS g(set text, area text, key text, "validFrom" bigint, "validTo" bigint,
       value double precision, source text, virtual boolean)
     LEFT JOIN LATERAL (SELECT * FROM area_fact f WHERE f.set = g.set AND f.area = g.area AND f.key = g.key
       AND f.valid_from = g."validFrom" ORDER BY f.revision DESC LIMIT 1) newest ON true
     WHERE newest.revision IS NULL OR (newest.recorded_by = coalesce($4, newest.recorded_by)
       AND (newest.value, newest.valid_to, newest.source, newest.virtual)
         IS DISTINCT FROM (g.value, g."validTo", g.source, g.virtual))
     RETURNING set, area, key`,
    [JSON.stringify(facts), by, now, over],
  );
}
