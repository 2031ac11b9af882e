/** Readings of pending cycles by device and hour, as a CTE named `flight(device, hour, n)`. */
export const IN_FLIGHT = `flight AS (
  SELECT d.device, d.hour, sum(d.stored + d.corrected + d.duplicate +
    coalesce((SELECT sum(value::bigint) FROM jsonb_each_text(d.rejected)), 0))::bigint AS n
  FROM pending_cycle c, jsonb_to_recordset(c.counts) AS d(device text, hour bigint, stored bigint, corrected bigint,
    duplicate bigint, rejected jsonb)
  GROUP BY d.device, d.hour
)`;

/** Items of the keys in a CTE `wanted(device, hour)`. */
export const ITEMS_OF_WANTED = `
SELECT w.device, w.hour, coalesce(l.stored, 0) AS stored, coalesce(l.corrected, 0) AS corrected,
  coalesce(l.duplicate, 0) AS duplicate, coalesce(f.n, 0) AS "inFlight", coalesce(l.updated_at, 0) AS "updatedAt",
  coalesce((SELECT jsonb_object_agg(r.reason, r.n ORDER BY r.reason) FROM ledger_rejection r
    WHERE r.device = w.device AND r.hour = w.hour), '{}'::jsonb) AS rejected
FROM wanted w
LEFT JOIN ledger l ON l.device = w.device AND l.hour = w.hour
LEFT JOIN flight f ON f.device = w.device AND f.hour = w.hour`;
