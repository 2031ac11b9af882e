import type { Period } from '@app/contracts';
import { BASIS } from './basis.js';
import type { Formula } from './formula.js';
import type { Caveat, Reason } from './reasons.js';
import type { MethodSettings } from './settings.js';
import type { StationHour } from './windows.js';

export type Pollutant = 'pm25' | 'pm10' | 'o3' | 'no2' | 'so2' | 'co';
export type Averaging = '1h' | '8h' | '24h' | 'year';

/** Registry facts and settings that are not a station's own. All lookups are by date. */
export interface MethodContext {
  /** Passenger-car units by class column (`motorcycle`, …) of a road type at a moment. */
  pcu(roadType: string, at: number): Readonly<Record<string, number>>;
  /** Limit in µg/m³, or null where there is none. */
  limit(pollutant: Pollutant, averaging: Averaging, at: number): number | null;
  /** What QCVN 26 allows in a kind of area by hours of the day, as of a moment; empty where nothing holds. */
  noiseLimits(area: string, at: number): readonly NoiseLimit[];
  /** What the definitions that hold at a moment set. */
  settings(at: number): MethodSettings;
  /** First histogram bucket of `waste.fill` that lies wholly at 90 % or above. */
  readonly fullBucket: number;
  /** Number of histogram buckets of `waste.fill`. */
  readonly fillBuckets: number;
  /** First histogram bucket of `waste.fill` that lies wholly at 80 % or above: a bin to be collected. */
  readonly dueBucket: number;
}

/** A limit of LAeq in dB(A) between two hours of the local day; `toHour` below `fromHour` runs past midnight. */
export interface NoiseLimit {
  readonly fromHour: number;
  readonly toHour: number;
  readonly limitDba: number;
}

/** Additive component vectors of one domain: what is stored per station and hour, day and month. */
export interface Domain {
  /** Domain id: the measure family, or `data` for the data-quality KPIs over all families. */
  readonly id: string;
  /** Names of the components; the first ones are BASIS. At most MAX_COMPONENTS, never reordered: append. */
  readonly components: readonly string[];
  /** Window fields that `compute` reads. */
  readonly fields: readonly string[];
  /** How many earlier hours `derive` reads. */
  readonly lookbackHours: number;
  /** How many hours of the day before `closeDay` reads. */
  readonly dayLookbackHours?: number;
  /** Shortest periods that its KPIs have besides the hour. */
  readonly subHour: readonly Extract<Period, '5min' | '15min'>[];
  /** Components of the windows [first, last) of a station's hour; null when there is nothing to speak of. */
  compute(hour: StationHour, first: number, last: number, context: MethodContext): Float64Array | null;
  /** Fills an hour's components that depend on earlier hours; `history[0]` is the hour before. In place. */
  derive?(vector: Float64Array, history: readonly (Float64Array | null)[]): void;
  /** Fills a day's components from its hours (already added up). In place. */
  closeDay?(vector: Float64Array, day: DayHours, context: MethodContext): void;
}

/** A station's local day that is being closed; times in epoch ms. */
export interface DayHours {
  readonly from: number;
  readonly to: number;
  readonly now: number;
  /** Vectors of the day's 24 hours in order; null: none. */
  readonly hours: readonly (Float64Array | null)[];
  /** The domain's `dayLookbackHours` before them, in order. */
  readonly before: readonly (Float64Array | null)[];
}

/** Where a KPI member's basis stands in the vector, when it is not the domain's own (peaks, schedules). */
interface BasisAt {
  readonly valid: number;
  readonly expected: number;
  readonly readings: number;
  /** Reason given while nothing in the period belongs to the basis. */
  readonly reason: Reason;
}

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
  /** Whose values the member has; omitted: areas and stations. */
  readonly only?: 'area' | 'station';
  /** What every value of it must be read with; `areaCaveat` instead for an area's. */
  readonly caveat?: Caveat;
  readonly areaCaveat?: Caveat;
  /** Reason given with a value while a component is above 0. */
  readonly flag?: { readonly at: number; readonly reason: Reason };
}

/** Index of each component by name; throws at load time on a repeat or more than MAX_COMPONENTS. */
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

/** Columns of a stored vector. Stores made with fewer get the new ones when they are opened. */
export const MAX_COMPONENTS = 96;
