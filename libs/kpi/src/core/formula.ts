import type { Expression } from '../expression/compile.js';

/** Names of the reducers over days; what each does stands in `reducers.ts`. */
export type ReducerName =
  'greatest-day' | 'days-any' | 'planning-time-index' | 'buffer-index' | 'aadt' | 'distinct-events';

/** Indices of the components of which a station has `got` enough of `due`: by the share given. */
export interface EnoughAt {
  readonly got: number;
  readonly due: number;
  readonly share: number;
}

/** A part of a quotient. Indices are into the domain's vector. */
export type Term =
  /** Σ of a component. */
  | { readonly of: 'sum'; readonly at: number }
  /**
   * Σ over stations of what each of them stands for (km, lamps, spaces): its component, which is that number times the
   * readings expected, divided by the readings expected. `passing`: only of stations that work, by DAT-02's 75 %.
   */
  | { readonly of: 'weight' | 'passing'; readonly at: number }
  /** A figure about the area: a fact's key, `area_km2`, or a socio-economic series' id. */
  | { readonly of: 'figure'; readonly name: string };

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
  /**
   * Σ num; `known`: component that must be above 0 for the sum to be known at all. `nothing`: it is 0, too, where there was
   * nothing `of` it to sum up although it was `seen`.
   */
  | {
      readonly kind: 'sum';
      readonly num: number;
      readonly known: number;
      readonly nothing?: { readonly of: number; readonly seen: number };
    }
  /** Greatest station value with its place; `known` as above, per station. */
  | { readonly kind: 'max'; readonly num: number; readonly known: number }
  /** Percentile of a histogram that stands in consecutive components. */
  | {
      readonly kind: 'percentile';
      readonly first: number;
      readonly edges: readonly number[];
      readonly p: number;
    }
  /** 10·lg(Σ num / Σ den) of sound energies: never a mean of decibels. */
  | { readonly kind: 'energy-mean'; readonly num: number; readonly den: number }
  /**
   * One number a station, num / den (as a level: 10·lg of it), then over the stations that have one and `enough`
   * data: their mean, their median, or the share in percent that lies above the threshold. Never a mean of means.
   */
  | {
      readonly kind: 'stations';
      readonly reduce: 'mean' | 'median' | { readonly shareAbove: number };
      readonly num: number;
      readonly den: number;
      readonly level?: boolean;
      readonly enough?: EnoughAt;
    }
  /** num / den · scale; null where one of them isn't known, or den = 0. */
  | { readonly kind: 'quotient'; readonly num: Term; readonly den: Term; readonly scale: number }
  /** A named reducer (`REDUCERS`) of the station-days of the period; it gets the components named here, in order. */
  | { readonly kind: 'overDays'; readonly reducer: ReducerName; readonly components: readonly number[] }
  /** A planner's own formula over the sums of named components, whose places are in `at`. */
  | {
      readonly kind: 'expression';
      readonly expression: Expression;
      readonly at: Readonly<Record<string, number>>;
    };

/** The formula of one kind. */
export type FormulaOf<K extends Formula['kind']> = Extract<Formula, { kind: K }>;
