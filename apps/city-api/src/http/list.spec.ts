import { describe, expect, it } from '@jest/globals';
import { Problem } from './problem.js';
import { type Page, pageOf } from './list.js';

const keyOf = (item: string): string => item;

describe('pageOf', () => {
  it('gives all items over its pages and no next on the last one', () => {
    const all = ['a', 'b', 'c', 'd', 'e'];
    const pages: Page<string>[] = [];
    let after: string | undefined;
    do {
      const page = pageOf(all, { limit: 2, after }, keyOf);
      pages.push(page);
      after = page.next ?? undefined;
    } while (after !== undefined);

    expect(pages.map((page) => page.items)).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  });

  it('goes on after the same item when others came in before it', () => {
    const { next } = pageOf(['b', 'd', 'f'], { limit: 2 }, keyOf);

    const page = pageOf(['a', 'b', 'c', 'd', 'f'], { limit: 2, after: next ?? '' }, keyOf);

    expect(page).toEqual({ items: ['f'], next: null });
  });

  it('goes on at the same place when the item is gone', () => {
    const { next } = pageOf(['a', 'b', 'c'], { limit: 1 }, keyOf);

    expect(pageOf(['b', 'c'], { limit: 5, after: next ?? '' }, keyOf).items).toEqual(['c']);
  });

  it('gives an empty page of an empty list', () => {
    expect(pageOf([], { limit: 5 }, keyOf)).toEqual({ items: [], next: null });
  });

  it.each(['!', '1', '.a', ''])('refuses the cursor %j, which no page gave', (after) => {
    expect(() => pageOf(['a'], { limit: 1, after }, keyOf)).toThrow(Problem);
  });
});
