import type { Alarm } from '../api/types.js';

type Urgent = Pick<Alarm, 'severity' | 'openedAt'>;

/** Order in a list: the worst first, then the newest. */
export function byUrgency(a: Urgent, b: Urgent): number {
  const rank = { critical: 0, warning: 1, info: 2 };
  return rank[a.severity] - rank[b.severity] || b.openedAt.localeCompare(a.openedAt);
}
