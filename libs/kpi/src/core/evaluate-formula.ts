import type { AreaTotals } from './area-totals.js';
import { ACTIVE, EXPECTED, READINGS, VALID } from './basis.js';
import { isAbove } from './bounds.js';
import { histogramPercentile } from './histogram.js';
import type { EnoughAt, Formula, FormulaOf } from './formula.js';
import { quotient } from './quotient.js';
import type { Reduced } from './reduced.js';
import { REDUCERS } from './reducers.js';
import { compensatedSum } from './sum.js';

const NONE: Reduced = { value: null, num: null, den: null };

/** A formula's value with its num and den; null where it has no denominator. Quality is decided elsewhere. */
export function evaluateFormula(totals: AreaTotals, formula: Formula): Reduced {
  switch (formula.kind) {
    case 'ratio':
      return ratio(totals, formula);
    case 'sum': {
      const num = totals.sum(formula.num);
      return isKnown(totals, formula) ? { value: num, num, den: 1 } : { value: null, num, den: 0 };
    }
    case 'max':
      return maximum(totals, formula);
    case 'percentile': {
      const counts = totals.slice(formula.first, formula.edges.length + 1);
      const value = histogramPercentile(counts, formula.edges, formula.p);
      return { value, num: value, den: counts.reduce((a, b) => a + b, 0) };
    }
    case 'energy-mean': {
      const [num, den] = [totals.sum(formula.num), totals.sum(formula.den)];
      return { value: den > 0 && num > 0 ? level(num / den) : null, num, den };
    }
    case 'stations':
      return overStations(totals, formula);
    case 'quotient':
      return quotient(totals, formula);
    case 'overDays':
      return totals.days === null
        ? NONE
        : REDUCERS[formula.reducer](totals.days.of(totals.stations, formula));
    case 'expression':
      return expressed(totals, formula);
  }
}

function expressed(totals: AreaTotals, { expression, at }: FormulaOf<'expression'>): Reduced {
  const { reporting, expected } = totals.basis(VALID, EXPECTED, READINGS, ACTIVE);
  const figure = (name: string): number | null => totals.figures(name)?.value ?? null;
  return expression.evaluate({
    component: (name) => totals.sum(at[name] ?? -1),
    fact: figure,
    series: figure,
    stations: expected,
    reporting,
  });
}

function isKnown(totals: AreaTotals, { known, nothing }: FormulaOf<'sum'>): boolean {
  if (totals.sum(known) > 0) return true;
  return nothing !== undefined && totals.sum(nothing.of) === 0 && totals.sum(nothing.seen) > 0;
}

/** Decibels of a mean energy. */
function level(energy: number): number {
  return 10 * Math.log10(energy);
}

function ratio(totals: AreaTotals, formula: FormulaOf<'ratio'>): Reduced {
  let { num, den } = formula;
  if (totals.single && formula.station !== undefined && !(totals.sum(den) > 0))
    ({ num, den } = formula.station);
  const [above, below] = [totals.sum(num), totals.sum(den)];
  return { value: below > 0 ? (above / below) * formula.scale : null, num: above, den: below };
}

function maximum(totals: AreaTotals, formula: FormulaOf<'max'>): Reduced {
  let best: Reduced = { ...NONE, place: null };
  for (const { vector, no } of totals.stations) {
    const value = vector[formula.num] ?? 0;
    if ((vector[formula.known] ?? 0) <= 0 || (best.value !== null && value <= best.value)) continue;
    best = { value, num: value, den: 1, place: no };
  }
  return best;
}

function hasEnough(vector: Float64Array, enough: EnoughAt | undefined): boolean {
  if (enough === undefined) return true;
  const due = vector[enough.due] ?? 0;
  return due > 0 && (vector[enough.got] ?? 0) >= enough.share * due - 1e-9;
}

function overStations(totals: AreaTotals, formula: FormulaOf<'stations'>): Reduced {
  const values = totals.stations.flatMap(({ vector }) => {
    const [num, den] = [vector[formula.num] ?? 0, vector[formula.den] ?? 0];
    if (!(den > 0) || !hasEnough(vector, formula.enough)) return [];
    return [formula.level === true ? level(num / den) : num / den];
  });
  const den = values.length;
  if (den === 0) return { value: null, num: null, den };
  // A single station's value is its own: what is divided tells more than 1 station of 1.
  const [only] = totals.stations;
  if (totals.single && only !== undefined && typeof formula.reduce === 'string') {
    return {
      value: values[0] ?? null,
      num: only.vector[formula.num] ?? 0,
      den: only.vector[formula.den] ?? 0,
    };
  }
  if (formula.reduce === 'median') return { value: median(values), num: null, den };
  if (formula.reduce === 'mean') {
    const num = compensatedSum(values);
    return { value: num / den, num, den };
  }
  const { shareAbove } = formula.reduce;
  const num = values.filter((value) => isAbove(value, shareAbove)).length;
  return { value: (num / den) * 100, num, den };
}

/** Middle value; of an even number the mean of the middle two. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2;
}
