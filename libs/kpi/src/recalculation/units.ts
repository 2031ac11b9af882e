import { periodsBetween, periodStart } from '../time/periods.js';

/** Levels in the order in which a recalculation works: each rests on the one before. */
const LEVELS = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const;

/** One piece of a recalculation: all KPIs of a domain over one period. */
export interface RecalculationUnit {
  readonly domain: string;
  readonly level: (typeof LEVELS)[number];
  /** Epoch ms. */
  readonly from: number;
}

/**
 * Pieces of work of a recalculation of [from, to), in order: hours first, domain by domain in time order, then the
 * periods above that touch the span. The same arguments give the same list, so that a place in it can be kept.
 */
export function recalculationUnits(
  domains: readonly string[],
  from: number,
  to: number,
): RecalculationUnit[] {
  return LEVELS.flatMap((level) => {
    const starts = periodsBetween(level, periodStart(level, from), to);
    return domains.toSorted().flatMap((domain) => starts.map((start) => ({ domain, level, from: start })));
  });
}
