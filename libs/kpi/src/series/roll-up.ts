import { compensatedSum } from '../core/sum.js';
import { childrenOf, periodEnd, periodsBetween, periodStart } from '../time/periods.js';
import { NOTHING, type SeriesArea, type SeriesCell, type SeriesOutcome } from './series-cell.js';

/** Numerator and denominator of one area. */
export interface Pair {
  readonly num: number;
  readonly den: number;
}

/** `num / den`, null with nothing to divide by. */
export function ratioOf({ num, den }: Pair, scale = 1): SeriesOutcome {
  return { value: den > 0 ? (num / den) * scale : null, num, den, scale };
}

/**
 * Σ num / Σ den: of the area's own numbers, else of its children's. Completeness is then the share of children that have
 * theirs.
 */
export function rolledUp(
  cell: SeriesCell,
  scale: number,
  pairOf: (area: SeriesArea) => Pair | null,
): SeriesOutcome {
  const own = pairOf(cell.area);
  if (own !== null) return ratioOf(own, scale);
  const pairs = cell.area.children.map(pairOf).filter((pair) => pair !== null);
  if (pairs.length === 0) return NOTHING;
  const sum = {
    num: compensatedSum(pairs.map(({ num }) => num)),
    den: compensatedSum(pairs.map(({ den }) => den)),
  };
  return { ...ratioOf(sum, scale), completeness: pairs.length / cell.area.children.length };
}

/**
 * Σ weight · value / Σ weight over the area's children (over the area itself where it has none). Completeness is the share of
 * the weight, e.g. of the population, whose value is known.
 */
export function weighted(
  cell: SeriesCell,
  weight: string,
  valueOf: (area: SeriesArea) => number | null,
): SeriesOutcome {
  const parts = cell.area.children.length === 0 ? [cell.area] : cell.area.children;
  const rows = parts.map((area) => ({ weight: cell.take(weight, area.code), value: valueOf(area) }));
  const weights = rows.flatMap((row) => row.weight ?? []);
  const used = rows.filter(
    (row): row is { weight: number; value: number } => row.weight !== null && row.value !== null,
  );
  if (used.length === 0) return NOTHING;
  const num = compensatedSum(used.map((row) => row.weight * row.value));
  const den = compensatedSum(used.map((row) => row.weight));
  // The weight of a part that nobody has counted is not known to be covered.
  const counted = weights.length / rows.length;
  return { ...ratioOf({ num, den }), completeness: (den / compensatedSum(weights)) * counted };
}

/**
 * A series' total of the cell's period: as published for it, else the sum of its months (or, where told, of the area's children),
 * of all of them or not at all.
 */
export function total(cell: SeriesCell, name: string, area: SeriesArea = cell.area): number | null {
  const { period, from } = cell;
  if (period === 'month' || cell.has(name, area.code, period, from)) return cell.take(name, area.code);
  const months = periodsBetween('month', from, periodEnd(period, from));
  const known = months.filter((month) => cell.has(name, area.code, 'month', month));
  if (known.length < months.length) return cell.take(name, area.code);
  return compensatedSum(known.map((month) => cell.take(name, area.code, 'month', month) ?? 0));
}

/** Total of twelve months that end with the newest published one of the year: in a whole year, its own. */
export function rollingYear(
  cell: SeriesCell,
  name: string,
  area: SeriesArea,
): { sum: number; share: number } | null {
  const own = cell.has(name, area.code, 'year', cell.from) ? cell.take(name, area.code) : null;
  if (own !== null) return { sum: own, share: 1 };
  const newest = childrenOf('year', cell.from).findLast((month) => cell.has(name, area.code, 'month', month));
  if (newest === undefined) {
    cell.take(name, area.code);
    return null;
  }
  let month = newest;
  const values: (number | null)[] = [];
  for (let i = 0; i < 12; i++) {
    values.push(cell.take(name, area.code, 'month', month));
    month = periodStart('month', month - 1);
  }
  const known = values.filter((value) => value !== null);
  return { sum: compensatedSum(known), share: known.length / 12 };
}
