import { localHour, weekday } from './local-time.js';

const bump = (hour: number, centre: number, width: number): number =>
  Math.exp(-(((hour - centre) / width) ** 2) / 2);

/**
 * How busy the streets are, 0.03 (small hours) to about 1 (rush hours): two sharp peaks on weekdays, a late and flat
 * day on Saturdays, a flatter one on Sundays.
 */
export function demand(at: number): number {
  const hour = localHour(at);
  const night = 0.04 + 0.03 * bump(hour, 23, 1.5) + 0.03 * bump(hour, 0, 1);
  if (weekday(at) <= 5) {
    const base = 0.42 * bump(hour, 12.3, 4.2) + 0.22 * bump(hour, 19.8, 1.8);
    return night + base + 0.62 * bump(hour, 7.4, 0.72) + 0.58 * bump(hour, 17.4, 0.78);
  }
  const scale = weekday(at) === 6 ? 0.8 : 0.66;
  return night + scale * (0.6 * bump(hour, 10, 2.4) + 0.75 * bump(hour, 17.5, 2.6));
}
