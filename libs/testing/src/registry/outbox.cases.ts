import { describe, expect, it } from '@jest/globals';
import type { NewDelivery } from '@app/registry';
import type { TestRegistry } from '../test-registry.js';
import { fresh, T0 } from './given.js';

/** The outbox: once a key, leased, tried again, given up. */
export function describeOutbox(get: () => TestRegistry): void {
  describe('outbox', () => {
    const delivery = (channel: string, key = 'a', more: Partial<NewDelivery> = {}): NewDelivery => ({
      channel,
      key,
      target: 'to@example.org',
      body: { subject: 'Ngập' },
      ...more,
    });

    it('takes a key once, whoever puts it and however often', async () => {
      const { outbox } = get();
      const channel = fresh('channel');
      await Promise.all([1, 2, 3].map(() => outbox.put([delivery(channel), delivery(channel, 'b')], T0)));

      expect((await outbox.list(channel, null, 10)).map(({ key }) => key).toSorted()).toEqual(['a', 'b']);
      expect(await outbox.waiting(channel)).toBe(2);
    });

    it('hands a delivery to one of several at a time, and on when its lease has run out', async () => {
      const { outbox } = get();
      const channel = fresh('channel');
      await outbox.put([delivery(channel)], T0);
      const claims = await Promise.all(
        ['a', 'b', 'c'].map((owner) => outbox.claim(channel, owner, T0, 10, 50)),
      );
      expect(claims.flat()).toMatchObject([{ key: 'a', attempts: 1, body: { subject: 'Ngập' } }]);

      const [again] = await outbox.claim(channel, 'late', T0 + 50, 10, 50);
      expect(again).toMatchObject({ attempts: 2 });
      expect(await outbox.sent(again?.id ?? 0, 'a', T0 + 60)).toBe(false);
      expect(await outbox.sent(again?.id ?? 0, 'late', T0 + 60)).toBe(true);
      expect(await outbox.claim(channel, 'a', T0 + 1000, 10, 50)).toEqual([]);
    });

    it('tries again when it is due, and not at all what was given up', async () => {
      const { outbox } = get();
      const channel = fresh('channel');
      await outbox.put([delivery(channel), delivery(channel, 'later', { dueAt: T0 + 500 })], T0);
      const [first] = await outbox.claim(channel, 'a', T0, 10, 50);
      await outbox.again(first?.id ?? 0, 'a', T0 + 100, 'refused');

      expect(await outbox.claim(channel, 'a', T0 + 99, 10, 50)).toEqual([]);
      const due = await outbox.claim(channel, 'a', T0 + 500, 10, 50);
      expect(due.map(({ key, attempts }) => [key, attempts])).toEqual([
        ['a', 2],
        ['later', 1],
      ]);
      await outbox.failed(first?.id ?? 0, 'a', T0 + 510, 'gone');
      const [, given] = await outbox.list(channel, null, 10);
      expect(given).toMatchObject({ state: 'failed', error: 'gone', doneAt: T0 + 510 });
    });
  });
}
