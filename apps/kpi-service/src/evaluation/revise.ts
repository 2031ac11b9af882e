import {
  cellDigest,
  cellKey,
  type ItemNames,
  type KpiCell,
  kpiItemFromCell,
  needsRevision,
  type Reason,
  sameContent,
} from '@app/kpi';
import type { RevisionRow, WorkCause } from '@app/registry';

/** Why a final value changed: another definition, what made the cell dirty, or as far as the two values tell. */
export function revisionReason(before: KpiCell, after: KpiCell, cause?: WorkCause): Reason {
  if (before.definition !== after.definition) return 'definition';
  if (cause !== undefined) return cause;
  if (before.expected !== after.expected && before.registryRevision !== after.registryRevision)
    return 'registry';
  const more = after.reporting > before.reporting || after.completeness > before.completeness + 1e-12;
  return more ? 'late_data' : 'correction';
}

/** True when a stored value is final and the new one differs so much that it needs a revision. */
export function isRevision(before: KpiCell | undefined, after: KpiCell): before is KpiCell {
  return before !== undefined && before.finality !== 'provisional' && needsRevision(before, after);
}

/**
 * The value to store in place of `before`, or null when it stays. What was final once stays final, with its
 * revision and reason, unless it is revised.
 */
export function successor(before: KpiCell | undefined, after: KpiCell): KpiCell | null {
  if (before === undefined) return after;
  if (before.finality !== 'provisional') return null;
  const next = { ...after, revision: before.revision };
  return sameContent(before, next) ? null : next;
}

/** The revised value, and the rows that record it (with the first final value where none is recorded yet). */
export function revise(
  before: KpiCell,
  after: KpiCell,
  latest: { readonly revision: number; readonly digest: string } | undefined,
  names: ItemNames,
  cause?: WorkCause,
): { readonly cell: KpiCell; readonly rows: readonly RevisionRow[] } {
  const digest = cellDigest(after);
  const reason = revisionReason(before, after, cause);
  // A crashed self may have recorded the revision and not stored the value.
  const isRecorded = latest !== undefined && latest.digest === digest && latest.revision > before.revision;
  const revision = isRecorded ? latest.revision : Math.max(latest?.revision ?? 0, before.revision) + 1;
  const cell: KpiCell = { ...after, finality: before.finality, revision, reason };
  if (isRecorded) return { cell, rows: [] };
  const first = latest === undefined ? [rowOf(before, cellDigest(before), names)] : [];
  return { cell, rows: [...first, rowOf(cell, digest, names)] };
}

function rowOf(cell: KpiCell, digest: string, names: ItemNames): RevisionRow {
  return {
    cell: cellKey(cell),
    digest,
    revision: cell.revision,
    reason: cell.reason,
    body: kpiItemFromCell(cell, names),
    at: cell.computedAt,
  };
}
