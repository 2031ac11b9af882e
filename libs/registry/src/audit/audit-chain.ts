import { createHash } from 'node:crypto';

/** One entry of the audit trail. */
export interface AuditEntry {
  /** 1, 2, 3 … without a gap. */
  readonly seq: number;
  /** Epoch ms. */
  readonly at: number;
  readonly callerKind: string;
  readonly caller: string;
  readonly name: string;
  /** Method and path pattern of the operation. */
  readonly action: string;
  /** What it was done to, as the path says. */
  readonly object: string;
  /** JSON, without secrets. */
  readonly detail: string;
  /** HTTP status of what came of it; null: it is about to be done. */
  readonly outcome: number | null;
  /** `seq` of the entry whose outcome this is. */
  readonly outcomeOf: number | null;
  /** Hex SHA-256, see `chainHash`. */
  readonly hash: string;
}

/** What the first entry has before it. */
export const CHAIN_START = '0'.repeat(64);

/**
 * Hex SHA-256 over the hash before and the entry's fields as one JSON array, so that a changed, left out or inserted entry
 * breaks every hash behind it.
 */
export function chainHash(before: string, entry: Omit<AuditEntry, 'hash'>): string {
  const fields = [
    before,
    entry.seq,
    entry.at,
    entry.callerKind,
    entry.caller,
    entry.name,
    entry.action,
    entry.object,
    entry.detail,
    entry.outcome,
    entry.outcomeOf,
  ];
  return createHash('sha256').update(JSON.stringify(fields), 'utf8').digest('hex');
}

/** The first entry that doesn't follow from the one before it, or null. `entries` begin at `after` the hash given. */
export function brokenAt(entries: readonly AuditEntry[], before: string, seq: number): AuditEntry | null {
  let hash = before;
  let expected = seq;
  for (const entry of entries) {
    if (entry.seq !== expected || entry.hash !== chainHash(hash, entry)) return entry;
    hash = entry.hash;
    expected += 1;
  }
  return null;
}
