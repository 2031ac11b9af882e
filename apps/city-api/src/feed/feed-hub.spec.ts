import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type DeviceItem, type FeedEvent, TOPICS } from '@app/contracts';
import { Logs, Tracing } from '@app/observability';
import { eventually, InMemoryEventLog } from '@app/testing';
import { FeedHub, type NumberedEvent } from './feed-hub.js';

const event = (device: string): FeedEvent => ({
  v: 1,
  type: 'device',
  item: { device, station: 's', state: 'live', lastSeen: null, cadence: 60 } satisfies DeviceItem,
});

describe('the feed of an instance', () => {
  let log: InMemoryEventLog;
  let hub: FeedHub;

  beforeEach(async () => {
    log = new InMemoryEventLog();
    await log.open();
    hub = new FeedHub(log, new Logs('silent'), Tracing.off);
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
  const listening = (): { offsets: number[]; take: (events: readonly NumberedEvent[]) => void } => {
    const offsets: number[] = [];
    return { offsets, take: (events) => void offsets.push(...events.map(({ offset }) => offset)) };
  };

  it('tells every listener what comes from now on', async () => {
    const early = listening();
    hub.listen(early.take);
    await tell(event('before'));
    await eventually('the hub to have read on', () => early.offsets.length === 1);
    const { offsets, take } = listening();
    (await hub.subscribe(null, 10)).start(take);

    await tell(event('a'), event('b'));

    await eventually('both', () => offsets.length === 2);
    expect(offsets).toEqual([1, 2]);
  });

  it('resumes after an event without gap or repeat, whatever comes while it does', async () => {
    await tell(...Array.from({ length: 50 }, (_, i) => event(`d${i}`)));
    const { offsets, take } = listening();

    const subscribing = hub.subscribe(9, 1000);
    await tell(event('meanwhile'));
    const feed = await subscribing;
    await tell(event('before it starts'));
    await eventually('the hub to have read on', async () => (await hub.since(-1, 1000)).length === 52);
    feed.start(take);
    await tell(event('after'));

    await eventually('the last one', () => offsets.at(-1) === 52);
    expect(offsets).toEqual(Array.from({ length: 43 }, (_, i) => i + 10));
  });

  it('resumes with the newest where too much was missed', async () => {
    await tell(...Array.from({ length: 20 }, (_, i) => event(`d${i}`)));
    const { offsets, take } = listening();

    (await hub.subscribe(0, 5)).start(take);

    expect(offsets).toEqual([15, 16, 17, 18, 19]);
  });

  it('leaves out what it cannot read, and tells nobody who has stopped', async () => {
    const stopped = listening();
    const feed = await hub.subscribe(null, 10);
    feed.start(stopped.take);
    feed.stop();
    const { offsets, take } = listening();
    (await hub.subscribe(null, 10)).start(take);

    await tell('no JSON', { v: 2, type: 'kpi' }, event('a'));

    await eventually('the good one', () => offsets.length === 1);
    expect([offsets, stopped.offsets]).toEqual([[2], []]);
  });
});
