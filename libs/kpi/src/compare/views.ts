import type { Period } from '@app/contracts';
import { civilFromDays, DAY_MS, localDay, localMidnight } from '../time/civil.js';
import { periodsBetween, periodEnd } from '../time/periods.js';

/** Value per start of period (epoch ms); null where there is none. */
export type Points = ReadonlyMap<number, number | null>;

/** How values of a shorter period make one of a longer: flows add up, levels are averaged, stocks take the last. */
export type Aggregation = 'sum' | 'mean' | 'last';

/** From the finest to the coarsest. */
const BY_LENGTH: readonly Period[] = ['5min', '15min', 'hour', 'day', 'week', 'month', 'quarter', 'year'];

/** The finest period that every series is there at; null when they share none. */
export function commonPeriod(served: readonly (readonly Period[])[]): Period | null {
  return BY_LENGTH.find((period) => served.every((periods) => periods.includes(period))) ?? null;
}

/** True when whole periods of the one make a period of the other (weeks make nothing longer). */
export function makesUp(fine: Period, coarse: Period): boolean {
  return fine !== 'week' && coarse !== 'week' && BY_LENGTH.indexOf(fine) < BY_LENGTH.indexOf(coarse);
}

/** Value of a longer period from the shorter ones that make it up; null unless every one of them is known. */
export function aggregateUp(
  points: Points,
  fine: Period,
  coarse: Period,
  start: number,
  how: Aggregation,
): number | null {
  const values: number[] = [];
  for (const at of periodsBetween(fine, start, periodEnd(coarse, start))) {
    const value = points.get(at) ?? null;
    if (value === null) return null;
    values.push(value);
  }
  if (how === 'last') return values.at(-1) ?? null;
  const sum = values.reduce((a, b) => a + b, 0);
  return how === 'sum' ? sum : sum / values.length;
}

/** Values relative to that of the base period, which is 100; all null where the base has none, or 0. */
export function indexed(values: readonly (number | null)[], base: number | null): (number | null)[] {
  return values.map((value) => (value === null || base === null || base === 0 ? null : (value / base) * 100));
}

/**
 * Start of the same period a year earlier: the same date; for weeks 52 weeks before; null for 29 February.
 * Served for days and longer.
 */
export function yearBefore(period: Period, start: number): number | null {
  if (period === 'week') return start - 364 * DAY_MS;
  const { year, month, day } = civilFromDays(localDay(start));
  if (month === 2 && day === 29) return null;
  return localMidnight(year - 1, month, day);
}

/**
 * Change against the same period a year earlier: in percent, or in percentage points for a series that is a percentage
 * itself. Null where either value is missing, and in percent of a base that isn't above 0.
 */
export function yearOnYear(points: Points, period: Period, start: number, isShare: boolean): number | null {
  const before = yearBefore(period, start);
  const now = points.get(start) ?? null;
  const then = before === null ? null : (points.get(before) ?? null);
  if (now === null || then === null) return null;
  if (isShare) return now - then;
  return then > 0 ? (now / then - 1) * 100 : null;
}
