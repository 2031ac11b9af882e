import type { Period } from '../api/types.js';
import { formatDate, formatTime, type Language } from '../i18n/formats.js';

const DAY = 86_400_000;

/** Name of a moment on an axis of a period: 17:05, 23/11, 10/2026, Q4/2026, 2026. */
export function tickText(ms: number, period: Period, language: Language): string {
  const date = formatDate(ms, language);
  const [day = '', month = '', year = ''] = date.split('/');
  switch (period) {
    case '5min':
    case '15min':
    case 'hour': {
      const time = formatTime(ms, language);
      return time === '00:00' ? `${day}/${month}` : time;
    }
    case 'day':
    case 'week':
      return `${day}/${month}`;
    case 'month':
      return `${Number(month)}/${year}`;
    case 'quarter':
      return `Q${Math.ceil(Number(month) / 3)}/${year}`;
    case 'year':
      return year;
  }
}

/** Name of a period for people: adds the date to times of a day and the year to days. */
export function momentText(ms: number, period: Period, language: Language): string {
  const date = formatDate(ms, language);
  if (period === 'day' || period === 'week') return date;
  const tick = tickText(ms, period, language);
  return period.endsWith('min') || period === 'hour' ? `${formatTime(ms, language)} ${date}` : tick;
}

/**
 * Moments to name on an axis: starts of periods, every so many that at most `most` are named, the newest among them.
 * Of times of a day those that are round.
 */
export function ticksOf(times: readonly number[], period: Period, most: number): readonly number[] {
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return [];
  if (period === '5min' || period === '15min' || period === 'hour') return roundTimes(first, last, most);
  const every = Math.max(1, Math.ceil(times.length / Math.max(1, most)));
  return times.filter((_, i) => (times.length - 1 - i) % every === 0);
}

/** Round local times between two moments (UTC+7 has no summer time). */
function roundTimes(first: number, last: number, most: number): readonly number[] {
  const hours = [0.5, 1, 2, 3, 6, 12, 24, 48, 24 * 7];
  const step = (hours.find((one) => (last - first) / (one * 3_600_000) <= most) ?? 24 * 28) * 3_600_000;
  const offset = 7 * 3_600_000;
  const start = Math.ceil((first + offset) / step) * step - offset;
  const ticks: number[] = [];
  for (let at = start; at <= last && ticks.length < 1000; at += step) ticks.push(at);
  return ticks;
}

/** Length of a period that is good enough to draw with. */
export function roughLength(period: Period): number {
  const lengths = { '5min': DAY / 288, '15min': DAY / 96, hour: DAY / 24, day: DAY, week: 7 * DAY };
  const longer = { month: 30.4 * DAY, quarter: 91.3 * DAY, year: 365.25 * DAY };
  return { ...lengths, ...longer }[period];
}
