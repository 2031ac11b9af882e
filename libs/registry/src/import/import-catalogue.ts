import { createHash } from 'node:crypto';
import type { CatalogueKind } from '../catalogue/catalogue-row.js';
import type { Seeds } from '../seed/seeds.js';
import type { Sql } from '../sql.js';

interface Entry {
  readonly kind: CatalogueKind;
  readonly key: string;
  readonly position: number;
  readonly digest: string;
  readonly body: unknown;
}

/**
 * Versions of catalogue entries: a new key starts as of ever, a changed body closes the version in force and follows
 * it, an entry that the seeds no longer have is closed. What planners added (`origin` user) is left alone.
 */
export async function importCatalogue(sql: Sql, seeds: Seeds, now: number): Promise<void> {
  const entries = JSON.stringify(entriesOf(seeds));
  await sql(
    `UPDATE catalogue_row c SET valid_to = $2
     WHERE c.origin = 'seed' AND c.valid_to IS NULL AND NOT EXISTS (
       SELECT 1 FROM jsonb_to_recordset($1::jsonb) AS e(kind text, key text, digest text)
       WHERE e.kind = c.kind AND e.key = c.key AND e.digest = c.digest)`,
    [entries, now],
  );
  await sql(
    `INSERT INTO catalogue_row (kind, key, version, valid_from, valid_to, origin, digest, position, body)
     SELECT e.kind, e.key, coalesce(old.version, 0) + 1, CASE WHEN old.version IS NULL THEN 0 ELSE $2::bigint END,
       NULL, 'seed', e.digest, e.position, e.body
     FROM jsonb_to_recordset($1::jsonb) AS e(kind text, key text, digest text, position int, body jsonb)
     LEFT JOIN (SELECT kind, key, max(version) AS version FROM catalogue_row GROUP BY kind, key) old
       ON old.kind = e.kind AND old.key = e.key
     WHERE NOT EXISTS (SELECT 1 FROM catalogue_row c
       WHERE c.kind = e.kind AND c.key = e.key AND c.valid_to IS NULL)`,
    [entries, now],
  );
}

function entriesOf(seeds: Seeds): Entry[] {
  const named = <T>(kind: CatalogueKind, rows: readonly T[], key: (row: T) => string): Entry[] =>
    rows.map((body, position) => ({ kind, key: key(body), position, digest: digestOf(body), body }));
  return [
    ...named('measures', [seeds.measures], () => 'measures'),
    ...named('profile', seeds.profiles, (row) => row.id),
    ...named('kpi', seeds.kpis, (row) => `${row.id}/${row.version}`),
    ...named('target', seeds.targets, (row) => row.id),
    ...named('pcu', seeds.pcu, (row) => `${row.standard}/${row.roadType}/${row.validFrom}`),
    ...named('limit', seeds.limits, (row) => `${row.set}/${row.pollutant}/${row.averaging}/${row.validFrom}`),
    ...named(
      'noiseLimit',
      seeds.noiseLimits,
      (row) => `${row.set}/${row.area}/${row.fromHour}/${row.validFrom}`,
    ),
    ...named('successor', seeds.successors, (row) => `${row.fromSet}/${row.from}/${row.toSet}/${row.to}`),
    ...named('plan', [seeds.plan], () => 'plan'),
    ...named('alarmRule', seeds.alarmRules, (row) => row.id),
    ...named('framework', seeds.frameworks, (row) => row.code),
    ...named('frameworkIndicator', seeds.frameworkIndicators, (row) => `${row.framework}/${row.code}`),
  ];
}

function digestOf(body: unknown): string {
  return createHash('sha256').update(JSON.stringify(body)).digest('hex');
}
