import { describe, expect, it } from '@jest/globals';
import type { TestRegistry } from '../test-registry.js';
import { T0, fresh } from './given.js';

export function describeWork(get: () => TestRegistry): void {
  describe('work', () => {
    const key = (domain: string, from = T0, dueAt = T0) => ({ domain, level: 'hour' as const, from, dueAt });
    const of = <T extends { domain: string }>(rows: readonly T[], domain: string): T[] =>
      rows.filter((row) => row.domain === domain);

    it('gives a due cell to one of many evaluators', async () => {
      const { work } = get();
      const domain = fresh('domain');
      await work.add([1, 2, 3, 4].map((n) => key(domain, T0 + n)));

      const claims = await Promise.all(['a', 'b', 'c'].map((owner) => work.claim(owner, T0, 2, 1_000)));

      const seen = of(claims.flat(), domain).map((row) => row.from);
      expect(seen.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4].map((n) => T0 + n));
      await work.done(of(claims.flat(), domain));
    });

    it('hands a cell out when it is due, and again when its lease has run out', async () => {
      const { work } = get();
      const domain = fresh('domain');
      await work.add([key(domain, T0, T0 + 10)]);

      expect(of(await work.claim('a', T0 + 9, 100, 50), domain)).toEqual([]);
      expect(of(await work.claim('a', T0 + 10, 100, 50), domain)).toHaveLength(1);
      expect(of(await work.claim('b', T0 + 59, 100, 50), domain)).toEqual([]);
      const again = of(await work.claim('b', T0 + 60, 100, 50), domain);
      expect(again).toHaveLength(1);
      await work.done(again);
    });

    it('keeps a cell that was marked again while it was evaluated', async () => {
      const { work } = get();
      const domain = fresh('domain');
      await work.add([key(domain)]);
      const first = of(await work.claim('a', T0, 100, 60_000), domain);

      await work.add([key(domain)]);
      await work.done(first);
      const second = of(await work.claim('b', T0, 100, 60_000), domain);
      await work.done(second);

      expect(second.map((row) => row.seq)).not.toEqual(first.map((row) => row.seq));
      expect(of(await work.claim('c', T0 + 100_000, 100, 1), domain)).toEqual([]);
    });

    it('keeps the earlier due time of two marks', async () => {
      const { work } = get();
      const domain = fresh('domain');
      await work.add([key(domain, T0, T0 + 5)]);
      await work.add([key(domain, T0, T0 + 500)]);

      const claimed = of(await work.claim('a', T0 + 5, 100, 1_000), domain);
      await work.done(claimed);

      expect(claimed).toMatchObject([{ level: 'hour', from: T0, dueAt: T0 + 5 }]);
      expect(await work.depth()).toBe(0);
    });

    it('hands the trace of a reading out once, and the next one with the next mark', async () => {
      const { work } = get();
      const domain = fresh('domain');
      const tracesOf = async (now: number) =>
        of(await work.claim('a', now, 100, 10), domain).map((row) => row.trace);
      await work.add([{ ...key(domain), trace: 'first' }]);
      await work.add([key(domain)]);

      expect(await tracesOf(T0)).toEqual(['first']);
      expect(await tracesOf(T0 + 10)).toEqual([null]);
      await work.add([{ ...key(domain), trace: 'second' }]);
      const last = of(await work.claim('b', T0 + 20, 100, 10), domain);
      await work.done(last);

      expect(last.map((row) => row.trace)).toEqual(['second']);
    });
  });
}
