import { timeOfDay, weekday } from '@app/kpi';
import type { QuietHours } from './rule.schema.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** True at a moment of which a rule says that nobody is to be told; local time. A night belongs to the day it begins on. */
export function isQuiet(hours: readonly QuietHours[], at: number): boolean {
  const minute = Math.floor(timeOfDay(at) / MINUTE_MS);
  return hours.some(({ from, to, weekdays }) => {
    const [start, end] = [minutes(from), minutes(to)];
    const isOn = (day: number): boolean => weekdays === undefined || weekdays.includes(weekday(day));
    if (start < end) return minute >= start && minute < end && isOn(at);
    return (minute >= start && isOn(at)) || (minute < end && isOn(at - DAY_MS));
  });
}

function minutes(text: string): number {
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  return hour * 60 + minute;
}
