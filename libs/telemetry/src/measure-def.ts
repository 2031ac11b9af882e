/**
 * How a measure's values add up. `count`: amount in an interval (may be fractional, e.g. millimetres of rain);
 * `gauge`: value at a moment or mean of an interval; `level`: decibels, averaged by energy; `meter`: cumulative
 * counter, used by differences; `state`: one of a few named conditions that lasts until the next reading.
 */
export const MEASURE_KINDS = ['count', 'gauge', 'level', 'meter', 'state'] as const;
export type MeasureKind = (typeof MEASURE_KINDS)[number];

/** How a series query aggregates a measure unless it is told otherwise. */
export const AGGREGATES = ['sum', 'mean', 'max', 'min', 'leq', 'delta', 'last'] as const;
export type Aggregate = (typeof AGGREGATES)[number];

/** One measure of the catalogue (`seeds/measures.yaml`). */
export interface MeasureDef {
  /** Key inside the family, as in native payloads: `speed`, or `n.motorcycle` for `{"n":{"motorcycle":…}}`. */
  readonly key: string;
  readonly family: string;
  /** Field name in the time series: the key with `.` as `_`. */
  readonly column: string;
  /** UCUM unit. */
  readonly unit: string;
  readonly kind: MeasureKind;
  /** Valid range, both ends included. */
  readonly min: number;
  readonly max: number;
  /** Limit of an interval count per hour of its interval; shorter intervals than 5 min count as 5 min. */
  readonly maxPerHour: number | null;
  /** Greatest believable change in units a minute; null where none is physically safe to assume. */
  readonly maxRatePerMinute: number | null;
  /** Expected seconds between readings, for devices that name none. */
  readonly cadenceS: number;
  /**
   * Readings after which one and the same value is no measurement any more, of a measure that moves by nature; null where
   * a value may stand still.
   */
  readonly frozenAfter: number | null;
  /** Ascending histogram edges of a gauge, or null for none. A value equal to an edge lies above it. */
  readonly edges: readonly number[] | null;
  /** Name → number of each state; null unless the kind is `state`. */
  readonly states: Readonly<Record<string, number>> | null;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly defaultAgg: Aggregate;
}

/** The measures of one family in the fixed order in which `Reading.values` holds them. */
export class FamilyLayout {
  /** Key → slot. */
  readonly index: ReadonlyMap<string, number>;
  /** Slots of the keys without a dot. */
  readonly plain: ReadonlyMap<string, number>;
  /** Group → member → slot, for keys with a dot: `n` → `motorcycle` → slot. */
  readonly groups: ReadonlyMap<string, ReadonlyMap<string, number>>;

  constructor(
    readonly family: string,
    readonly measures: readonly MeasureDef[],
  ) {
    this.index = new Map(measures.map((measure, slot) => [measure.key, slot]));
    this.plain = new Map([...this.index].filter(([key]) => !key.includes('.')));
    const groups = new Map<string, Map<string, number>>();
    for (const [key, slot] of this.index) {
      const dot = key.indexOf('.');
      if (dot < 0) continue;
      const name = key.slice(0, dot);
      const members = groups.get(name) ?? new Map<string, number>();
      groups.set(name, members.set(key.slice(dot + 1), slot));
    }
    this.groups = groups;
  }
}
