import type { Period } from '@app/contracts';
import type { Reason } from '../core/reasons.js';
import type { SeriesFacts, SeriesStatus } from './series-facts.js';

/** A computed KPI's value that a crossed indicator reads, of the same area, period and reporting set. */
export interface CrossedValue {
  readonly value: number | null;
  readonly num: number | null;
  readonly completeness: number;
}

/** An area as the socio-economic formulas see it. */
export interface SeriesArea {
  readonly code: string;
  readonly level: 'province' | 'district' | 'commune';
  /** Official area in km²; null where it is not known. */
  readonly areaKm2: number | null;
  readonly children: readonly SeriesArea[];
}

/** What a formula read, for whoever recomputes the value by hand. */
export interface SeriesInput {
  /** Series, KPI member, or `area_km2`. */
  readonly name: string;
  readonly area: string;
  readonly period: Period;
  /** Epoch ms. */
  readonly from: number;
  /** Null: not known. */
  readonly value: number | null;
  /** Of a published value. */
  readonly status: SeriesStatus | null;
  readonly revision: number | null;
}

/** What a formula came to; completeness and reason where it knows better than its inputs tell. */
export interface SeriesOutcome {
  readonly value: number | null;
  readonly num: number | null;
  readonly den: number | null;
  readonly completeness?: number;
  readonly reason?: Reason;
  /** What the quotient is multiplied by; 1 when left out. */
  readonly scale?: number;
  /** Of a mean yearly growth in percent: over how many years, `((num / den)^(1/years) − 1) · 100`. */
  readonly years?: number;
}

/** Nothing to compute with. */
export const NOTHING: SeriesOutcome = { value: null, num: null, den: null, completeness: 0 };

/** Where the numbers of a cell come from. */
export interface SeriesSources {
  readonly series: SeriesFacts;
  /** Stored value of another KPI; null when there is none. */
  crossed(kpi: string, area: string): CrossedValue | null;
}

/** One area and period that a formula is computed for. Keeps a list of what was read. */
export class SeriesCell {
  readonly inputs: SeriesInput[] = [];

  constructor(
    readonly set: string,
    readonly area: SeriesArea,
    readonly period: Period,
    /** Epoch ms. */
    readonly from: number,
    /** Settings of the definition. */
    readonly parameters: Readonly<Record<string, unknown>>,
    private readonly sources: SeriesSources,
  ) {}

  /** A published number of equal set and period; of this area and period unless told otherwise. */
  take(name: string, area = this.area.code, period = this.period, from = this.from): number | null {
    const fact = this.sources.series.fact(name, this.set, area, period, from);
    const { value, status, revision } = fact ?? { value: null, status: null, revision: null };
    this.inputs.push({ name, area, period, from, value, status, revision });
    return value;
  }

  /** Whether a number is published, without reading it. */
  has(name: string, area: string, period: Period, from: number): boolean {
    return this.sources.series.fact(name, this.set, area, period, from) !== null;
  }

  /** A KPI's stored value of this period; `read` says which of its numbers the formula takes. */
  crossed(kpi: string, read: 'num' | 'value', area = this.area.code): CrossedValue | null {
    const found = this.sources.crossed(kpi, area);
    this.note(kpi, area, found?.[read] ?? null);
    return found;
  }

  /** Official area in km². */
  km2(area: SeriesArea): number | null {
    this.note('area_km2', area.code, area.areaKm2);
    return area.areaKm2;
  }

  private note(name: string, area: string, value: number | null): void {
    const { period, from } = this;
    this.inputs.push({ name, area, period, from, value, status: null, revision: null });
  }
}
