import { getJson, type Query } from '../../api/client.js';
import type { SeriesItem } from '../../api/types.js';

/** What a series is of. */
export interface SeriesHead {
  readonly id: string;
  readonly area: string | null;
  readonly station: string | null;
  readonly device: string | null;
  readonly tier?: string;
}

export interface Answer {
  readonly heads: readonly SeriesHead[];
  readonly items: readonly (SeriesItem & { readonly series?: string })[];
  /** Whether more points exist than are shown; files have them all. */
  readonly cut: boolean;
}

interface Reply {
  readonly items: Answer['items'];
  readonly next: string | null;
  readonly series?: readonly SeriesHead[];
}

const PAGES = 3;
const PAGE = 10_000;

/** Reads the answer to a question, page after page, up to what a chart can show. */
export async function readAnswer(query: Query, signal: AbortSignal): Promise<Answer> {
  const items: Answer['items'][number][] = [];
  const heads = new Map<string, SeriesHead>();
  let after: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const reply = await getJson<Reply>('/api/v1/series', { ...query, limit: PAGE, after }, signal);
    for (const item of reply.items) items.push(item);
    for (const head of reply.series ?? []) heads.set(head.id, head);
    if (reply.next === null) return { heads: headsOf(heads, query), items, cut: false };
    after = reply.next;
  }
  return { heads: headsOf(heads, query), items, cut: true };
}

/** One series alone is answered without a head. */
function headsOf(heads: ReadonlyMap<string, SeriesHead>, query: Query): readonly SeriesHead[] {
  if (heads.size > 0) return [...heads.values()];
  const text = (value: string | number | undefined): string | null =>
    value === undefined ? null : String(value);
  return [{ id: '', area: text(query['area']), station: text(query['station']), device: null }];
}
