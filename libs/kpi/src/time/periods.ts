import type { Period } from '@app/contracts';
import {
  civilFromDays,
  DAY_MS,
  HOUR_MS,
  LOCAL_OFFSET_MS,
  localDay,
  localMidnight,
  MINUTE_MS,
  weekday,
} from './civil.js';

const FIXED: Partial<Record<Period, number>> = {
  '5min': 5 * MINUTE_MS,
  '15min': 15 * MINUTE_MS,
  hour: HOUR_MS,
  day: DAY_MS,
};

/** Start of the period that contains a moment, in local time; weeks start on Monday. */
export function periodStart(period: Period, at: number): number {
  const fixed = FIXED[period];
  if (fixed !== undefined) {
    return Math.floor((at + LOCAL_OFFSET_MS) / fixed) * fixed - LOCAL_OFFSET_MS;
  }
  if (period === 'week') return (localDay(at) - (weekday(at) - 1)) * DAY_MS - LOCAL_OFFSET_MS;
  const { year, month } = civilFromDays(localDay(at));
  if (period === 'month') return localMidnight(year, month, 1);
  if (period === 'quarter') return localMidnight(year, month - ((month - 1) % 3), 1);
  return localMidnight(year, 1, 1);
}

/** End (exclusive) of the period that contains a moment. */
export function periodEnd(period: Period, at: number): number {
  const start = periodStart(period, at);
  const fixed = FIXED[period];
  if (fixed !== undefined) return start + fixed;
  if (period === 'week') return start + 7 * DAY_MS;
  const { year, month } = civilFromDays(localDay(start));
  const months = period === 'month' ? 1 : period === 'quarter' ? 3 : 12;
  const next = month - 1 + months;
  return localMidnight(year + Math.floor(next / 12), (next % 12) + 1, 1);
}

export function periodContains(period: Period, start: number, at: number): boolean {
  return at >= start && at < periodEnd(period, start);
}

/**
 * Starts of all periods that begin in [from, to); the first is the one at or after `from`.
 * @param most where the span is anybody's: of more periods only so many are made, and one by which it shows
 */
export function periodsBetween(period: Period, from: number, to: number, most = Infinity): number[] {
  const starts: number[] = [];
  let at = periodStart(period, from);
  if (at < from) at = periodEnd(period, at);
  for (; at < to && starts.length <= most; at = periodEnd(period, at)) starts.push(at);
  return starts;
}

/** The period whose component vectors a longer one adds up; the shortest adds up windows. */
const CHILD_OF: Readonly<Record<Period, Period | null>> = {
  '5min': null,
  '15min': null,
  hour: null,
  day: 'hour',
  week: 'day',
  month: 'day',
  quarter: 'month',
  year: 'month',
};

/** Starts of the child periods of one period, in time order; empty where windows are the children. */
export function childrenOf(period: Period, start: number): number[] {
  const child = CHILD_OF[period];
  return child === null ? [] : periodsBetween(child, start, periodEnd(period, start));
}
