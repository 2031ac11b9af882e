import type { PartitionUsage } from './usage.js';

/** Part of the limit that is made free at once, so that not every group drops a few records. */
const SLACK = 0.25;

/** What to drop, and what is then left. */
export interface RetentionPlan {
  /** New first offset of the partitions that lose records. */
  readonly drops: readonly { readonly usage: PartitionUsage; readonly before: number }[];
  /** Estimated bytes after that. */
  readonly bytes: number;
}

/**
 * Too old goes first; beyond the limit the oldest part of each partition goes, the same share everywhere. Nothing that a
 * protected group has not read goes at all.
 * @param more bytes that are about to be written
 */
export function planRetention(
  usages: readonly PartitionUsage[],
  maxBytes: number,
  more: number,
): RetentionPlan {
  const kept = usages.map((usage) => {
    const first = Math.max(usage.first, Math.min(usage.expiredTo, usage.slowest));
    return { usage, first, free: Math.max(0, usage.slowest - first) };
  });
  const size = ({ usage, first }: (typeof kept)[number]) => (usage.next - first) * usage.bytesPerRecord;
  const total = kept.reduce((sum, part) => sum + size(part), more);
  const free = kept.reduce((sum, part) => sum + part.free * part.usage.bytesPerRecord, 0);
  const excess = total > maxBytes ? total - maxBytes + maxBytes * SLACK : 0;
  const share = free === 0 ? 0 : Math.min(1, excess / free);
  const after = kept.map((part) => ({ ...part, first: part.first + Math.ceil(part.free * share) }));
  const drops = after.flatMap(({ usage, first }) => (first > usage.first ? [{ usage, before: first }] : []));
  return { drops, bytes: after.reduce((sum, part) => sum + size(part), 0) };
}
