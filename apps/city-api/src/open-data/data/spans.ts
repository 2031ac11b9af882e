import type { Period } from '@app/contracts';
import { FINAL_AFTER_MS, formatLocal, parseInstant, periodEnd, periodStart } from '@app/kpi';

type SpanKind = 'month' | 'year';

/** What one file covers, by local time; epoch ms. */
export interface FileSpan {
  /** `2026-11` or `2026`: the file's name without its ending. */
  readonly name: string;
  readonly kind: SpanKind;
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** The month or year that holds a moment. */
export function spanAt(kind: SpanKind, at: number): FileSpan {
  const from = periodStart(kind, at);
  const name = formatLocal(from).slice(0, kind === 'month' ? 7 : 4);
  return { name, kind, from, to: periodEnd(kind, from) };
}

/** The month or year of a name; null for a text that is neither. */
export function spanNamed(name: string): FileSpan | null {
  const kind = /^\d{4}-\d{2}$/.test(name) ? 'month' : /^\d{4}$/.test(name) ? 'year' : null;
  if (kind === null) return null;
  const from = parseInstant(kind === 'month' ? `${name}-01` : `${name}-01-01`);
  return from === null ? null : spanAt(kind, from);
}

/** Whether every value of the span is final. */
export function isFinished(span: FileSpan, now: number): boolean {
  return now >= span.to + FINAL_AFTER_MS;
}

/** Finished months or years from the one that holds `first` on, the newest first. */
export function finishedSpans(kind: SpanKind, first: number, now: number): FileSpan[] {
  const found: FileSpan[] = [];
  for (let span = spanAt(kind, first); isFinished(span, now); span = spanAt(kind, span.to)) found.push(span);
  return found.reverse();
}

/**
 * Periods whose values stand in files of a kind, each value in the file in which its period ends: a month's file has the days
 * (of a KPI without daily values the hours), weeks, the month and the quarter; a year's file has the year.
 */
export function periodsIn(kind: SpanKind, served: readonly Period[]): Period[] {
  if (kind === 'year') return served.filter((period) => period === 'year');
  const finest: Period = served.includes('day') ? 'day' : 'hour';
  return served.filter((period) => [finest, 'week', 'month', 'quarter'].includes(period));
}

/** Whether a period ends in the span. */
export function endsIn(span: FileSpan, period: Period, from: number): boolean {
  const end = periodEnd(period, from);
  return end > span.from && end <= span.to;
}
