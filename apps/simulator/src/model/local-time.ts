/** Local time of the city: UTC+7, no daylight saving. */
const OFFSET_MS = 7 * 3_600_000;
const MINUTE_MS = 60_000;
export const QUARTER_MS = 15 * MINUTE_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Hours since local midnight, in [0, 24). */
export function localHour(at: number): number {
  return ((at + OFFSET_MS) % DAY_MS) / HOUR_MS;
}

/** Number of the local day since 1970-01-01. */
function localDay(at: number): number {
  return Math.floor((at + OFFSET_MS) / DAY_MS);
}

/** Start of the local day (epoch ms). */
export function startOfLocalDay(at: number): number {
  return localDay(at) * DAY_MS - OFFSET_MS;
}

/** 1 = Monday … 7 = Sunday. 1970-01-01 was a Thursday. */
export function weekday(at: number): number {
  return ((localDay(at) + 3) % 7) + 1;
}

/** Whether `at` lies in a weekday's rush hours, 06:30–08:30 or 16:30–18:30. */
export function isPeak(at: number): boolean {
  const hour = localHour(at);
  return weekday(at) <= 5 && ((hour >= 6.5 && hour < 8.5) || (hour >= 16.5 && hour < 18.5));
}

/** Local date `YYYY-MM-DD`. */
export function localDate(at: number): string {
  return new Date(at + OFFSET_MS).toISOString().slice(0, 10);
}

/** RFC 3339 with the city's offset, to the millisecond. */
export function localIso(at: number): string {
  return `${new Date(at + OFFSET_MS).toISOString().slice(0, 23)}+07:00`;
}
