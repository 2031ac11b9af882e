import { SPEED_LIMITS_KMH } from '@app/contracts';
import type { HourSeries, StationHour } from '../core/windows.js';
import { add, type Segment } from './directions.js';
import { TRAFFIC } from './traffic-components.js';

const at = TRAFFIC.at;

/** Window fields with the vehicles of intervals above each limit. */
export const SPEEDING_FIELDS: readonly string[] = SPEED_LIMITS_KMH.map((limit) => `n_gt${limit}`);

/**
 * [KPI SAF-03] Vehicles of intervals whose mean speed is above the segment's limit: a proxy, since devices send no
 * single vehicle's speed. Windows stored before the fields were there count in neither sum.
 */
export function addSpeeding(
  vector: Float64Array,
  hour: StationHour,
  lanes: readonly HourSeries[],
  first: number,
  last: number,
  segment: Segment | null,
): void {
  if (segment === null || Number.isNaN(segment.speedLimitKmh)) return;
  const over = hour.field(`n_gt${segment.speedLimitKmh}`);
  const withSpeed = hour.field('n_spd');
  for (const lane of lanes) {
    for (let w = first; w < last; w++) {
      const row = lane.rows[w] ?? -1;
      const vehicles = row < 0 ? undefined : over?.[row];
      if (vehicles === undefined || Number.isNaN(vehicles)) continue;
      add(vector, at.sp_n, hour.value(withSpeed, row));
      add(vector, at.sp_over, vehicles);
    }
  }
}
