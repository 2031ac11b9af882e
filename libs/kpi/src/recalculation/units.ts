import { periodEnd, periodsBetween, periodStart } from '../time/periods.js';

/** Levels above the day in the order in which a recalculation works: each rests on those before. */
const LONGER = ['week', 'month', 'quarter', 'year'] as const;

/** One piece of a recalculation: all KPIs of a domain over one period. */
export interface RecalculationUnit {
  readonly domain: string;
  readonly level: 'hour' | 'day' | (typeof LONGER)[number];
  /** Epoch ms. */
  readonly from: number;
}

/**
 * Pieces of work of a recalculation of [from, to), in order: each domain's hours in time order, every day after its hours,
 * then the longer periods that touch the span. The same arguments give the same list, so that a place in it can be kept.
 */
export function recalculationUnits(
  domains: readonly string[],
  from: number,
  to: number,
): RecalculationUnit[] {
  const sorted = domains.toSorted();
  const startsOf = (level: RecalculationUnit['level'], first: number, last: number): number[] =>
    periodsBetween(level, periodStart(level, first), last);
  const days = sorted.flatMap((domain) =>
    startsOf('day', from, to).flatMap((day) => [
      ...startsOf('hour', Math.max(day, from), Math.min(to, periodEnd('day', day))).map(
        (hour): RecalculationUnit => ({ domain, level: 'hour', from: hour }),
      ),
      { domain, level: 'day' as const, from: day },
    ]),
  );
  const longer = LONGER.flatMap((level) =>
    sorted.flatMap((domain) => startsOf(level, from, to).map((start) => ({ domain, level, from: start }))),
  );
  return [...days, ...longer];
}
