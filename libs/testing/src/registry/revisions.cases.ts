import { describe, expect, it } from '@jest/globals';
import type { TestRegistry } from '../test-registry.js';
import { T0, fresh } from './given.js';

export function describeRevisions(get: () => TestRegistry): void {
  describe('revisions and settings', () => {
    it('appends a revision once and knows the latest', async () => {
      const { revisions } = get();
      const cell = fresh('MOB-04|718|hour');
      const row = { cell, digest: 'd1', revision: 1, reason: null, body: { value: 2.5 }, at: T0 };
      const next = { ...row, digest: 'd2', revision: 2, reason: 'late data', at: T0 + 1 };

      await revisions.append([row, next]);
      await revisions.append([row]);

      expect(await revisions.latest([cell, 'none'])).toEqual(
        new Map([[cell, { revision: 2, digest: 'd2' }]]),
      );
      expect(await revisions.list(cell)).toEqual([row, next]);
    });

    it('knows which revision of each cell stood at a time', async () => {
      const { revisions } = get();
      const cell = fresh('MOB-04|719|hour');
      const row = { cell, digest: 'd1', revision: 0, reason: null, body: { value: 2.5 }, at: T0 };
      const next = { ...row, digest: 'd2', revision: 1, reason: 'correction', at: T0 + 100 };
      await revisions.append([row, next]);

      const standing = async (at: number) => (await revisions.standing([cell, 'none'], at)).get(cell);

      expect(await standing(T0 - 1)).toBeUndefined();
      expect(await standing(T0 + 99)).toEqual(row);
      expect(await standing(T0 + 100)).toEqual(next);
    });

    it('keeps the last value of a setting', async () => {
      const { settings } = get();
      const key = fresh('setting');

      await settings.set(key, 'một');
      await settings.set(key, 'hai');

      expect(await settings.get(key)).toBe('hai');
      expect(await settings.get('none')).toBeNull();
    });
  });
}
