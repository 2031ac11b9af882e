import { parseInstant } from '@app/kpi';
import type { IndicatorValue } from '@app/registry';

/**
 * Of values in all their revisions (ascending) the newest of each that is out: observed, not planned, and not under embargo
 * until its publication day.
 */
export function publishedValues(values: readonly IndicatorValue[], now: number): IndicatorValue[] {
  const found = new Map<string, IndicatorValue>();
  for (const value of values) {
    const day = value.publishedAt === null ? null : parseInstant(value.publishedAt);
    if (value.status === 'plan' || (day !== null && day > now)) continue;
    const { indicator, set, area, period, from } = value;
    found.set([indicator, set, area, period, from].join('|'), value);
  }
  return [...found.values()];
}
