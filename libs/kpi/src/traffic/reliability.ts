import type { StationDays } from '../core/day-vectors.js';
import type { Reduced } from '../core/reduced.js';
import { CompensatedSum, compensatedSum } from '../core/sum.js';

/** Share of a day's peak readings that its travel time needs. [kpi.md §3.5] */
const DAY_SHARE = 0.75;
/** Valid days that a percentile over days needs. [P] */
const LEAST_DAYS = 5;

/** One segment's valid peak days: veh·h, veh·h at free flow, veh·km. */
interface PeakDay {
  readonly vht: number;
  readonly vhtFf: number;
  readonly vkt: number;
}

function peakDays({ days, values }: StationDays): PeakDay[] {
  const [vht, vhtFf, vkt, valid, expected] = values;
  return days.flatMap((_, i) => {
    const owed = expected?.[i] ?? 0;
    const day = { vht: vht?.[i] ?? 0, vhtFf: vhtFf?.[i] ?? 0, vkt: vkt?.[i] ?? 0 };
    const isValid = owed > 0 && (valid?.[i] ?? 0) >= DAY_SHARE * owed - 1e-9;
    return isValid && day.vht > 0 && day.vhtFf > 0 && day.vkt > 0 ? [day] : [];
  });
}

/** Nearest rank: the smallest value that at least a share p of the values doesn't exceed, as InfluxQL's PERCENTILE. */
export function nearestRank(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  // 0.95 · 20 is 19 in the head and 19.000000000000004 in binary at times.
  return sorted[Math.max(0, Math.ceil(p * sorted.length - 1e-9) - 1)] ?? NaN;
}

/** Σ w·x / Σ w over the segments with enough days; w is their veh·km in the peaks of those days. */
function vktWeighted(stations: readonly StationDays[], index: (days: readonly PeakDay[]) => number): Reduced {
  const num = new CompensatedSum();
  const den = new CompensatedSum();
  let hasSegment = false;
  for (const station of stations) {
    const days = peakDays(station);
    if (days.length > 0) hasSegment = true;
    if (days.length < LEAST_DAYS) continue;
    const weight = compensatedSum(days.map(({ vkt }) => vkt));
    num.add(weight * index(days));
    den.add(weight);
  }
  if (den.value > 0) return { value: num.value / den.value, num: num.value, den: den.value };
  const nothing = { value: null, num: null, den: 0 };
  return hasSegment ? { ...nothing, reason: 'too_few_days' } : nothing;
}

/**
 * [KPI MOB-06] Planning Time Index: P95 over days of the peaks' mean travel time over that at free flow, per segment
 * (both directions of a station together), then weighted by veh·km. [FHWA UCR; kpi.md §3.4, §3.6]
 */
export function planningTimeIndex(stations: readonly StationDays[]): Reduced {
  return vktWeighted(stations, (days) =>
    nearestRank(
      days.map(({ vht, vhtFf }) => vht / vhtFf),
      0.95,
    ),
  );
}

/** [KPI MOB-07] Buffer index: (P95 − mean)/mean of the days' travel time per km, percent. [FHWA; kpi.md §3.4] */
export function bufferIndex(stations: readonly StationDays[]): Reduced {
  return vktWeighted(stations, (days) => {
    const times = days.map(({ vht, vkt }) => vht / vkt);
    const mean = compensatedSum(times) / times.length;
    return ((nearestRank(times, 0.95) - mean) / mean) * 100;
  });
}
