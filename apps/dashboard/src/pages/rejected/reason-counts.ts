import type { LedgerItem } from '../../api/types.js';

/** Readings of a device that were rejected for one reason. */
export interface ReasonCount {
  readonly device: string;
  readonly reason: string;
  readonly count: number;
  /** Newest hour of arrival with one (RFC 3339). */
  readonly newest: string;
}

/** Rejected readings by device and reason as the ledger counts them, the most first. */
export function reasonCounts(items: Iterable<LedgerItem>): readonly ReasonCount[] {
  const found = new Map<string, ReasonCount>();
  for (const { device, hour, rejected } of items)
    for (const [reason, count] of Object.entries(rejected)) {
      if (count === 0) continue;
      const key = `${device}|${reason}`;
      const known = found.get(key);
      const newest = known && known.newest > hour ? known.newest : hour;
      found.set(key, { device, reason, count: (known?.count ?? 0) + count, newest });
    }
  return [...found.values()].sort((a, b) => b.count - a.count || (a.device < b.device ? -1 : 1));
}

/** Sums of one side of the counts: by reason or by device, the most first. */
export function sumsBy(
  counts: readonly ReasonCount[],
  side: 'reason' | 'device',
): readonly (readonly [string, number])[] {
  const sums = new Map<string, number>();
  for (const one of counts) sums.set(one[side], (sums.get(one[side]) ?? 0) + one.count);
  return [...sums].sort(([, a], [, b]) => b - a);
}
