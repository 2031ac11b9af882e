import { SPEED_LIMITS_KMH } from '@app/contracts';
import type { FamilyLayout, MeasureDef } from '@app/telemetry';

/** Upper edges of the lateness histogram in seconds, each included; one more bin holds what is later. */
export const LATENESS_EDGES_S: readonly number[] = [
  1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600, 21_600, 86_400,
];

/** How a field of two partials becomes one. `first` and `last` follow time. */
export type MergeRule = 'sum' | 'min' | 'max' | 'first' | 'last';

/** A measure with the place of its first field. */
export interface PlacedMeasure {
  readonly slot: number;
  readonly at: number;
  readonly def: MeasureDef;
}

/** Places of the fields that every family has. */
export const COMMON = { readings: 0, validS: 1, onlineS: 2, tms: 3, late0: 4 } as const;

/** Suffixes by kind, in order; the histogram of a gauge follows its five. */
const SUFFIXES = {
  count: ['sum', 'n'],
  gauge: ['n', 'sum', 'min', 'max', 'ssq'],
  level: ['n', 'esum', 's', 'min', 'max'],
  meter: ['n', 'delta', 'first', 'last', 'resets'],
  state: ['n', 's0', 's1', 's2', 's3', 'first', 'last'],
} as const;

const RULES: Readonly<Record<string, MergeRule>> = { min: 'min', max: 'max', first: 'first', last: 'last' };

/** Places of what vehicles and their interval's speed make together: Σ n/speed with its weights, and speeding. */
export interface PairPlaces {
  /** Slots of all vehicle classes. */
  readonly classes: readonly number[];
  readonly speed: number;
  /** Field of `n_sum`; `n_spd`, `n_over_v` and the vehicles above each of SPEED_LIMITS_KMH follow it. */
  readonly at: number;
}

/** Which fields a window row of a family has, and where. */
export class WindowLayout {
  /** Field names in the order of a row. */
  readonly fields: readonly string[];
  /** Field → place. */
  readonly index: ReadonlyMap<string, number>;
  readonly rules: readonly MergeRule[];
  readonly measures: readonly PlacedMeasure[];
  readonly meters: readonly PlacedMeasure[];
  readonly states: readonly PlacedMeasure[];
  /** Places that hold a value (min, max, first, last) and so may hold none: NaN. */
  readonly valueFields: readonly number[];
  /** Places of seconds, which an accumulator holds as milliseconds. */
  readonly msFields: readonly number[];
  /** Null where the family has no vehicle classes and speed. */
  readonly pair: PairPlaces | null;

  constructor(readonly layout: FamilyLayout) {
    const fields = ['readings', 'valid_s', 'online_s', 'tms'];
    for (let i = 0; i <= LATENESS_EDGES_S.length; i++) fields.push(`late_${i}`);
    const rules: MergeRule[] = fields.map(() => 'sum');
    this.measures = layout.measures.map((def, slot) => {
      const placed = { slot, at: fields.length, def };
      for (const suffix of SUFFIXES[def.kind]) {
        fields.push(`${def.column}_${suffix}`);
        rules.push(RULES[suffix] ?? 'sum');
      }
      for (let bin = 0; def.edges !== null && bin <= def.edges.length; bin++) {
        fields.push(`${def.column}_h${bin}`);
        rules.push('sum');
      }
      return placed;
    });
    this.pair = placePair(layout, fields, rules);
    this.fields = fields;
    this.rules = rules;
    this.index = new Map(fields.map((field, place) => [field, place]));
    this.valueFields = [...rules.keys()].filter((place) => rules[place] !== 'sum');
    this.msFields = [COMMON.validS, COMMON.onlineS, ...this.measures.flatMap(secondsOf)];
    this.meters = this.measures.filter((measure) => measure.def.kind === 'meter');
    this.states = this.measures.filter((measure) => measure.def.kind === 'state');
  }
}

function placePair(layout: FamilyLayout, fields: string[], rules: MergeRule[]): PairPlaces | null {
  const classes = layout.groups.get('n');
  const speed = layout.index.get('speed');
  if (classes === undefined || speed === undefined) return null;
  const at = fields.length;
  fields.push('n_sum', 'n_spd', 'n_over_v', ...SPEED_LIMITS_KMH.map((limit) => `n_gt${limit}`));
  while (rules.length < fields.length) rules.push('sum');
  return { classes: [...classes.values()], speed, at };
}

function secondsOf({ def, at }: PlacedMeasure): number[] {
  if (def.kind === 'level') return [at + 2];
  return def.kind === 'state' ? [at + 1, at + 2, at + 3, at + 4] : [];
}
