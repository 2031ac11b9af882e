import type { Alarm } from '../api/types.js';

/** Order in a list: the worst first, then the newest. */
export function byUrgency(a: Alarm, b: Alarm): number {
  const rank = { critical: 0, warning: 1, info: 2 };
  return rank[a.severity] - rank[b.severity] || b.openedAt.localeCompare(a.openedAt);
}
