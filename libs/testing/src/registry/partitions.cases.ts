import { describe, expect, it } from '@jest/globals';
import type { TestRegistry } from '../test-registry.js';
import { HOUR, T0, fresh, aCycle, aRejected } from './given.js';

export function describePartitions(get: () => TestRegistry): void {
  describe('partitions', () => {
    it('starts a partition that nobody ever claimed at 0', async () => {
      expect(await get().partitions.claim(fresh('g'), 't', 0)).toEqual({
        epoch: 1,
        position: 0,
        pending: null,
      });
    });

    it('lets only the newest owner write', async () => {
      const { partitions } = get();
      const group = fresh('g');
      const old = await partitions.claim(group, 't', 0);
      await partitions.begin(group, 't', 0, aCycle({ epoch: old.epoch }));
      const owner = await partitions.claim(group, 't', 0);

      expect(await partitions.begin(group, 't', 0, aCycle({ epoch: old.epoch }))).toBe(false);
      expect(await partitions.commit(group, 't', 0, { epoch: old.epoch, from: 0, next: 11 })).toBe(false);
      expect(await partitions.advance(group, 't', 0, { epoch: old.epoch, from: 0, next: 11 })).toBe(false);
      expect(owner.epoch).toBe(old.epoch + 1);
      expect(await partitions.positions(group, 't')).toEqual(new Map([[0, 0]]));
    });

    it('keeps the counts of a range that a crashed self began', async () => {
      const { partitions, ledger } = get();
      const group = fresh('g');
      const device = fresh('dev');
      const first = await partitions.claim(group, 't', 0);
      const cycle = aCycle({ epoch: first.epoch, device, rejected: [aRejected({ offset: 3, device })] });
      await partitions.begin(group, 't', 0, cycle);

      const again = await partitions.claim(group, 't', 0);
      const repeated = aCycle({ epoch: again.epoch, device });
      const asDuplicates = repeated.counts.map((c) => ({ ...c, stored: 0, duplicate: 8 }));
      await partitions.begin(group, 't', 0, { ...repeated, counts: asDuplicates });
      await partitions.commit(group, 't', 0, { epoch: again.epoch, from: 0, next: 11 });

      expect(again.pending).toMatchObject({ from: 0, next: 11, counts: cycle.counts, unlisted: 3 });
      expect(again.pending?.rejected[0]).toMatchObject({ offset: 3, device, reason: 'future' });
      expect(Buffer.from(again.pending?.rejected[0]?.bytes ?? []).toString()).toBe('{"ts":');
      const [item] = await ledger.list({ device, from: T0, to: T0 + HOUR, limit: 10 });
      expect(item).toMatchObject({ received: 11, stored: 5, duplicate: 2 });
    });

    it('replaces the pending counts when another range begins', async () => {
      const { partitions } = get();
      const group = fresh('g');
      const { epoch } = await partitions.claim(group, 't', 0);
      await partitions.begin(group, 't', 0, aCycle({ epoch }));
      await partitions.begin(group, 't', 0, aCycle({ epoch, next: 20, counts: [] }));

      expect((await partitions.claim(group, 't', 0)).pending).toMatchObject({ next: 20, counts: [] });
    });

    it('takes other counts for the same range when they amend it', async () => {
      const { partitions } = get();
      const group = fresh('g');
      const { epoch } = await partitions.claim(group, 't', 0);
      await partitions.begin(group, 't', 0, aCycle({ epoch }));
      await partitions.begin(group, 't', 0, aCycle({ epoch, counts: [], isAmended: true }));

      expect((await partitions.claim(group, 't', 0)).pending).toMatchObject({ next: 11, counts: [] });
    });

    it('commits a range once', async () => {
      const { partitions, ledger } = get();
      const group = fresh('g');
      const device = fresh('dev');
      const { epoch } = await partitions.claim(group, 't', 0);
      await partitions.begin(group, 't', 0, aCycle({ epoch, device }));
      const cycle = { epoch, from: 0, next: 11 };

      expect(await partitions.commit(group, 't', 0, cycle)).toBe(true);
      expect(await partitions.commit(group, 't', 0, cycle)).toBe(false);

      expect((await ledger.list({ device, from: T0, to: T0 + HOUR, limit: 1 }))[0]?.received).toBe(11);
      expect(await partitions.positions(group, 't')).toEqual(new Map([[0, 11]]));
      expect((await partitions.claim(group, 't', 0)).pending).toBeNull();
    });

    it('refuses to commit a range that was never begun', async () => {
      const { partitions } = get();
      const group = fresh('g');
      const { epoch } = await partitions.claim(group, 't', 0);

      expect(await partitions.commit(group, 't', 0, { epoch, from: 0, next: 11 })).toBe(false);
      expect(await partitions.positions(group, 't')).toEqual(new Map([[0, 0]]));
    });

    it('marks work only with the position that it belongs to', async () => {
      const { partitions, work } = get();
      const group = fresh('g');
      const domain = fresh('domain');
      const { epoch } = await partitions.claim(group, 't', 0);
      const key = { domain, level: 'hour', from: T0, dueAt: T0 } as const;

      expect(await partitions.advance(group, 't', 0, { epoch, from: 0, next: 4 }, [key, key])).toBe(true);
      expect(
        await partitions.advance(group, 't', 0, { epoch, from: 0, next: 9 }, [{ ...key, from: 1 }]),
      ).toBe(false);

      const mine = (await work.claim('o', T0, { recent: 1000, past: 1000 }, 1)).filter(
        (row) => row.domain === domain,
      );
      expect(mine.map((row) => row.from)).toEqual([T0]);
      await work.done(mine);
    });

    it('owes a redo only of what an owner wrote that had lost the partition, from the lowest offset on', async () => {
      const { partitions } = get();
      const group = fresh('g');
      const old = await partitions.claim(group, 't', 0);
      await partitions.oweRedo(group, 't', 0, { epoch: old.epoch, from: 0 });
      const before = await partitions.standing(group, 't', 0);
      const owner = await partitions.claim(group, 't', 0);

      await partitions.oweRedo(group, 't', 0, { epoch: old.epoch, from: 7 });
      await partitions.oweRedo(group, 't', 0, { epoch: old.epoch, from: 9 });

      expect(before).toEqual({ epoch: old.epoch, redo: null });
      const owed = await partitions.standing(group, 't', 0);
      expect(owed).toMatchObject({ epoch: owner.epoch, redo: { from: 7 } });
      expect(await partitions.standing(fresh('g'), 't', 0)).toBeNull();
    });

    it('forgets a redo when its owner has done it and nothing was added meanwhile', async () => {
      const { partitions } = get();
      const group = fresh('g');
      const old = await partitions.claim(group, 't', 0);
      const { epoch } = await partitions.claim(group, 't', 0);
      await partitions.oweRedo(group, 't', 0, { epoch: old.epoch, from: 7 });
      const first = (await partitions.standing(group, 't', 0))?.redo?.seq ?? -1;
      await partitions.oweRedo(group, 't', 0, { epoch: old.epoch, from: 7 });
      const second = (await partitions.standing(group, 't', 0))?.redo?.seq ?? -1;

      expect(await partitions.redone(group, 't', 0, { epoch, seq: first })).toBe(false);
      expect(await partitions.redone(group, 't', 0, { epoch: old.epoch, seq: second })).toBe(false);
      expect(await partitions.redone(group, 't', 0, { epoch, seq: second })).toBe(true);
      expect(await partitions.standing(group, 't', 0)).toEqual({ epoch, redo: null });
    });

    it('tells the slowest position of a topic over all groups', async () => {
      const { partitions } = get();
      const topic = fresh('t');
      for (const [group, next] of [
        ['a', 9],
        ['b', 4],
      ] as const) {
        const { epoch } = await partitions.claim(group, topic, 2);
        await partitions.advance(group, topic, 2, { epoch, from: 0, next });
      }

      expect(await partitions.slowest(topic)).toEqual(new Map([[2, 4]]));
    });
  });
}
