import { createHash } from 'node:crypto';
import type { Seeds } from '../seed/seeds.js';
import type { Sql } from '../sql.js';

/** Indicators and their values; a value that was published anew, or corrected, becomes the next revision. */
export async function importIndicators(sql: Sql, seeds: Seeds, now: number): Promise<void> {
  await sql(
    `INSERT INTO indicator (id, position, body)
     SELECT body->>'id', n, body FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS e(body, n)
     ON CONFLICT (id) DO UPDATE SET position = EXCLUDED.position, body = EXCLUDED.body`,
    [JSON.stringify(seeds.indicators)],
  );
  const values = seeds.indicatorValues.map((row) => ({
    indicator: row.indicator,
    set: row.set,
    area: row.area,
    period: `${row.period}:${row.from}`,
    revision: row.revision,
    value: row.value,
    status: row.status,
    body: row,
    digest: createHash('sha256').update(JSON.stringify(row)).digest('hex'),
  }));
  await sql(
    `INSERT INTO indicator_value (indicator, set, area, period, revision, value, status, digest, body, imported_at)
     SELECT v.indicator, v.set, v.area, v.period,
       CASE WHEN same.newest IS NULL THEN v.revision ELSE greatest(v.revision, same.newest + 1) END,
       v.value, v.status, v.digest, v.body, $2::bigint
     FROM jsonb_to_recordset($1::jsonb) AS v(indicator text, set text, area text, period text, revision int,
       value double precision, status text, digest text, body jsonb)
     LEFT JOIN LATERAL (SELECT max(i.revision) AS newest, bool_or(i.digest = v.digest) AS known FROM indicator_value i
       WHERE i.indicator = v.indicator AND i.set = v.set AND i.area = v.area AND i.period = v.period) same ON true
     WHERE same.known IS NOT TRUE
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(values), now],
  );
}
