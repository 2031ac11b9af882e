/** Digits at the places of `YYYY-MM-DDThh:mm:ss`. */
const PATTERN = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)$/;

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Epoch ms of an RFC 3339 time, or NaN. An offset or `Z` is required: a naive local time can't be told from a wrong
 * one. Digits below the millisecond are cut. A leap second (`:60`) is the second after it.
 */
export function parseTime(text: string): number {
  if (text.length > 35 || !PATTERN.test(text)) return NaN;
  const year = two(text, 0) * 100 + two(text, 2);
  const month = two(text, 5);
  const day = two(text, 8);
  const hour = two(text, 11);
  const minute = two(text, 14);
  const second = two(text, 17);
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return NaN;
  if (hour > 23 || minute > 59 || second > 60) return NaN;
  const offset = offsetMinutes(text);
  if (Number.isNaN(offset)) return NaN;
  const minutes = (daysFromCivil(year, month, day) * 24 + hour) * 60 + minute - offset;
  return minutes * 60_000 + second * 1000 + fraction(text);
}

/** Whether the text would be a time if only it named its offset. */
export function isNaive(text: string): boolean {
  return text.length <= 30 && !Number.isNaN(parseTime(`${text}Z`));
}

function two(text: string, at: number): number {
  return (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
}

function daysIn(year: number, month: number): number {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return (DAYS[month - 1] ?? 0) + (leap ? 1 : 0);
}

function offsetMinutes(text: string): number {
  const last = text.charCodeAt(text.length - 1);
  if (last === 90 || last === 122) return 0;
  const hours = two(text, text.length - 5);
  const minutes = two(text, text.length - 2);
  if (hours > 23 || minutes > 59) return NaN;
  const total = hours * 60 + minutes;
  return text.charCodeAt(text.length - 6) === 45 ? -total : total;
}

function fraction(text: string): number {
  if (text.charCodeAt(19) !== 46) return 0;
  let ms = 0;
  for (let i = 20, weight = 100; weight >= 1; i++, weight /= 10) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) break;
    ms += digit * weight;
  }
  return ms;
}

/** Days since 1970-01-01 of a Gregorian date: years counted from March, in cycles of 400. */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
