import type { Period } from '@app/contracts';
import { DAY_MS, periodStart } from '@app/kpi';
import type { Span } from '../http/span.js';

const DEFAULT_SPAN_DAYS: Readonly<Record<Period, number>> = {
  '5min': 1,
  '15min': 2,
  hour: 7,
  day: 92,
  week: 366,
  month: 3 * 366,
  quarter: 10 * 366,
  year: 30 * 366,
};

/** Span that is answered when none is asked for: up to now. */
export function defaultSpan(period: Period, now: number): Span {
  return { from: periodStart(period, now - DEFAULT_SPAN_DAYS[period] * DAY_MS), to: now + 1 };
}
