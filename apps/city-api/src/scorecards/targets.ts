import type { Period } from '@app/contracts';
import { parseInstant, periodStart } from '@app/kpi';
import type { StandingTarget } from '@app/registry';
import type { TargetView } from './targets.schemas.js';

/** A target as the outside sees it: every field is there, what isn't stated is null. */
export function targetView(target: StandingTarget): TargetView {
  const { comparator, lo = null, hi = null } = target;
  const side = comparator.startsWith('g') ? 'up' : 'down';
  return {
    id: target.id,
    version: target.version,
    origin: target.origin,
    kpi: target.member === undefined ? target.kpi : `${target.kpi}.${target.member}`,
    area: target.area ?? null,
    year: target.year ?? null,
    validFrom: target.validFrom ?? null,
    validTo: target.validTo ?? null,
    comparator,
    lo,
    hi,
    unit: target.unit,
    direction: comparator === 'between' ? (target.direction ?? 'band') : side,
    average: target.average ?? null,
    basis: target.basis,
    sourceDoc: target.sourceDoc,
    sourceQuote: target.sourceQuote ?? null,
    note: target.note ?? null,
  };
}

/** The year by which a target is to be reached; null for one that simply holds. */
export function goalYear(target: TargetView): number | null {
  if (target.year !== null) return target.year;
  return target.validTo === null ? null : yearOf((parseInstant(target.validTo) ?? 0) - 1);
}

/**
 * What a target has to say of a period: `due` while it holds, `ahead` when it is for later, null when it is for another time.
 * A calendar year's target is for values of years only: half a year's investment is not half reached.
 */
export function holdsIn(target: TargetView, period: Period, from: number): 'due' | 'ahead' | null {
  if (target.year !== null) {
    if (period !== 'year' || target.year < yearOf(from)) return null;
    return target.year === yearOf(from) ? 'due' : 'ahead';
  }
  const starts = target.validFrom === null ? 0 : (parseInstant(target.validFrom) ?? 0);
  const ends = target.validTo === null ? Infinity : (parseInstant(target.validTo) ?? 0);
  if (from >= ends || (target.average !== null && period !== 'year')) return null;
  if (from < periodStart(period, starts)) return 'ahead';
  // An average over years is settled by the last of them.
  return target.average !== null && yearOf(from) < (goalYear(target) ?? 0) ? 'ahead' : 'due';
}

/** Local calendar year of a moment. */
export function yearOf(at: number): number {
  return new Date(at + 7 * 3_600_000).getUTCFullYear();
}
