import { addBasis } from '../core/basis.js';
import { componentIndex, type Domain, type MemberMethod } from '../core/method.js';

const WASTE = componentIndex(['full_h', 'observed_h'] as const);
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
  return ['readings', 'tms', 'fill_n', ...bucketFields.slice(0, buckets)];
}

/** [KPI WST-02] Bin-hours at 90 % or more, and observed: each reading stands for one cadence. */
export const wasteDomain: Domain = {
  id: 'waste',
  components: WASTE.names,
  fields: wasteFields(0),
  lookbackHours: 0,
  subHour: [],
  compute(hour, first, last, context) {
    const vector = new Float64Array(WASTE.names.length);
    if (!addBasis(vector, hour, first, last)) return null;
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
    kpi: 'WST-02',
    family: 'WST-02',
    domain: 'waste',
    periods: ['day', 'week', 'month', 'quarter', 'year'],
    formula: { kind: 'ratio', num: at.full_h, den: at.observed_h, scale: 100 },
    without: 'no_data',
  },
];
