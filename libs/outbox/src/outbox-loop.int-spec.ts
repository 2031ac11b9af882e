import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logs, Metrics } from '@app/observability';
import type { ClaimedDelivery } from '@app/registry';
import { ManualClock, openTestRegistry, type TestRegistry } from '@app/testing';
import { type OutboxChannel, OutboxLoop, PermanentFailure } from './outbox-loop.js';

const T0 = Date.UTC(2026, 10, 23, 1);

describe('OutboxLoop', () => {
  const clock = new ManualClock(T0);
  let r: TestRegistry;

  beforeAll(async () => {
    r = await openTestRegistry({ clock, seedsDir: null });
  });

  afterAll(() => r.close());

  /** A loop over a channel of its own whose receiver is `deliver`. */
  const loopOf = (
    name: string,
    deliver: (delivery: ClaimedDelivery, signal: AbortSignal) => Promise<void>,
    more: Partial<OutboxChannel> = {},
  ) =>
    new OutboxLoop(
      { name, attempts: 3, atOnce: 4, timeoutMs: 50, deliver, ...more },
      {
        outbox: r.outbox,
        clock,
        log: new Logs('silent').for('outbox'),
        metrics: new Metrics(),
        random: () => 0.5,
      },
    );
  const put = (channel: string, ...keys: string[]) =>
    r.outbox.put(
      keys.map((key) => ({ channel, key, target: 'x', body: {} })),
      clock.now(),
    );

  it('delivers everything once, whichever of two instances comes first', async () => {
    const keys = Array.from({ length: 30 }, (_, i) => `key-${i}`);
    await put('both', ...keys);
    const seen: string[] = [];
    const loops = [0, 1].map(() => loopOf('both', async ({ key }) => void seen.push(key)));

    const attempts = await Promise.all(loops.map((loop) => loop.round()));

    expect(attempts.reduce((a, b) => a + b)).toBe(30);
    expect(seen.toSorted()).toEqual(keys.toSorted());
    expect(await r.outbox.waiting('both')).toBe(0);
  });

  it('tries again with growing pauses and gives up after the attempts allowed', async () => {
    await put('refusing', 'a');
    let attempts = 0;
    const loop = loopOf('refusing', () => {
      attempts++;
      return Promise.reject(new Error('451 try later'));
    });
    const waits: number[] = [];
    for (let i = 0; i < 3; i++) {
      await loop.round();
      const [row] = await r.outbox.list('refusing', null, 1);
      waits.push((row?.dueAt ?? 0) - clock.now());
      clock.advance(Math.max(0, waits.at(-1) ?? 0));
    }
    await loop.round();

    expect(attempts).toBe(3);
    expect(waits.slice(0, 2)).toEqual([10_000, 20_000]);
    expect(await r.outbox.list('refusing', null, 1)).toMatchObject([
      { state: 'failed', error: '451 try later' },
    ]);
  });

  it('gives up at once what the receiver will never take', async () => {
    await put('never', 'a');
    await loopOf('never', () => Promise.reject(new PermanentFailure('550 no such user'))).round();

    expect(await r.outbox.list('never', null, 1)).toMatchObject([{ state: 'failed', attempts: 1 }]);
  });

  it('ends an attempt that takes too long', async () => {
    await put('slow', 'a');
    let signalled = false;
    const loop = loopOf('slow', (_, signal) => {
      return new Promise((_resolve) => signal.addEventListener('abort', () => (signalled = true)));
    });

    await loop.round();

    expect(signalled).toBe(true);
    expect(await r.outbox.list('slow', null, 1)).toMatchObject([{ state: 'waiting', attempts: 1 }]);
  });
});
