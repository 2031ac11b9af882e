import { z } from 'zod';

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

/** One page of an in-memory list, by position. */
export function pageOf<T>(all: readonly T[], query: { limit: number; after?: string | undefined }): Page<T> {
  const start = query.after === undefined ? 0 : Number.parseInt(query.after, 36) || 0;
  const items = all.slice(start, start + query.limit);
  return { items, next: start + items.length < all.length ? (start + items.length).toString(36) : null };
}
