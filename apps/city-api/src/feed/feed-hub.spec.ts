import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type DeviceItem, type FeedEvent, TOPICS } from '@app/contracts';
import { Logs, Metrics, Tracing } from '@app/observability';
import { eventually, InMemoryEventLog } from '@app/testing';
import { FeedHub } from './feed-hub.js';
import type { FeedMessage } from './feed-message.js';
import { FeedRing } from './feed-ring.js';

const event = (device: string): FeedEvent => ({
  v: 1,
  type: 'device',
  item: { device, station: 's', state: 'live', lastSeen: null, cadence: 60 } satisfies DeviceItem,
});

describe('the feed of an instance', () => {
  let log: InMemoryEventLog;
  let hub: FeedHub;
  const hubOf = (): FeedHub => new FeedHub(log, new Logs('silent'), Tracing.off, new Metrics());

  beforeEach(async () => {
    log = new InMemoryEventLog();
    await log.open();
    hub = hubOf();
    await hub.onApplicationBootstrap();
  });
  afterEach(async () => {
    await hub.onModuleDestroy();
    await log.close();
  });

  const tell = (...values: unknown[]): Promise<void> =>
    log.append(
      TOPICS.feed,
      values.map((value) => ({
        key: 'k',
        value: new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)),
        headers: {},
        timestamp: 0,
      })),
    );
  const listening = (to: FeedHub): { ids: (number | null)[]; stop: () => void } => {
    const ids: (number | null)[] = [];
    return { ids, stop: to.listen((messages) => void ids.push(...messages.map(({ id }) => id))) };
  };

  it('tells every listener what comes from now on, and nobody who has stopped', async () => {
    const early = listening(hub);
    await tell(event('before'));
    await eventually('the hub to have read on', () => early.ids.length === 1);
    early.stop();
    const { ids } = listening(hub);

    await tell(event('a'), event('b'));

    await eventually('both', () => ids.length === 2);
    expect([ids, early.ids]).toEqual([[1, 2], [0]]);
  });

  it('leaves out what it cannot read', async () => {
    const { ids } = listening(hub);

    await tell('no JSON', { v: 2, type: 'kpi' }, event('a'));

    await eventually('the good one', () => ids.length === 1);
    expect(ids).toEqual([2]);
  });

  it('of another instance knows what was told before it began, and goes on without a gap', async () => {
    await tell(...Array.from({ length: 50 }, (_, i) => event(`d${i}`)));
    const other = hubOf();
    await other.onApplicationBootstrap();
    const { ids } = listening(other);

    await tell(event('after'));

    await eventually('the last one', () => ids.length === 1);
    expect(ids).toEqual([50]);
    expect(other.ring.after(39)?.map(({ id }) => id)).toEqual([40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50]);
    await other.onModuleDestroy();
  });
});

describe('the newest events', () => {
  const message = (id: number): FeedMessage => ({ id }) as FeedMessage;
  const ids = (messages: readonly FeedMessage[] | null): (number | null)[] | null =>
    messages?.map(({ id }) => id) ?? null;

  it('are known from where they were begun', () => {
    const ring = new FeedRing(10);
    ring.start(100);
    ring.push([message(100), message(102)], 104);

    expect([99, 100, 101, 102, 103].map((id) => ids(ring.after(id)))).toEqual([
      [100, 102],
      [102],
      [102],
      [],
      [],
    ]);
    expect([98, 104, 5].map((id) => ring.after(id))).toEqual([null, null, null]);
  });

  it('are at most twice as many as are kept for sure', () => {
    const ring = new FeedRing(10);
    ring.start(0);
    for (let id = 0; id < 1000; id += 1) {
      ring.push([message(id)], id + 1);
      expect(ring.size).toBeLessThanOrEqual(20);
      expect(ids(ring.after(Math.max(-1, id - 10)))?.length).toBe(Math.min(10, id + 1));
    }
    expect(ring.after(900)).toBeNull();
  });
});
