import type { StationDays } from '../core/day-vectors.js';
import type { Reduced } from '../core/reduced.js';
import { CompensatedSum, compensatedSum } from '../core/sum.js';
import { civilFromDays, localDay, weekday } from '../time/civil.js';

/** [kpi.md §6.2, MOB-15] Months that the mean needs, and weekdays in each of them. */
const LEAST_MONTHS = 11;
const LEAST_WEEKDAYS = 6;

const mean = (values: readonly number[]): number => compensatedSum(values) / values.length;

/**
 * AASHTO mean of day totals: over the seven weekdays, of the mean over the months, of the mean of that weekday's days in
 * the month; it weighs weekdays and months alike, whatever days are missing. Null with too few of them.
 * @param days starts of local days of one year, epoch ms, with their totals
 */
export function aashtoMean(days: readonly { readonly at: number; readonly total: number }[]): number | null {
  const cells = new Map<number, Map<number, number[]>>();
  for (const { at, total } of days) {
    const { month } = civilFromDays(localDay(at));
    let byWeekday = cells.get(month);
    if (byWeekday === undefined) cells.set(month, (byWeekday = new Map<number, number[]>()));
    const totals = byWeekday.get(weekday(at));
    if (totals === undefined) byWeekday.set(weekday(at), [total]);
    else totals.push(total);
  }
  const months = [...cells.values()].filter((byWeekday) => byWeekday.size >= LEAST_WEEKDAYS);
  if (months.length < LEAST_MONTHS) return null;
  const weekdays = [1, 2, 3, 4, 5, 6, 7].flatMap((day) => {
    const means = months.flatMap((byWeekday) => {
      const totals = byWeekday.get(day);
      return totals === undefined ? [] : [mean(totals)];
    });
    return means.length === 0 ? [] : [mean(means)];
  });
  return mean(weekdays);
}

/**
 * [KPI MOB-15] A station's AADT, and of an area Σ(AADT·L) / ΣL over its stations: volumes along one road are never
 * summed. A station without a segment is left out, unless it is the only one. [AASHTO; kpi.md §3.1, §3.6]
 */
export function aadt(stations: readonly StationDays[]): Reduced {
  const num = new CompensatedSum();
  const den = new CompensatedSum();
  let hasDays = false;
  for (const { days, values } of stations) {
    const [vehicles, vkt, counts] = values;
    const whole = days.flatMap((at, i) =>
      (counts?.[i] ?? 0) > 0 ? [{ at, total: vehicles?.[i] ?? 0, vkt: vkt?.[i] ?? 0 }] : [],
    );
    hasDays ||= whole.length > 0;
    const found = aashtoMean(whole);
    if (found === null) continue;
    const total = compensatedSum(whole.map((day) => day.total));
    const km = total > 0 ? compensatedSum(whole.map((day) => day.vkt)) / total : 0;
    const weight = km > 0 || stations.length > 1 ? km : 1;
    num.add(found * weight);
    den.add(weight);
  }
  if (den.value > 0) return { value: num.value / den.value, num: num.value, den: den.value };
  const nothing = { value: null, num: null, den: 0 };
  return hasDays ? { ...nothing, reason: 'too_few_days' } : nothing;
}
