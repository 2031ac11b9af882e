import type { AreaTotals } from './area-totals.js';
import { EXPECTED, VALID } from './basis.js';
import type { Formula, FormulaOf, Term } from './formula.js';
import type { Reduced } from './reduced.js';
import { compensatedSum } from './sum.js';

/** A station works in a period when this share of its readings came: DAT-02's pass mark. [kpi.md §6.5] */
const WORKS_FROM = 0.75;

interface TermValue {
  readonly value: number;
  readonly isVirtual: boolean;
}

/** num / den · scale, of terms that are sums over stations or figures about the area. */
export function quotient(totals: AreaTotals, formula: FormulaOf<'quotient'>): Reduced {
  const [above, below] = [termOf(totals, formula.num), termOf(totals, formula.den)];
  const [num, den] = [above?.value ?? null, below?.value ?? null];
  if (num === null || den === null || !(den > 0)) return { value: null, num, den };
  const isVirtual = above?.isVirtual === true || below?.isVirtual === true;
  return { value: (num / den) * formula.scale, num, den, ...(isVirtual && { reason: 'virtual_figure' }) };
}

function termOf(totals: AreaTotals, term: Term): TermValue | null {
  if (term.of === 'figure') return totals.figures(term.name);
  if (term.of === 'sum') return { value: totals.sum(term.at), isVirtual: false };
  const weights = totals.stations.flatMap(({ vector }) => {
    const expected = vector[EXPECTED] ?? 0;
    if (!(expected > 0) || (term.of === 'passing' && !works(vector, expected))) return [];
    return [(vector[term.at] ?? 0) / expected];
  });
  return { value: compensatedSum(weights), isVirtual: false };
}

function works(vector: Float64Array, expected: number): boolean {
  return Math.min(vector[VALID] ?? 0, expected) / expected >= WORKS_FROM - 1e-9;
}

/** Names of the figures about the area that a formula reads: facts' keys and series' ids. */
export function figuresRead(formula: Formula): readonly string[] {
  if (formula.kind === 'expression')
    return [...formula.expression.reads.facts, ...formula.expression.reads.series];
  if (formula.kind !== 'quotient') return [];
  return [formula.num, formula.den].flatMap((term) => (term.of === 'figure' ? [term.name] : []));
}

/**
 * True where an area without a station has a value, if its figures are known.
 * @param others whether other areas have stations of the kind
 */
export function needsNoStation(formula: Formula, others: boolean): boolean {
  return (others && isShareOfFigure(formula)) || hasOnlyFigures(formula);
}

/** True for a share of what is registered that works: an area without a station has one, too. */
function isShareOfFigure(formula: Formula): boolean {
  return formula.kind === 'quotient' && formula.num.of === 'passing' && formula.den.of === 'figure';
}

/** True where nothing but figures about the area makes the value: no device's data is behind it. */
export function hasOnlyFigures(formula: Formula): boolean {
  return formula.kind === 'quotient' && formula.num.of === 'figure' && formula.den.of === 'figure';
}
