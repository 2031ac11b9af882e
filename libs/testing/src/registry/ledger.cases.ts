import { describe, expect, it } from '@jest/globals';
import type { TestRegistry } from '../test-registry.js';
import { HOUR, T0, fresh, aCycle, aRejected } from './given.js';

export function describeLedger(get: () => TestRegistry): void {
  describe('ledger and rejected list', () => {
    it('counts a pending cycle as in flight, and received as the sum of all parts', async () => {
      const { partitions, ledger } = get();
      const group = fresh('g');
      const device = fresh('dev');
      const { epoch } = await partitions.claim(group, 't', 0);
      const inFlight = { stored: 0, corrected: 0, duplicate: 0, rejected: {}, inFlight: 11, received: 11 };
      const landed = {
        stored: 5,
        corrected: 1,
        duplicate: 2,
        rejected: { future: 3 },
        inFlight: 0,
        received: 11,
      };

      await partitions.begin(group, 't', 0, aCycle({ epoch, device }));
      const during = await ledger.list({ device, from: T0, to: T0 + HOUR, limit: 10 });
      await partitions.commit(group, 't', 0, { epoch, from: 0, next: 11 });
      const after = await ledger.list({ device, from: T0, to: T0 + HOUR, limit: 10 });

      const hour = '2026-11-23T08:00:00+07:00';
      expect(during).toEqual([{ device, hour, ...inFlight }]);
      expect(after).toEqual([{ device, hour, ...landed }]);
    });

    it('adds up cycles, pages by hour and device, and sums to its totals', async () => {
      const { partitions, ledger } = get();
      const group = fresh('g');
      const hour = T0 + 1_000 * HOUR;
      const devices = [fresh('dev'), fresh('dev')].sort();
      const { epoch } = await partitions.claim(group, 't', 0);
      const counts = devices.map((device) => ({
        device,
        hour,
        stored: 1,
        corrected: 0,
        duplicate: 0,
        rejected: { empty: 1 },
        privacyDropped: 2,
      }));
      for (const from of [0, 10]) {
        await partitions.begin(group, 't', 0, aCycle({ epoch, from, next: from + 10, counts }));
        await partitions.commit(group, 't', 0, { epoch, from, next: from + 10 });
      }

      const first = await ledger.list({ from: hour, to: hour + HOUR, limit: 1 });
      const after = { hour, device: first[0]?.device ?? '' };
      const second = await ledger.list({ from: hour, to: hour + HOUR, limit: 5, after });
      const totals = await ledger.totals(hour, hour + HOUR);

      expect([...first, ...second].map(({ device, received }) => [device, received])).toEqual([
        [devices[0], 4],
        [devices[1], 4],
      ]);
      expect(totals).toMatchObject({ received: 8, stored: 4, rejected: { empty: 4 }, inFlight: 0 });
    });

    it('leaves no changed item out', async () => {
      const { partitions, ledger, clock } = get();
      const group = fresh('g');
      const device = fresh('dev');
      const { epoch } = await partitions.claim(group, 't', 0);
      await partitions.begin(group, 't', 0, aCycle({ epoch, device }));
      await partitions.commit(group, 't', 0, { epoch, from: 0, next: 11 });

      const changed = await ledger.changedSince(clock.now() - 1, 1);
      const none = await ledger.changedSince(changed.until, 100);

      expect(changed.items.map((item) => item.device)).toContain(device);
      expect(none).toEqual({ items: [], until: changed.until });
    });

    it('lists a rejected reading once, with the first 4 kB of its payload', async () => {
      const { partitions, rejected } = get();
      const group = fresh('g');
      const device = fresh('dev');
      const bytes = new Uint8Array(5_000).fill(0x7b);
      const rows = [
        aRejected({ partition: 90, device, bytes }),
        aRejected({
          partition: 90,
          device,
          index: 2,
          at: T0 + 6,
          reason: 'empty',
          detail: 'nul \u0000 \ud800',
        }),
      ];
      const { epoch } = await partitions.claim(group, 't', 0);
      for (const from of [0, 11]) {
        await partitions.begin(
          group,
          't',
          0,
          aCycle({ epoch, device, from, next: from + 11, rejected: rows }),
        );
        await partitions.commit(group, 't', 0, { epoch, from, next: from + 11 });
      }

      const listed = await rejected.list({ device, limit: 10 });
      const page = await rejected.list({ device, limit: 10, ...(listed[0] && { before: listed[0] }) });

      expect(listed.map(({ reason }) => reason)).toEqual(['empty', 'future']);
      expect(page.map(({ reason }) => reason)).toEqual(['future']);
      expect(listed[0]?.detail).toBe('nul \uFFFD \uFFFD');
      expect(listed[1]?.bytes.length).toBe(4_096);
      expect(await rejected.listedCount(device, 'future', T0)).toBe(1);
      expect((await rejected.countsForHour(T0)).get(`${device}|empty`)).toBe(1);
    });

    it('marks a replayed row and forgets old ones', async () => {
      const { partitions, rejected } = get();
      const group = fresh('g');
      const device = fresh('dev');
      const key = { partition: 91, offset: 1, index: -1 };
      const { epoch } = await partitions.claim(group, 't', 0);
      await partitions.begin(
        group,
        't',
        0,
        aCycle({ epoch, device, rejected: [aRejected({ ...key, device, at: 50 })] }),
      );
      await partitions.commit(group, 't', 0, { epoch, from: 0, next: 11 });

      expect(await rejected.markReplayed(key, T0)).toBe(true);
      expect(await rejected.markReplayed({ ...key, offset: 2 }, T0)).toBe(false);
      expect((await rejected.list({ device, limit: 1 }))[0]?.replayedAt).toBe(T0);
      expect(await rejected.prune(51)).toBe(1);
      expect(await rejected.list({ device, limit: 1 })).toEqual([]);
    });
  });
}
