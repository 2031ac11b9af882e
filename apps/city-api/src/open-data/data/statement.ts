import type { OpenRow } from './columns.js';

/** What a file says of its own quality. */
export interface Statement {
  readonly rows: number;
  /** Values by quality (KPIs) or by status (series). */
  readonly byQuality: Readonly<Record<string, number>>;
  /** Mean over the rows, 0 to 1; null where rows have none. */
  readonly meanCompleteness: number | null;
  readonly suppressed: number;
  /** Values that were changed after they had been published. */
  readonly revised: number;
  /** Values left out because they are not final yet. */
  readonly notFinal: number;
}

/** Counts a file's rows. Revisions of KPIs begin at 0, those of series at 1. */
export function statementOf(rows: readonly OpenRow[], notFinal: number): Statement {
  const byQuality: Record<string, number> = {};
  const shares: number[] = [];
  for (const row of rows) {
    const quality = String(row['quality'] ?? row['status']);
    byQuality[quality] = (byQuality[quality] ?? 0) + 1;
    if (typeof row['completeness'] === 'number') shares.push(row['completeness']);
  }
  const sum = shares.reduce((total, share) => total + share, 0);
  return {
    rows: rows.length,
    byQuality,
    meanCompleteness: shares.length === 0 ? null : Math.round((sum / shares.length) * 1e4) / 1e4,
    suppressed: rows.filter((row) => row['flag'] === 'suppressed').length,
    revised: rows.filter((row) => Number(row['revision']) > ('kpi' in row ? 0 : 1)).length,
    notFinal,
  };
}
