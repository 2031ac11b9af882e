/** Local time is UTC+7 all year (Asia/Ho_Chi_Minh has no daylight saving). Times are epoch milliseconds. */
export const LOCAL_OFFSET_MS = 25_200_000;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of a proleptic Gregorian date; months 1–12 (13 rolls over). */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The inverse of daysFromCivil. */
export function civilFromDays(days: number): { year: number; month: number; day: number } {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor(
    (doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365,
  );
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const day = doy - Math.floor((153 * mp + 2) / 5) + 1;
  const month = mp < 10 ? mp + 3 : mp - 9;
  return { year: yoe + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** Whole local days since 1970-01-01 local. */
export function localDay(at: number): number {
  return Math.floor((at + LOCAL_OFFSET_MS) / DAY_MS);
}

/** Milliseconds since local midnight. */
export function timeOfDay(at: number): number {
  return at + LOCAL_OFFSET_MS - localDay(at) * DAY_MS;
}

/** 1 = Monday … 7 = Sunday, local. 1970-01-01 was a Thursday. */
export function weekday(at: number): number {
  return ((((localDay(at) + 3) % 7) + 7) % 7) + 1;
}

/** Local midnight that a date begins with. */
export function localMidnight(year: number, month: number, day: number): number {
  return daysFromCivil(year, month, day) * DAY_MS - LOCAL_OFFSET_MS;
}

const two = (n: number): string => (n < 10 ? `0${n}` : String(n));

/** RFC 3339 in local time: `2026-11-23T07:05:00+07:00`; milliseconds only when there are any. */
export function formatLocal(at: number): string {
  const { year, month, day } = civilFromDays(localDay(at));
  const ms = timeOfDay(at);
  const seconds = Math.floor(ms / 1000);
  const rest = ms - seconds * 1000;
  const fraction = rest === 0 ? '' : `.${String(Math.floor(rest)).padStart(3, '0')}`;
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${clock}${fraction}+07:00`;
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:[Zz]|([+-])(\d{2}):?(\d{2}))$/;

function validDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= daysFromCivil(year, month + 1, 1) - daysFromCivil(year, month, 1);
}

/** Epoch ms of an RFC 3339 instant, or of a local date's midnight; null when the text is neither. */
export function parseInstant(text: string): number | null {
  const date = DATE.exec(text);
  if (date !== null) {
    const [year, month, day] = date.slice(1).map(Number) as [number, number, number];
    return validDate(year, month, day) ? localMidnight(year, month, day) : null;
  }
  const match = INSTANT.exec(text);
  if (match === null) return null;
  const [year, month, day, hour, minute] = match.slice(1, 6).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const second = Number(match[6] ?? 0);
  if (!validDate(year, month, day) || hour > 23 || minute > 59 || second > 60) return null;
  const fraction = match[7] === undefined ? 0 : Math.floor(Number(`0.${match[7]}`) * 1000);
  const sign = match[8] === '-' ? -1 : 1;
  const offset = sign * (Number(match[9] ?? 0) * 60 + Number(match[10] ?? 0)) * MINUTE_MS;
  const clock = hour * HOUR_MS + minute * MINUTE_MS + second * 1000 + fraction;
  return daysFromCivil(year, month, day) * DAY_MS + clock - offset;
}
