/** What a value must be read with, on its item besides `reason`. */
export const CAVEATS = [
  /** Takes the speed at a point for the speed along the segment: a proxy (method = spot). [kpi.md §3.4] */
  'spot_speed',
  /** Counts the vehicles of an interval by the interval's mean speed: a proxy. */
  'interval_speed',
  /** No official value of an area exists: that of the worst station, which `place` names. [QĐ 1459] */
  'unofficial',
  /** The median of the stations' values, for information only. */
  'median',
  /** Rests on the roads that are monitored, not on all. */
  'monitored_roads',
] as const;
export type Caveat = (typeof CAVEATS)[number];

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
  /** A concentration lay above the last breakpoint: the index stays at 500. [kpi.md §2.3] */
  'over_range',
  'recalculation',
  'restatement',
  'too_few_days',
  'no_limit',
  /** A figure of the registry that the formula needs is not recorded for the area or its stations. */
  'no_figure',
  /** Rests on a figure of the virtual city. */
  'virtual_figure',
  /** A meter began anew; the step itself counts nothing. */
  'meter_reset',
  /** Nothing happened that could be judged. */
  'no_event',
  'publication',
  'not_official',
  'as_published',
  'no_coverage',
  'scaled',
] as const;
export type Reason = Exclude<(typeof REASONS)[number], null>;
