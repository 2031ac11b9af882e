import { addBasis, countsIn, EXPECTED } from '../core/basis.js';
import { componentIndex, type Domain, type MemberMethod } from '../core/method.js';
import { factAt } from '../core/station.js';
import type { StationHour } from '../core/windows.js';

const PARKING = componentIndex([
  /** Σ used·Δt and Σ capacity·Δt, space-hours; each reading stands for one cadence. */
  'used_h',
  'capacity_h',
  /** Public spaces with real-time information, times the readings expected: their number is this / expected. */
  'realtime_e',
] as const);
const at = PARKING.at;

/** Fact `lot`: `{ spaces, realtime }`. */
function lotOf(hour: StationHour): { spaces: number; realtime: boolean } | null {
  const { spaces, realtime } = (factAt(hour.station, 'lot', hour.from) ?? {}) as Record<string, unknown>;
  return typeof spaces === 'number' ? { spaces, realtime: realtime === true } : null;
}

/**
 * Car parks. A window in which the device told no capacity takes the lot's registered spaces; with neither, its
 * occupancy is left out, for a numerator without its denominator would only raise the share.
 */
export const parkingDomain: Domain = {
  id: 'parking',
  components: PARKING.names,
  fields: ['readings', 'tms', 'used_n', 'used_sum', 'capacity_n', 'capacity_sum'],
  lookbackHours: 0,
  subHour: ['15min'],
  compute(hour, first, last) {
    const vector = new Float64Array(PARKING.names.length);
    if (!addBasis(vector, hour, first, last)) return null;
    const lot = lotOf(hour);
    if (lot?.realtime === true) vector[at.realtime_e] = lot.spaces * (vector[EXPECTED] ?? 0);
    const [usedN, usedSum, capN, capSum] = ['used_n', 'used_sum', 'capacity_n', 'capacity_sum'].map((name) =>
      hour.field(name),
    );
    for (const series of hour.series) {
      if (!countsIn(series, first, last)) continue;
      const hours = series.device.cadenceS / 3600;
      for (let w = first; w < last; w++) {
        const row = series.rows[w] ?? -1;
        const [readings, told] = [hour.value(usedN, row), hour.value(capN, row)];
        const capacity = told > 0 ? hour.value(capSum, row) / told : (lot?.spaces ?? 0);
        if (readings === 0 || capacity <= 0) continue;
        vector[at.used_h] = (vector[at.used_h] ?? 0) + hours * hour.value(usedSum, row);
        vector[at.capacity_h] = (vector[at.capacity_h] ?? 0) + hours * readings * capacity;
      }
    }
    return vector;
  },
};

/** Parking KPIs. [kpi.md §6.2 MOB-16, MOB-17] */
export const parkingMembers: readonly MemberMethod[] = [
  {
    kpi: 'MOB-16',
    family: 'MOB-16',
    domain: 'parking',
    periods: ['15min', 'hour', 'day', 'week', 'month', 'quarter', 'year'],
    formula: { kind: 'ratio', num: at.used_h, den: at.capacity_h, scale: 100 },
    without: 'no_figure',
  },
  {
    kpi: 'MOB-17',
    family: 'MOB-17',
    domain: 'parking',
    periods: ['month', 'quarter', 'year'],
    only: 'area',
    formula: {
      kind: 'quotient',
      num: { of: 'passing', at: at.realtime_e },
      den: { of: 'figure', name: 'lot_spaces' },
      scale: 100,
    },
    without: 'no_figure',
    alwaysKnown: true,
  },
];
