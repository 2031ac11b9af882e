import { describe, expect, it } from '@jest/globals';
import type { TestRegistry } from '../test-registry.js';
import { T0, fresh } from './given.js';

export function describeWork(get: () => TestRegistry): void {
  describe('work', () => {
    const key = (domain: string, from = T0, dueAt = T0) => ({ domain, level: 'hour' as const, from, dueAt });
    const most = (cells: number) => ({ recent: cells, past: cells });
    const of = <T extends { domain: string }>(rows: readonly T[], domain: string): T[] =>
      rows.filter((row) => row.domain === domain);

    it('gives a due cell to one of many evaluators', async () => {
      const { work } = get();
      const domain = fresh('domain');
      await work.add([1, 2, 3, 4].map((n) => key(domain, T0 + n)));

      const claims = await Promise.all(['a', 'b', 'c'].map((owner) => work.claim(owner, T0, most(2), 1_000)));

      const seen = of(claims.flat(), domain).map((row) => row.from);
      expect(seen.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4].map((n) => T0 + n));
      await work.done(of(claims.flat(), domain));
    });

    it('hands a cell out when it is due, and again when its lease has run out', async () => {
      const { work } = get();
      const domain = fresh('domain');
      await work.add([key(domain, T0, T0 + 10)]);

      expect(of(await work.claim('a', T0 + 9, most(100), 50), domain)).toEqual([]);
      expect(of(await work.claim('a', T0 + 10, most(100), 50), domain)).toHaveLength(1);
      expect(of(await work.claim('b', T0 + 59, most(100), 50), domain)).toEqual([]);
      const again = of(await work.claim('b', T0 + 60, most(100), 50), domain);
      expect(again).toHaveLength(1);
      await work.done(again);
    });

    it('keeps a cell that was marked again while it was evaluated', async () => {
      const { work } = get();
      const domain = fresh('domain');
      await work.add([key(domain)]);
      const first = of(await work.claim('a', T0, most(100), 60_000), domain);

      await work.add([key(domain)]);
      await work.done(first);
      const second = of(await work.claim('b', T0, most(100), 60_000), domain);
      await work.done(second);

      expect(second.map((row) => row.seq)).not.toEqual(first.map((row) => row.seq));
      expect(of(await work.claim('c', T0 + 100_000, most(100), 1), domain)).toEqual([]);
    });

    it('keeps the earlier due time of two marks', async () => {
      const { work } = get();
      const domain = fresh('domain');
      await work.add([key(domain, T0, T0 + 5)]);
      await work.add([key(domain, T0, T0 + 500)]);

      const claimed = of(await work.claim('a', T0 + 5, most(100), 1_000), domain);
      await work.done(claimed);

      expect(claimed).toMatchObject([{ level: 'hour', from: T0, dueAt: T0 + 5 }]);
      expect(await work.depth()).toBe(0);
    });

    it('hands out what runs however much history waits, and of history each domain of a day at once', async () => {
      const { work } = get();
      const [a, b] = [fresh('a'), fresh('b')];
      const [hour, day] = [3_600_000, 86_400_000];
      const now = T0 + 10 * day;
      const past = [0, 1].flatMap((d) =>
        [a, b].flatMap((domain) => [2, 1].map((h) => key(domain, T0 + d * day + h * hour))),
      );
      await work.add([...past.toReversed(), key(b, now - hour, now)]);

      const take = async (limits: { recent: number; past: number }): Promise<number[][]> => {
        const rows = (await work.claim('a', now, limits, 1_000)).filter(
          ({ domain }) => domain === a || domain === b,
        );
        await work.done(rows);
        return rows
          .map(({ domain, from }) => [domain === a ? 0 : 1, from])
          .toSorted((x, y) => (x[1] ?? 0) - (y[1] ?? 0));
      };

      expect(await take({ recent: 1, past: 0 })).toEqual([[1, now - hour]]);
      const taken = [];
      for (let i = 0; i < 4; i++) taken.push(await take({ recent: 1, past: 2 }));
      expect(taken).toEqual(
        [0, 1].flatMap((d) => [0, 1].map((domain) => [1, 2].map((h) => [domain, T0 + d * day + h * hour]))),
      );
    });

    it('hands the trace of a reading out once, and the next one with the next mark', async () => {
      const { work } = get();
      const domain = fresh('domain');
      const tracesOf = async (now: number) =>
        of(await work.claim('a', now, most(100), 10), domain).map((row) => row.trace);
      await work.add([{ ...key(domain), trace: 'first' }]);
      await work.add([key(domain)]);

      expect(await tracesOf(T0)).toEqual(['first']);
      expect(await tracesOf(T0 + 10)).toEqual([null]);
      await work.add([{ ...key(domain), trace: 'second' }]);
      const last = of(await work.claim('b', T0 + 20, most(100), 10), domain);
      await work.done(last);

      expect(last.map((row) => row.trace)).toEqual(['second']);
    });
  });
}
