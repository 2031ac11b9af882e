import { type AreaFigures, NO_FIGURES } from './area-figures.js';
import type { DayVectors } from './day-vectors.js';
import { CompensatedSum } from './sum.js';

/** A station's vector of the period that is being finished. */
export interface StationVector {
  readonly station: string;
  /** Station.no, for `place`. */
  readonly no: number;
  readonly vector: Float64Array;
}

/** Vectors of an area, of which each component is summed up once for all KPIs of a domain, when one asks for it. */
export class AreaTotals {
  private readonly sums: (number | undefined)[] = [];
  private readonly bases = new Map<number, Basis>();

  /** Stations are added in the order given: pass them sorted, and the sum is the same on every machine. */
  constructor(
    readonly stations: readonly StationVector[],
    private readonly components: number,
    /** True for a single station's own value: unweighted components serve where it has no segment. */
    readonly single: boolean,
    /** The period's station-days, where a reducer asks for them. */
    readonly days: DayVectors | null = null,
    /** What is known of the area in the period. */
    readonly figures: AreaFigures = NO_FIGURES,
  ) {}

  sum(index: number): number {
    return (this.sums[index] ??= index < this.components ? this.sumOf(index) : 0);
  }

  /** Values of consecutive components. */
  slice(first: number, length: number): number[] {
    return Array.from({ length }, (_, i) => this.sum(first + i));
  }

  /**
   * Completeness: Σ min(valid, expected) / Σ expected over stations, and the stations behind it. A station that
   * reported counts among the expected ones even when it owes nothing yet, as in the window in which it is registered.
   */
  basis(valid: number, expected: number, readings: number, active: number | null): Basis {
    let basis = this.bases.get(valid);
    if (basis === undefined) {
      this.bases.set(valid, (basis = this.sumBasis(valid, expected, readings, active)));
    }
    return basis;
  }

  private sumOf(index: number): number {
    const sum = new CompensatedSum();
    for (const { vector } of this.stations) {
      const value = vector[index] ?? 0;
      if (value !== 0) sum.add(value);
    }
    return sum.value;
  }

  private sumBasis(valid: number, expected: number, readings: number, active: number | null): Basis {
    const got = new CompensatedSum();
    const due = new CompensatedSum();
    const basis = { reporting: 0, expected: 0 };
    for (const { vector } of this.stations) {
      const owed = vector[expected] ?? 0;
      got.add(Math.min(vector[valid] ?? 0, owed));
      due.add(owed);
      const reported = (vector[readings] ?? 0) > 0;
      if (reported || (active === null ? owed > 0 : vector[active] === 1)) basis.expected++;
      if (reported) basis.reporting++;
    }
    const completeness = due.value > 0 ? Math.min(1, got.value / due.value) : 0;
    return { ...basis, due: due.value, completeness };
  }
}

/** How much data an area's values rest on. */
export interface Basis {
  readonly reporting: number;
  readonly expected: number;
  readonly due: number;
  readonly completeness: number;
}
