import { isAbove, isAtMost, isBelow } from '../core/bounds.js';

/** What is to be reached. One bound, or a band; `direction` says on which side of a band it is better still. */
export interface TargetBand {
  readonly comparator: 'le' | 'lt' | 'ge' | 'gt' | 'between';
  readonly lo: number | null;
  readonly hi: number | null;
  readonly direction: 'up' | 'down' | 'band';
}

/** `exceeded`: beyond the band on its better side. `open`: not reached, and not due yet. */
export type TargetStatus = 'reached' | 'exceeded' | 'missed' | 'open' | 'no_data';

/** How a value stands to a target. */
export interface Score {
  readonly status: TargetStatus;
  /** What the value still has to change by, in its unit; 0 when it has arrived, null without a value. */
  readonly distance: number | null;
  /** The same in percent of the bound; null where that is 0. */
  readonly distancePercent: number | null;
}

/** Compares a value with a target that is due, or not yet due. */
export function score(target: TargetBand, value: number | null, isDue: boolean): Score {
  if (value === null) return { status: 'no_data', distance: null, distancePercent: null };
  const bound = boundMissed(target, value);
  if (bound === null)
    return { status: isBeyond(target, value) ? 'exceeded' : 'reached', distance: 0, distancePercent: 0 };
  const distance = bound - value;
  return {
    status: isDue ? 'missed' : 'open',
    distance,
    distancePercent: bound === 0 ? null : (distance / Math.abs(bound)) * 100,
  };
}

/** The bound that a value is on the wrong side of; null when it fulfils the target. */
function boundMissed({ comparator, lo, hi, direction }: TargetBand, value: number): number | null {
  const below = lo !== null && (comparator === 'gt' ? isAtMost(value, lo) : isBelow(value, lo));
  const above = hi !== null && (comparator === 'lt' ? !isBelow(value, hi) : isAbove(value, hi));
  if (below && !(comparator === 'between' && direction === 'down')) return lo;
  if (above && !(comparator === 'between' && direction === 'up')) return hi;
  return null;
}

function isBeyond({ comparator, lo, hi, direction }: TargetBand, value: number): boolean {
  if (comparator !== 'between') return false;
  return direction === 'up'
    ? hi !== null && isAbove(value, hi)
    : direction === 'down' && lo !== null && isBelow(value, lo);
}

/** The bound that a value moves towards: the nearer end of the band from where it stands. */
export function goalOf(target: TargetBand, value: number): number {
  const bound = boundMissed(target, value) ?? (target.direction === 'down' ? target.hi : target.lo);
  return bound ?? target.lo ?? target.hi ?? value;
}

/** The change a year that leads from a value to a goal. */
export interface NeededTrend {
  readonly years: number;
  /** In the unit of the value. */
  readonly perYear: number;
  /** Geometric, percent a year; null unless both ends are above 0. */
  readonly growthPerYear: number | null;
}

/** What leads from a value of one year to the goal of a later one; null when there is no year between. */
export function neededTrend(value: number, year: number, goal: number, goalYear: number): NeededTrend | null {
  const years = goalYear - year;
  if (years <= 0) return null;
  return {
    years,
    perYear: (goal - value) / years,
    growthPerYear: value > 0 && goal > 0 ? ((goal / value) ** (1 / years) - 1) * 100 : null,
  };
}

/**
 * Average yearly growth, geometric: of growths in percent, one for each year. "Tăng bình quân … %/năm". Null for none, or a
 * growth of −100 % and worse. [KPI reference facts §4.1]
 */
export function averageGrowth(yearly: readonly number[]): number | null {
  if (yearly.length === 0 || yearly.some((growth) => growth <= -100)) return null;
  const product = yearly.reduce((all, growth) => all * (1 + growth / 100), 1);
  return (product ** (1 / yearly.length) - 1) * 100;
}

/**
 * Growth a year (percent) that the rest of a span needs, so that the whole span averages `goal`: the first `passed` of `years`
 * years have averaged `average`. Null when no year is left.
 */
export function neededGrowth(average: number, passed: number, goal: number, years: number): number | null {
  const left = years - passed;
  if (left <= 0 || average <= -100) return null;
  const ratio = (1 + goal / 100) ** years / (1 + average / 100) ** passed;
  return (ratio ** (1 / left) - 1) * 100;
}
