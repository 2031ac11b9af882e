import type { LedgerDelta, PendingCycle, RejectedRow } from '../model.js';

/** A pending cycle as the database keeps it: payload bytes in base64 inside JSON. */
export interface PendingRow {
  readonly from: number;
  readonly next: number;
  readonly epoch: number;
  readonly counts: readonly LedgerDelta[];
  readonly rejected: readonly (Omit<RejectedRow, 'bytes'> & { readonly bytes: string })[];
  readonly unlisted: number;
}

/** First bytes of a rejected payload that are listed; ❷ has the whole. */
const LISTED_BYTES = 4_096;

/** PostgreSQL's text and jsonb have no NUL; and a lone surrogate is no text. */
const NUL = '\u0000';

/** Rejected rows as JSON for the pending row. */
export function rejectedJson(rows: readonly RejectedRow[]): string {
  return JSON.stringify(
    rows.map((row) => ({
      ...row,
      topic: clean(row.topic),
      detail: clean(row.detail),
      bytes: Buffer.from(row.bytes.subarray(0, LISTED_BYTES)).toString('base64'),
    })),
  );
}

function clean(text: string): string {
  return Buffer.from(text.replaceAll(NUL, '\uFFFD')).toString();
}

export function asPendingCycle(row: PendingRow): PendingCycle {
  const rejected = row.rejected.map((one) => ({ ...one, bytes: Buffer.from(one.bytes, 'base64') }));
  return { ...row, rejected };
}
