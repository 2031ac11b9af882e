/**
 * Step (e) in one statement, so in one transaction: the position moves only for the owner (`epoch`) that stands at
 * `from` and has this very range pending; only then do the pending counts become ledger rows and the pending row
 * goes. Rows are sorted so that two partitions' commits lock the ledger in one order.
 * $1 group, $2 topic, $3 partition, $4 epoch, $5 from, $6 next, $7 now.
 */
export const COMMIT_CYCLE = `
WITH own AS (
  UPDATE partition_position p SET position = $6
  WHERE p.grp = $1 AND p.topic = $2 AND p.partition = $3 AND p.epoch = $4 AND p.position = $5
    AND EXISTS (SELECT 1 FROM pending_cycle c WHERE c.grp = $1 AND c.topic = $2 AND c.partition = $3
      AND c.from_offset = $5 AND c.next_offset = $6 AND c.epoch = $4)
  RETURNING 1
), pending AS (
  DELETE FROM pending_cycle c USING own WHERE c.grp = $1 AND c.topic = $2 AND c.partition = $3
  RETURNING c.counts, c.rejected
), counts AS (
  SELECT d.* FROM pending, jsonb_to_recordset(pending.counts) AS d(device text, hour bigint, stored bigint,
    corrected bigint, duplicate bigint, rejected jsonb, "privacyDropped" bigint)
), added AS (
  INSERT INTO ledger AS l (device, hour, stored, corrected, duplicate, privacy_dropped, updated_at)
  SELECT device, hour, sum(stored), sum(corrected), sum(duplicate), sum("privacyDropped"), $7::bigint
  FROM counts GROUP BY device, hour ORDER BY device, hour
  ON CONFLICT (device, hour) DO UPDATE SET stored = l.stored + EXCLUDED.stored,
    corrected = l.corrected + EXCLUDED.corrected, duplicate = l.duplicate + EXCLUDED.duplicate,
    privacy_dropped = l.privacy_dropped + EXCLUDED.privacy_dropped, updated_at = EXCLUDED.updated_at
), refused AS (
  INSERT INTO ledger_rejection AS r (device, hour, reason, n)
  SELECT device, hour, key, sum(value::bigint) FROM counts, jsonb_each_text(counts.rejected)
  GROUP BY device, hour, key ORDER BY device, hour, key
  ON CONFLICT (device, hour, reason) DO UPDATE SET n = r.n + EXCLUDED.n
), listed AS (
  INSERT INTO rejected (partition, "offset", index, at, device, topic, reason, detail, bytes)
  SELECT r.partition, r."offset", r.index, r.at, r.device, r.topic, r.reason, r.detail, decode(r.bytes, 'base64')
  FROM pending, jsonb_to_recordset(pending.rejected) AS r(partition int, "offset" bigint, index int, at bigint,
    device text, topic text, reason text, detail text, bytes text)
  ORDER BY r.partition, r."offset", r.index
  ON CONFLICT (partition, "offset", index) DO NOTHING
)
SELECT count(*) AS n FROM own`;

/**
 * Step (a): what the cycle will have counted. The range that is pending already keeps its counts, because they were
 * decided before anything of it was written; another range, or an amendment of this one, replaces it.
 * $1 group, $2 topic, $3 partition, $4 epoch, $5 from, $6 next, $7 counts, $8 rejected, $9 unlisted, $10 amended.
 */
export const BEGIN_CYCLE = `
INSERT INTO pending_cycle AS c
  (grp, topic, partition, epoch, from_offset, next_offset, counts, rejected, unlisted)
SELECT p.grp, p.topic, p.partition, $4::bigint, $5::bigint, $6::bigint, $7::jsonb, $8::jsonb, $9::bigint
FROM (SELECT grp, topic, partition FROM partition_position
  WHERE grp = $1 AND topic = $2 AND partition = $3 AND epoch = $4 AND position = $5 FOR UPDATE) p
ON CONFLICT (grp, topic, partition) DO UPDATE SET epoch = EXCLUDED.epoch,
  counts = CASE WHEN c.from_offset = EXCLUDED.from_offset AND c.next_offset = EXCLUDED.next_offset AND NOT $10::boolean
    THEN c.counts ELSE EXCLUDED.counts END,
  rejected = CASE WHEN c.from_offset = EXCLUDED.from_offset AND c.next_offset = EXCLUDED.next_offset AND NOT $10::boolean
    THEN c.rejected ELSE EXCLUDED.rejected END,
  unlisted = CASE WHEN c.from_offset = EXCLUDED.from_offset AND c.next_offset = EXCLUDED.next_offset AND NOT $10::boolean
    THEN c.unlisted ELSE EXCLUDED.unlisted END,
  from_offset = EXCLUDED.from_offset, next_offset = EXCLUDED.next_offset
RETURNING epoch`;
