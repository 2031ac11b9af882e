import { z } from 'zod';
import { Problem } from './problem.js';

/** Query part of every paged list. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(10_000).default(1000).describe('items a page'),
  after: z.string().max(512).optional().describe('`next` of the page before'),
};

/** `{items,next}`: `next` is null on the last page. */
export function listOf<S extends z.ZodType>(
  item: S,
): z.ZodObject<{ items: z.ZodArray<S>; next: z.ZodNullable<z.ZodString> }> {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

const WRONG_CURSOR = 'after: take it from `next` of the page before';

/**
 * One page of an in-memory list. `keyOf` names an item for the cursor, so that items which came in before the page's
 * end make the next page neither repeat nor leave out any. Problem 400 for a cursor that isn't one.
 */
export function pageOf<T>(
  all: readonly T[],
  query: { limit: number; after?: string | undefined },
  keyOf: (item: T) => string,
): Page<T> {
  const start = query.after === undefined ? 0 : startAfter(all, query.after, keyOf);
  const items = all.slice(start, start + query.limit);
  const last = items.at(-1);
  const end = start + items.length;
  return {
    items,
    next: last !== undefined && end < all.length ? `${end.toString(36)}.${keyOf(last)}` : null,
  };
}

function startAfter<T>(all: readonly T[], cursor: string, keyOf: (item: T) => string): number {
  const match = /^([0-9a-z]{1,8})\.(.+)$/s.exec(cursor);
  if (match === null) throw wrongCursor();
  const [position, key] = [Number.parseInt(match[1] ?? '', 36), match[2]];
  const before = all[position - 1];
  if (before !== undefined && keyOf(before) === key) return position;
  const moved = all.findIndex((item) => keyOf(item) === key);
  return moved < 0 ? position : moved + 1;
}

/** The reply to an `after` that no page gave. */
export function wrongCursor(): Problem {
  return new Problem(400, WRONG_CURSOR);
}
