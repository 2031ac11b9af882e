import type { Period } from '../api/types.js';

/** Start of the same period a year earlier; null where there is none (29 February). Weeks go back 52. */
export function yearEarlier(from: string, period: Period): string | null {
  if (period === 'week') {
    const at = Date.parse(from) - 364 * 86_400_000;
    return `${new Date(at + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`;
  }
  if (from.slice(5, 10) === '02-29') return null;
  return `${Number(from.slice(0, 4)) - 1}${from.slice(4)}`;
}
