import { tally } from '../core/basis.js';
import type { MethodContext } from '../core/method.js';
import { coversMinute, type WeeklySpans } from '../core/settings.js';
import type { HourSeries, StationHour } from '../core/windows.js';
import { MINUTE_MS, timeOfDay, weekday } from '../time/civil.js';
import { add, segmentAt, sumDirection, windowStart } from './directions.js';
import { TRAFFIC } from './traffic-components.js';

const at = TRAFFIC.at;

/** True when a moment lies inside one of the spans on one of their weekdays, local time. */
export function isWithin(moment: number, { weekdays, spans }: WeeklySpans): boolean {
  if (!weekdays.includes(weekday(moment))) return false;
  const minute = timeOfDay(moment) / MINUTE_MS;
  return spans.some((span) => coversMinute(span, minute));
}

/** [KPI MOB-05, MOB-06, MOB-07] Vehicle-hours, actual and at free flow, and veh·km with a speed, inside the peaks. */
export function addPeak(
  vector: Float64Array,
  hour: StationHour,
  directions: ReadonlyMap<string, readonly HourSeries[]>,
  first: number,
  last: number,
  context: MethodContext,
): void {
  const { peaks } = context.settings(windowStart(hour, first));
  const peak = (w: number): boolean => isWithin(windowStart(hour, w), peaks);
  if (![...Array(last - first).keys()].some((i) => peak(first + i))) return;
  const segment = segmentAt(hour, windowStart(hour, first));
  for (const lanes of directions.values()) {
    for (const lane of lanes) {
      const { valid, expected, readings } = tally(hour, lane, first, last, peak);
      add(vector, at.pk_valid, valid);
      add(vector, at.pk_expected, expected);
      add(vector, at.pk_readings, readings);
    }
    if (segment === null || Number.isNaN(segment.freeFlowKmh)) continue;
    for (let w = first; w < last; w++) {
      if (!peak(w)) continue;
      const { nOverV, nSpd } = sumDirection(hour, lanes, w, w + 1, {});
      add(vector, at.pk_vkt, nSpd * segment.lengthKm);
      add(vector, at.pk_vht, nOverV * segment.lengthKm);
      add(vector, at.pk_vht_ff, (nSpd * segment.lengthKm) / segment.freeFlowKmh);
    }
  }
}
