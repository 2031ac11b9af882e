import { addBasis, EXPECTED } from '../core/basis.js';
import {
  componentIndex,
  type DayHours,
  type Domain,
  type MemberMethod,
  type MethodContext,
} from '../core/method.js';
import { factAt } from '../core/station.js';
import type { StationHour } from '../core/windows.js';
import { HOUR_MS } from '../time/civil.js';
import { type BinHour, COLLECTION_LOOKBACK_HOURS, countCollections } from './collections.js';

const MASKS = ['seen_w', 'due_w', 'low_w', 'collected_w'] as const;
const WASTE = componentIndex([
  'full_h',
  'observed_h',
  /** Bins with a sensor, times the readings expected. */
  'sensors_e',
  /** Hours only: windows, a bit each, with a reading, one at 80 % or more, one under 60 %, a collection. */
  ...MASKS,
  /** Days and longer: calls for collection decided, and answered within 24 hours. */
  'decided',
  'timely',
] as const);
const at = WASTE.at;

/** Buckets of a measure's window histogram. */
const MAX_FILL_BUCKETS = 41;
const bucketFields = Array.from({ length: MAX_FILL_BUCKETS }, (_, i) => `fill_h${i}`);

/** Index of the first bucket at or above a threshold: a value equal to an edge lies above it. */
export function bucketAtOrAbove(edges: readonly number[], threshold: number): number | null {
  const edge = edges.indexOf(threshold);
  return edge < 0 ? null : edge + 1;
}

/** Window fields that the domain reads, given how many buckets the catalogue has. */
function wasteFields(buckets: number): string[] {
  return ['readings', 'tms', 'fill_n', 'collected_sum', ...bucketFields.slice(0, buckets)];
}

/** Adds, for every window, what collections are judged by. */
function addMasks(vector: Float64Array, hour: StationHour, context: MethodContext): void {
  const counts = hour.field('fill_n');
  const collections = hour.field('collected_sum');
  const buckets = bucketFields.slice(0, context.fillBuckets).map((field) => hour.field(field));
  const any = (row: number, from: number, to: number): boolean =>
    buckets.slice(from, to).some((bucket) => hour.value(bucket, row) > 0);
  for (const { rows } of hour.series) {
    for (const [w, row] of rows.entries()) {
      if (row < 0) continue;
      const set = (mask: (typeof MASKS)[number], is: boolean): void => {
        if (is) vector[at[mask]] = (vector[at[mask]] ?? 0) | (1 << w);
      };
      const collected = hour.value(collections, row) > 0;
      set('seen_w', collected || hour.value(counts, row) > 0);
      set('collected_w', collected);
      set('due_w', any(row, context.dueBucket, buckets.length));
      set('low_w', any(row, 0, context.dueBucket - 1));
    }
  }
}

function binHour(vector: Float64Array | null): BinHour | null {
  if (vector === null) return null;
  const [seen = 0, due = 0, low = 0, collected = 0] = MASKS.map((mask) => vector[at[mask]] ?? 0);
  return { seen, due, low, collected };
}

function closeDay(vector: Float64Array, { from, hours, before }: DayHours): void {
  const all = [...before, ...hours].map(binHour);
  const { decided, timely } = countCollections(all, from - before.length * HOUR_MS, from);
  for (const mask of MASKS) vector[at[mask]] = 0;
  vector[at.decided] = decided;
  vector[at.timely] = timely;
}

/**
 * [KPI WST-02] Bin-hours at 90 % or more, and observed: each reading stands for one cadence. [KPI WST-01, WST-03] Bins with
 * a sensor; calls for collection and how they were answered.
 */
export const wasteDomain: Domain = {
  id: 'waste',
  components: WASTE.names,
  fields: wasteFields(0),
  lookbackHours: 0,
  dayLookbackHours: COLLECTION_LOOKBACK_HOURS,
  subHour: [],
  closeDay,
  compute(hour, first, last, context) {
    const vector = new Float64Array(WASTE.names.length);
    if (!addBasis(vector, hour, first, last)) return null;
    const { sensor } = (factAt(hour.station, 'bins', hour.from) ?? {}) as Record<string, unknown>;
    // A station that reports a fill level is a bin with a sensor, also where nobody has counted.
    vector[at.sensors_e] = (typeof sensor === 'number' ? sensor : 1) * (vector[EXPECTED] ?? 0);
    addMasks(vector, hour, context);
    const counts = hour.field('fill_n');
    const buckets = bucketFields.slice(context.fullBucket, context.fillBuckets).map((f) => hour.field(f));
    for (const series of hour.series) {
      const hours = series.device.cadenceS / 3600;
      for (let w = first; w < last; w++) {
        const row = series.rows[w] ?? -1;
        if (row < 0) continue;
        vector[at.observed_h] = (vector[at.observed_h] ?? 0) + hours * hour.value(counts, row);
        for (const bucket of buckets) {
          vector[at.full_h] = (vector[at.full_h] ?? 0) + hours * hour.value(bucket, row);
        }
      }
    }
    return vector;
  },
};

export const wasteMembers: readonly MemberMethod[] = [
  {
    kpi: 'WST-01',
    family: 'WST-01',
    domain: 'waste',
    periods: ['month', 'quarter', 'year'],
    only: 'area',
    formula: {
      kind: 'quotient',
      num: { of: 'passing', at: at.sensors_e },
      den: { of: 'figure', name: 'bins' },
      scale: 100,
    },
    without: 'no_figure',
    alwaysKnown: true,
  },
  {
    kpi: 'WST-03',
    family: 'WST-03',
    domain: 'waste',
    periods: ['month', 'quarter', 'year'],
    formula: { kind: 'ratio', num: at.timely, den: at.decided, scale: 100 },
    without: 'no_event',
  },
  {
    kpi: 'WST-02',
    family: 'WST-02',
    domain: 'waste',
    periods: ['day', 'week', 'month', 'quarter', 'year'],
    formula: { kind: 'ratio', num: at.full_h, den: at.observed_h, scale: 100 },
    without: 'no_data',
  },
];
