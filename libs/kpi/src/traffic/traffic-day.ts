import { EXPECTED, VALID } from '../core/basis.js';
import type { DayHours } from '../core/method.js';
import { quarterVolumes } from './quarters.js';
import { TRAFFIC } from './traffic-components.js';

const at = TRAFFIC.at;

/** Share of each hour's readings that a day total for AADT needs: sums are never scaled up. [P] */
const WHOLE_SHARE = 0.95;

/** Components of a day that aren't sums over its hours. In place. */
export function closeTrafficDay(vector: Float64Array, day: DayHours): void {
  vector[at.q1] = vector[at.q2] = vector[at.q3] = vector[at.q4] = vector[at.q_known] = 0;
  vector[at.cg_hvkt] = (vector[at.cg_h] ?? 0) * (vector[at.cg_vkt] ?? 0);
  const peak = peakHour(day.hours.flatMap(quarterVolumes));
  vector[at.ph_v60] = peak?.volume ?? 0;
  vector[at.ph_4v15] = 4 * (peak?.busiest ?? 0);
  vector[at.aadt_day] = day.now >= day.to && isWhole(day.hours) ? 1 : 0;
}

/**
 * The four consecutive quarters with most vehicles (the first of equals) and the busiest of them; null where no four
 * are known or nobody passed. [HCM; kpi.md §3.1]
 */
export function peakHour(
  quarters: readonly (number | null)[],
): { readonly volume: number; readonly busiest: number } | null {
  let best: { volume: number; busiest: number } | null = null;
  for (let first = 0; first + 4 <= quarters.length; first++) {
    const four = quarters.slice(first, first + 4).filter((n) => n !== null);
    if (four.length < 4) continue;
    const volume = four.reduce((sum, n) => sum + n, 0);
    if (volume > (best?.volume ?? 0)) best = { volume, busiest: Math.max(...four) };
  }
  return best;
}

/** [KPI MOB-15] True when the station was in service in all 24 hours and hardly a reading is missing. */
function isWhole(hours: readonly (Float64Array | null)[]): boolean {
  if (hours.length < 24) return false;
  return hours.every((hour) => {
    const owed = hour?.[EXPECTED] ?? 0;
    return owed > 0 && (hour?.[VALID] ?? 0) >= WHOLE_SHARE * owed - 1e-9;
  });
}
