const FACTS = `rule text, "ruleVersion" int, kind text, severity text, "objectType" text, "objectId" text, area text,
  station text, device text, kpi text, measure text, period text, value double precision, "limit" double precision,
  unit text, "openedAt" bigint, "observedAt" bigint, "endedAt" bigint, "textVi" text, "textEn" text, state text,
  "resolvedAt" bigint, resolution text`;

/** New alarms; one that would be the second open one of its rule and object is left out. */
export const INSERT_ALARMS = `INSERT INTO alarm (rule, rule_version, kind, severity, object_type, object_id, area, station,
    device, kpi, measure, period, state, value, limit_value, unit, opened_at, observed_at, ended_at, resolved_at,
    resolution, text_vi, text_en, revision, told, notified, made_at, updated_at)
  SELECT rule, "ruleVersion", kind, severity, "objectType", "objectId", area, station, device, kpi, measure, period, state,
    value, "limit", unit, "openedAt", "observedAt", "endedAt", "resolvedAt", resolution, "textVi", "textEn", 1, 0, false,
    $2::bigint, $2::bigint
  FROM jsonb_to_recordset($1::jsonb) AS n(${FACTS})
  ON CONFLICT DO NOTHING RETURNING id`;

/** Alarms as they are now, those that nobody has changed since they were read. */
export const UPDATE_ALARMS = `UPDATE alarm a SET rule_version = n."ruleVersion", severity = n.severity, area = n.area,
    value = n.value, limit_value = n."limit", unit = n.unit, opened_at = n."openedAt", observed_at = n."observedAt",
    ended_at = n."endedAt", resolved_at = n."resolvedAt", resolution = n.resolution, state = n.state,
    text_vi = n."textVi", text_en = n."textEn", revision = a.revision + 1, updated_at = $2::bigint
  FROM jsonb_to_recordset($1::jsonb) AS n(id bigint, revision int, ${FACTS})
  WHERE a.id = n.id AND a.revision = n.revision RETURNING a.id`;

const IS = (alias: string, key: string): string =>
  `${alias}.rule = g.rule AND ${alias}.object_type = g."${key}Type" AND ${alias}.object_id = g."${key}Id"
   AND ${alias}.opened_at = g."${key}OpenedAt" AND ${alias}.resolution IS DISTINCT FROM 'withdrawn'`;

/** Puts episodes under their roots; what a root has under it is part of it, so its revision moves too. */
export const SET_PARENTS = `WITH given AS (
    SELECT c.id AS child, p.id AS parent, c.parent AS before
    FROM jsonb_to_recordset($1::jsonb) AS g(rule text, "childType" text, "childId" text, "childOpenedAt" bigint,
      "parentType" text, "parentId" text, "parentOpenedAt" bigint)
    JOIN alarm c ON ${IS('c', 'child')} LEFT JOIN alarm p ON ${IS('p', 'parent')}
  ), moved AS (SELECT * FROM given WHERE parent IS DISTINCT FROM before),
  placed AS (
    UPDATE alarm a SET parent = moved.parent, revision = a.revision + 1, updated_at = $2::bigint
    FROM moved WHERE a.id = moved.child RETURNING a.id
  )
  UPDATE alarm a SET revision = a.revision + 1, updated_at = $2::bigint
  WHERE a.id IN (SELECT parent FROM moved UNION SELECT before FROM moved) AND a.id NOT IN (SELECT child FROM moved)`;
