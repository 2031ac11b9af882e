import type { Period, Quality } from '@app/contracts';
import { ACTIVE, BASIS, EXPECTED, READINGS, TMS, VALID } from './basis.js';
import { histogramPercentile } from './histogram.js';
import type { Formula, MemberMethod, Reason } from './method.js';
import { type MinCompleteness, qualityOf } from './quality.js';
import { CompensatedSum, sumVectors } from './sum.js';

/** A station's vector of the period that is being finished. */
export interface StationVector {
  readonly station: string;
  /** Station.no, for `place`. */
  readonly no: number;
  readonly vector: Float64Array;
}

/** What a KPI's value of one area (or station) and period is. */
export interface MemberValue {
  readonly kpi: string;
  readonly value: number | null;
  readonly num: number | null;
  readonly den: number | null;
  readonly quality: Quality;
  readonly completeness: number;
  readonly reporting: number;
  readonly expected: number;
  /** Station.no of a maximum, or null. */
  readonly place: number | null;
  readonly reason: Reason | null;
}

/** Vectors of an area summed up once for all KPIs of a domain. */
export class AreaTotals {
  private readonly sums: Float64Array;
  private readonly bases = new Map<number, Basis>();

  /** Stations are added in the order given: pass them sorted, and the sum is the same on every machine. */
  constructor(
    readonly stations: readonly StationVector[],
    components: number,
    /** True for a single station's own value: unweighted components serve where it has no segment. */
    readonly single: boolean,
  ) {
    this.sums = sumVectors(
      stations.map(({ vector }) => vector),
      Math.max(components, BASIS.length),
    );
  }

  sum(index: number): number {
    return this.sums[index] ?? 0;
  }

  /** Values of consecutive components. */
  slice(first: number, length: number): number[] {
    return Array.from(this.sums.subarray(first, first + length));
  }

  /** Completeness: Σ min(valid, expected) / Σ expected over stations, and the stations behind it. */
  basis(valid: number, expected: number, readings: number, active: number | null): Basis {
    let basis = this.bases.get(valid);
    if (basis === undefined) {
      this.bases.set(valid, (basis = this.sumBasis(valid, expected, readings, active)));
    }
    return basis;
  }

  private sumBasis(valid: number, expected: number, readings: number, active: number | null): Basis {
    const got = new CompensatedSum();
    const due = new CompensatedSum();
    const basis = { reporting: 0, expected: 0 };
    for (const { vector } of this.stations) {
      const owed = vector[expected] ?? 0;
      got.add(Math.min(vector[valid] ?? 0, owed));
      due.add(owed);
      if (active === null ? owed > 0 : vector[active] === 1) basis.expected++;
      if ((vector[readings] ?? 0) > 0) basis.reporting++;
    }
    const completeness = due.value > 0 ? Math.min(1, got.value / due.value) : 0;
    return { ...basis, due: due.value, completeness };
  }
}

interface Basis {
  readonly reporting: number;
  readonly expected: number;
  readonly due: number;
  readonly completeness: number;
}

interface Result {
  readonly value: number | null;
  readonly num: number | null;
  readonly den: number | null;
  readonly place?: number | null;
}

function ratio(totals: AreaTotals, formula: Extract<Formula, { kind: 'ratio' }>): Result {
  let { num, den } = formula;
  if (totals.single && formula.station !== undefined && !(totals.sum(den) > 0))
    ({ num, den } = formula.station);
  const [above, below] = [totals.sum(num), totals.sum(den)];
  return { value: below > 0 ? (above / below) * formula.scale : null, num: above, den: below };
}

function maximum(totals: AreaTotals, formula: Extract<Formula, { kind: 'max' }>): Result {
  let best: Result = { value: null, num: null, den: null, place: null };
  for (const { vector, no } of totals.stations) {
    const value = vector[formula.num] ?? 0;
    if ((vector[formula.known] ?? 0) <= 0 || (best.value !== null && value <= best.value)) continue;
    best = { value, num: value, den: 1, place: no };
  }
  return best;
}

function evaluate(totals: AreaTotals, formula: Formula): Result {
  switch (formula.kind) {
    case 'ratio':
      return ratio(totals, formula);
    case 'sum': {
      const num = totals.sum(formula.num);
      return totals.sum(formula.known) > 0 ? { value: num, num, den: 1 } : { value: null, num, den: 0 };
    }
    case 'max':
      return maximum(totals, formula);
    case 'percentile': {
      const counts = totals.slice(formula.first, formula.edges.length + 1);
      const value = histogramPercentile(counts, formula.edges, formula.p);
      return { value, num: value, den: counts.reduce((a, b) => a + b, 0) };
    }
  }
}

function reasonOf(method: MemberMethod, totals: AreaTotals, basis: Basis, result: Result): Reason | null {
  if (result.value !== null) return method.domain === 'traffic' && totals.sum(TMS) > 0 ? 'tms' : null;
  if (basis.reporting === 0 || method.without === null) return 'no_data';
  return method.present !== undefined && totals.sum(method.present) > 0 ? 'no_data' : method.without;
}

/**
 * One KPI of one area (or station) and period. Null while no reading has fallen due: there is no value yet.
 * Insufficient: the value is null, num and den are kept. A KPI whose own basis (peaks, schedule) doesn't touch
 * the period is insufficient with the basis's reason, and its sources count none.
 */
export function finishMember(
  method: MemberMethod,
  totals: AreaTotals,
  min: MinCompleteness,
): MemberValue | null {
  const own = method.basis;
  const domain = totals.basis(VALID, EXPECTED, READINGS, ACTIVE);
  if (!(domain.due > 0)) return null;
  const basis = own === undefined ? domain : totals.basis(own.valid, own.expected, own.readings, null);
  const result = evaluate(totals, method.formula);
  const untouched = own !== undefined && !(basis.due > 0);
  let quality: Quality = method.alwaysKnown === true ? 'ok' : qualityOf(basis.completeness, min);
  if (untouched || result.value === null) quality = 'insufficient';
  return {
    kpi: method.kpi,
    value: quality === 'insufficient' ? null : result.value,
    num: result.num,
    den: result.den,
    quality,
    completeness: basis.completeness,
    reporting: basis.reporting,
    expected: basis.expected,
    place: quality === 'insufficient' ? null : (result.place ?? null),
    reason: untouched && own !== undefined ? own.reason : reasonOf(method, totals, basis, result),
  };
}

/** Members served at a period by both the method and its definition. */
export function membersServed(
  methods: readonly MemberMethod[],
  period: Period,
  definitionPeriods: (family: string) => readonly Period[] | null,
): MemberMethod[] {
  return methods.filter((method) => {
    const periods = definitionPeriods(method.family);
    return periods !== null && periods.includes(period) && method.periods.includes(period);
  });
}
