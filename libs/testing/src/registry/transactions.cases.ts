import { describe, expect, it } from '@jest/globals';
import type { TestRegistry } from '../test-registry.js';
import { fresh } from './given.js';

export function describeTransactions(get: () => TestRegistry): void {
  describe('transactions', () => {
    it('keeps a committing and a rolling-back transaction apart although they interleave', async () => {
      const { registry, settings } = get();
      const kept = fresh('kept');
      const lost = fresh('lost');
      const order: string[] = [];
      const write =
        (key: string) => async (sql: Parameters<Parameters<typeof registry.transaction>[0]>[0]) => {
          for (let i = 0; i < 5; i++) {
            order.push(key);
            await sql(
              `INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value`,
              [`${key}.${i}`, String(i)],
            );
          }
          if (key === lost) throw new Error('on purpose');
        };

      const results = await Promise.allSettled([
        registry.transaction(write(lost)),
        registry.transaction(write(kept)),
        settings.set(fresh('beside'), 'x'),
      ]);

      expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
      expect(await settings.get(`${kept}.4`)).toBe('4');
      expect(await settings.get(`${lost}.0`)).toBeNull();
    });

    it('goes on after a statement that failed inside a transaction', async () => {
      const { registry, settings } = get();
      const key = fresh('key');

      const failing = registry.transaction(async (sql) => {
        await sql('INSERT INTO setting (key, value) VALUES ($1, $2)', [key, '1']);
        await sql('INSERT INTO setting (key, value) VALUES ($1, $2)', [key, '2']);
      });

      await expect(failing).rejects.toThrow(/duplicate key/);
      expect(await settings.get(key)).toBeNull();
    });

    it('hands out the types that pg does', async () => {
      const [row] = await get().registry.query(
        `SELECT 9007199254740991::bigint AS int8, 1.5::float8 AS float8, '\\x00ff'::bytea AS bytea,
           '{"a":[1]}'::jsonb AS jsonb, ARRAY[1,2] AS ints, true AS bool, count(*) AS n FROM setting WHERE false`,
      );

      expect(row).toEqual({
        int8: 0x1fffffffffffff,
        float8: 1.5,
        bytea: Buffer.from([0, 255]),
        jsonb: { a: [1] },
        ints: [1, 2],
        bool: true,
        n: 0,
      });
    });
  });
}
