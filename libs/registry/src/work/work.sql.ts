/** Columns of work keys given as JSON. */
export const WORK_COLUMNS =
  'k(domain text, level text, "from" bigint, "dueAt" bigint, trace text, cause text, recalculation bigint)';

/**
 * Marks cells dirty: `source` is what stands after FROM and offers `k`. A marked cell is one row: marking it again
 * gives it a new `seq` and takes the lease away, so that whoever evaluates it now cannot clear the new mark. Of two
 * marks that wait the earlier due time counts; once a cell is being evaluated the new mark's counts. A trace stays until
 * the cell is handed out; a cause stays until the cell is evaluated, or gives way to that of a mark made meanwhile (a
 * recalculation's never does: what else waits there is the reason); the
 * recalculation stays until the cell is evaluated.
 */
export function markWork(source: string): string {
  return `INSERT INTO work AS w (domain, level, from_time, due_at, trace, cause, recalculation)
    SELECT k.domain, k.level, k."from", min(k."dueAt"), min(k.trace), min(k.cause), max(k.recalculation) FROM ${source}
    GROUP BY k.domain, k.level, k."from" ORDER BY k.domain, k.level, k."from"
    ON CONFLICT (domain, level, from_time) DO UPDATE SET
      due_at = CASE WHEN w.owner IS NULL THEN least(w.due_at, EXCLUDED.due_at) ELSE EXCLUDED.due_at END,
      cause = CASE WHEN EXCLUDED.cause = 'recalculation' THEN w.cause WHEN w.owner IS NULL THEN coalesce(w.cause, EXCLUDED.cause)
        ELSE coalesce(EXCLUDED.cause, w.cause) END,
      recalculation = coalesce(EXCLUDED.recalculation, w.recalculation),
      trace = coalesce(w.trace, EXCLUDED.trace), seq = EXCLUDED.seq, owner = NULL, leased_until = NULL`;
}

/** Marks that are due and that nobody has leased; $2 is now. */
export const FREE = 'due_at <= $2 AND (leased_until IS NULL OR leased_until <= $2)';

/** Cells that ended more than a quarter of an hour before $2, by the longest that a period of their level may be. */
export const PAST = `from_time + 900000 + CASE level WHEN 'hour' THEN 3600000 WHEN 'day' THEN 86400000
  WHEN 'week' THEN 604800000 WHEN 'month' THEN 2678400000 WHEN 'quarter' THEN 7948800000 ELSE 31622400000 END <= $2`;

/**
 * Local days, each domain's whole, before the longer periods that rest on them. By the minute of the mark first, so that a
 * cell which fails and is marked again never stands in the way of the others.
 */
export const PAST_ORDER = `due_at / 60000, level NOT IN ('hour', 'day'), (from_time + 25200000) / 86400000, domain, from_time, level`;
