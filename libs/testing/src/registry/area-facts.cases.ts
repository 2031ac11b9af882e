import { describe, expect, it } from '@jest/globals';
import type { NewAreaFact } from '@app/registry';
import type { TestRegistry } from '../test-registry.js';
import { fresh, HOUR, T0 } from './given.js';

const aFact = (key: string, over: Partial<NewAreaFact> = {}): NewAreaFact => ({
  set: 'plan-2020',
  area: '718',
  key,
  value: 48,
  validFrom: T0,
  validTo: null,
  source: 'Niên giám 2025, trang 12',
  virtual: false,
  ...over,
});
/** Keys are lower case with underscores. */
const freshKey = (): string => fresh('km').replace('-', '_');

export function describeAreaFacts(get: () => TestRegistry): void {
  describe('area facts', () => {
    it('are recorded once, tell of the change, and stand in the snapshot', async () => {
      const { areaFacts, inventory } = get();
      const key = freshKey();
      const before = (await inventory.snapshot()).revision;

      expect(await areaFacts.record([aFact(key)], 'Sở GTVT', { dryRun: true })).toEqual(['added']);
      expect((await inventory.snapshot()).revision).toBe(before);
      expect(await areaFacts.record([aFact(key)], 'Sở GTVT')).toEqual(['added']);
      expect(await areaFacts.record([aFact(key)], 'someone else')).toEqual(['unchanged']);

      const now = await inventory.snapshot();
      expect(await inventory.changesSince(before)).toEqual([
        { seq: now.revision, kind: 'areaFact', key: `plan-2020/718/${key}` },
      ]);
      expect(now.areaFacts.filter((fact) => fact.key === key)).toEqual([
        { ...aFact(key), revision: 1, recordedBy: 'Sở GTVT', recordedAt: get().clock.now() },
      ]);
    });

    it('keep what a correction replaced', async () => {
      const { areaFacts, inventory } = get();
      const key = freshKey();
      await areaFacts.record([aFact(key), aFact(key, { validFrom: T0 + HOUR, value: 50 })], 'a');

      expect(await areaFacts.record([aFact(key, { value: 47 })], 'b')).toEqual(['revised']);

      const rows = await areaFacts.history({ set: 'plan-2020', area: '718', key });
      expect(rows.map((row) => [row.validFrom - T0, row.revision, row.value, row.recordedBy])).toEqual([
        [0, 1, 48, 'a'],
        [0, 2, 47, 'b'],
        [HOUR, 1, 50, 'a'],
      ]);
      const newest = (await inventory.snapshot()).areaFacts.filter((fact) => fact.key === key);
      expect(newest.map((fact) => fact.value)).toEqual([47, 50]);
    });

    it.each([
      ['area', { area: '999' }],
      ['key', { key: 'Major roads' }],
      ['value', { value: -1 }],
      ['validTo', { validTo: T0 }],
      ['source', { source: ' ' }],
    ])('are refused all together where the %s of one is wrong', async (field, over) => {
      const { areaFacts } = get();
      const key = freshKey();

      await expect(
        areaFacts.record([aFact(key), { ...aFact(key, { area: '719' }), ...over }], 'a'),
      ).rejects.toThrow(`facts.1.${field}`);
      expect(await areaFacts.history({ set: 'plan-2020', key })).toEqual([]);
    });
  });
}
