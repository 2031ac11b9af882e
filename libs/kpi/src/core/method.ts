import type { Period } from '@app/contracts';
import { BASIS } from './basis.js';
import type { StationHour } from './windows.js';

/** Local clock times [from, to) in minutes since midnight. */
export interface ClockSpan {
  readonly from: number;
  readonly to: number;
}

export type Pollutant = 'pm25' | 'pm10' | 'o3' | 'no2' | 'so2' | 'co';
export type Averaging = '1h' | '8h' | '24h' | 'year';

/** Registry facts and settings that are not a station's own. All lookups are by date. */
export interface MethodContext {
  /** Passenger-car units by class column (`motorcycle`, …) of a road type at a moment. */
  pcu(roadType: string, at: number): Readonly<Record<string, number>>;
  /** Limit in µg/m³, or null where there is none. */
  limit(pollutant: Pollutant, averaging: Averaging, at: number): number | null;
  readonly peaks: { readonly weekdays: readonly number[]; readonly spans: readonly ClockSpan[] };
  /** First histogram bucket of `waste.fill` that lies wholly at 90 % or above. */
  readonly fullBucket: number;
  /** Number of histogram buckets of `waste.fill`. */
  readonly fillBuckets: number;
}

/** Additive component vectors of one domain: what is stored per station and hour, day and month. */
export interface Domain {
  /** Domain id: the measure family, or `data` for the data-quality KPIs over all families. */
  readonly id: string;
  /** Names of the components; the first ones are BASIS. At most 40. */
  readonly components: readonly string[];
  /** Window fields that `compute` reads. */
  readonly fields: readonly string[];
  /** How many earlier hours `derive` reads. */
  readonly lookbackHours: number;
  /** Shortest periods that its KPIs have besides the hour. */
  readonly subHour: readonly Extract<Period, '5min' | '15min'>[];
  /** Components of the windows [first, last) of a station's hour; null when there is nothing to speak of. */
  compute(hour: StationHour, first: number, last: number, context: MethodContext): Float64Array | null;
  /** Fills an hour's components that depend on earlier hours; `history[0]` is the hour before. In place. */
  derive?(vector: Float64Array, history: readonly (Float64Array | null)[]): void;
  /** Fills a day's components from its hours (already added up). In place. */
  closeDay?(
    vector: Float64Array,
    hours: readonly Float64Array[],
    day: { from: number; to: number; now: number },
    context: MethodContext,
  ): void;
}

/** Where a KPI member's basis stands in the vector, when it is not the domain's own (peaks, schedules). */
interface BasisAt {
  readonly valid: number;
  readonly expected: number;
  readonly readings: number;
  /** Reason given while nothing in the period belongs to the basis. */
  readonly reason: Reason;
}

/** How a member's value comes from summed components. Indices are into the domain's vector. */
export type Formula =
  /** Σ num / Σ den · scale; null with den = 0. `station`: components for a single station without weights. */
  | {
      readonly kind: 'ratio';
      readonly num: number;
      readonly den: number;
      readonly scale: number;
      readonly station?: { readonly num: number; readonly den: number };
    }
  /** Σ num; `known`: component that must be above 0 for the sum to be known at all. */
  | { readonly kind: 'sum'; readonly num: number; readonly known: number }
  /** Greatest station value with its place; `known` as above, per station. */
  | { readonly kind: 'max'; readonly num: number; readonly known: number }
  /** Percentile of a histogram that stands in consecutive components. */
  | {
      readonly kind: 'percentile';
      readonly first: number;
      readonly edges: readonly number[];
      readonly p: number;
    };

/** One KPI or member of a KPI family, as the method library computes it. */
export interface MemberMethod {
  /** `MOB-04`, `MOB-14.car`. */
  readonly kpi: string;
  /** Definition it belongs to: `MOB-14`. */
  readonly family: string;
  readonly domain: string;
  /** Periods at which the method makes sense; a definition may serve fewer. */
  readonly periods: readonly Period[];
  readonly formula: Formula;
  /** Reason given when the formula finds no denominator although data is there. */
  readonly without: Reason | null;
  /** Component that, when above 0, shows that `without` is not the cause; the reason is then `no_data`. */
  readonly present?: number;
  readonly basis?: BasisAt;
  /** True for KPIs that measure missing data itself: a silent device is their datum, so quality is always ok. */
  readonly alwaysKnown?: boolean;
}

/** Caveats and reasons an item may carry; stored as their index, so append only. */
export const REASONS = [
  null,
  'tms',
  'late_data',
  'correction',
  'definition',
  'registry',
  'exclusion',
  'no_peak',
  'no_segment',
  'no_particulates',
  'no_valid_window',
  'no_schedule',
  'no_data',
  'over_range',
  'recalculation',
  'restatement',
] as const;
export type Reason = Exclude<(typeof REASONS)[number], null>;

/** Index of each component by name; throws at load time on a repeat or more than 40. */
export function componentIndex<const T extends readonly string[]>(
  own: T,
): { readonly names: readonly string[]; readonly at: Readonly<Record<T[number], number>> } {
  const names = [...BASIS, ...own];
  if (names.length > MAX_COMPONENTS || new Set(names).size !== names.length) {
    throw new Error(`components must be distinct and at most ${MAX_COMPONENTS}: ${names.join(' ')}`);
  }
  const at = Object.fromEntries(own.map((name, i) => [name, BASIS.length + i]));
  return { names, at: at as Record<T[number], number> };
}

export const MAX_COMPONENTS = 40;
