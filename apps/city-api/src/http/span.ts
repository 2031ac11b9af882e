import { z } from 'zod';
import { Problem } from './problem.js';

const LOCAL_OFFSET_MS = 7 * 3_600_000;

/** RFC 3339 time with offset, or local date; `instantMs` reads it. */
export const requiredInstant = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/,
    'an RFC 3339 time with offset, e.g. 2026-11-23T07:00:00+07:00, or a local date, e.g. 2026-11-23',
  );

/** Query part `from`, `to`: RFC 3339 time or local date (00:00 at UTC+7); `to` is exclusive. */
export const spanQuery = {
  from: requiredInstant.optional().describe('RFC 3339 time or local date, inclusive'),
  to: requiredInstant.optional().describe('RFC 3339 time or local date, exclusive'),
};

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Epoch milliseconds of a text that `spanQuery` let through. Problem 400 when there is no such day. */
export function instantMs(text: string): number {
  const ms = text.includes('T') ? Date.parse(text) : Date.parse(`${text}T00:00:00Z`) - LOCAL_OFFSET_MS;
  // `Date` takes 30 February for 2 March.
  const day = text.slice(0, 10);
  const isDay = new Date(`${day}T00:00:00Z`).getTime();
  if (Number.isNaN(ms) || Number.isNaN(isDay) || new Date(isDay).toISOString().slice(0, 10) !== day)
    throw new Problem(400, `${text}: no such time`);
  return ms;
}

/** The span asked for, ends filled in from `fallback`. Problem 400 when it is empty. */
export function spanOf(q: { from?: string | undefined; to?: string | undefined }, fallback: Span): Span {
  const to = q.to === undefined ? fallback.to : instantMs(q.to);
  const from =
    q.from === undefined ? Math.min(fallback.from, to - (fallback.to - fallback.from)) : instantMs(q.from);
  if (from >= to) throw new Problem(400, 'from: must lie before to');
  return { from, to };
}
