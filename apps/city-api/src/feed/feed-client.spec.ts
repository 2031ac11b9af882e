import { describe, expect, it } from '@jest/globals';
import { Caller } from '@app/access';
import type { DeviceItem } from '@app/contracts';
import { FEED_LIMITS, FeedClient, type FeedLine } from './feed-client.js';
import { FeedFilter } from './feed-filter.js';
import { FeedMessage } from './feed-message.js';

const ALL = new FeedFilter({ events: [], area: [], kpi: [], period: [], device: [] });

const about = (device: string, state: string, id = 1): FeedMessage =>
  new FeedMessage(id, { v: 1, type: 'device', item: { device, state } as unknown as DeviceItem });

/** A line whose far end reads only when it is told to. */
class Line implements FeedLine {
  readonly transport = 'sse';
  readonly told: FeedMessage[] = [];
  buffered = 0;
  taken = 0;
  beats = 0;
  frozen = false;

  write(message: FeedMessage): void {
    this.told.push(message);
    if (this.frozen) this.buffered += message.data.length;
    else this.taken += message.data.length;
  }
  cork(): void {}
  uncork(): void {}
  beat(): boolean {
    this.beats += 1;
    return true;
  }
  cut(): void {}
  goodbye(): void {}
  dismiss(): void {}
  /** Takes all that is buffered. */
  read(): void {
    this.taken += this.buffered;
    this.buffered = 0;
  }
}

/** With so much unread that the next message waits. */
function behind(): { line: Line; client: FeedClient } {
  const line = new Line();
  const client = new FeedClient(line, Caller.anonymous, 0);
  client.subscribe('', ALL, null);
  line.frozen = true;
  client.offer([about('big', 'x'.repeat(FEED_LIMITS.behindBytes))]);
  line.told.length = 0;
  return { line, client };
}

const told = ({ told: messages }: Line): string[] =>
  messages.map(({ event }) => (event.type === 'device' ? `${event.item.device}:${event.item.state}` : ''));

describe('a reader of the feed', () => {
  it('that falls behind gets the latest of each thing, once, in the order of the news', () => {
    const { line, client } = behind();
    for (let i = 1; i <= 50; i += 1) client.offer([about('a', String(i))]);
    client.offer([about('b', '1'), about('a', '51')]);

    line.read();
    client.pump();

    expect(told(line)).toEqual(['b:1', 'a:51']);
    expect(client.dropped).toBe(50);
  });

  it('that is frozen costs a bounded number of events', () => {
    const { line, client } = behind();

    for (let i = 0; i < 20_000; i += 1) client.offer([about(`d${i}`, '1')]);

    expect([client.queued, client.dropped, line.told.length]).toEqual([
      FEED_LIMITS.waiting,
      20_000 - FEED_LIMITS.waiting,
      0,
    ]);
    line.frozen = false;
    line.read();
    client.pump();
    expect(told(line).at(-1)).toBe('d19999:1');
  });

  it('is stuck when it has taken nothing for 30 s, and not while it takes something', () => {
    const { line, client } = behind();

    expect(client.isStuck(29_999)).toBe(false);
    line.taken += 1;
    expect(client.isStuck(29_999)).toBe(false);
    expect(client.isStuck(59_998)).toBe(false);
    expect(client.isStuck(59_999)).toBe(true);
  });

  it('is stuck at once when more lies unread than we write by ourselves', () => {
    const { line, client } = behind();

    line.buffered = FEED_LIMITS.cutBytes + 1;

    expect(client.isStuck(0)).toBe(true);
  });

  it('that has nothing to read for long is none that is stuck, and is kept alive', () => {
    const line = new Line();
    const client = new FeedClient(line, Caller.anonymous, 0);

    expect([client.isStuck(600_000), client.beat(), line.beats]).toEqual([false, true, 1]);
  });

  it('that subscribes again and again before it has caught up, or no longer, catches up with the last only', () => {
    const { line, client } = behind();
    const missed = (name: string): Iterator<FeedMessage> => [about(name, '1'), about(name, '2')].values();
    for (let i = 0; i < 1_000; i += 1) client.subscribe('more', ALL, missed(`m${i}`));
    client.subscribe('other', ALL, missed('o'));
    client.unsubscribe('other');

    line.read();
    client.pump();

    expect(told(line)).toEqual(['m999:1', 'm999:2']);
  });

  it('catches up as it reads, before what is new', () => {
    const { line, client } = behind();
    let drawn = 0;
    function* missed(): Generator<FeedMessage> {
      for (; drawn < 100; drawn += 1) yield about(`m${drawn}`, 'x'.repeat(10_000));
    }
    client.subscribe('more', ALL, missed());
    client.offer([about('new', '1')]);

    expect(drawn).toBe(0);
    line.read();
    client.pump();
    expect(drawn).toBeLessThan(30);
    for (let i = 0; i < 10; i += 1) {
      line.read();
      client.pump();
    }

    expect(told(line)).toHaveLength(101);
    expect(told(line).at(-1)).toBe('new:1');
  });

  it('with several subscriptions is told once what any of them asks for', () => {
    const line = new Line();
    const client = new FeedClient(line, Caller.anonymous, 0);
    const only = (device: string): FeedFilter =>
      new FeedFilter({ events: [], area: [], kpi: [], period: [], device: [device] });
    client.subscribe('a', only('a'), null);
    client.subscribe('all', ALL, null);
    client.subscribe('b', only('b'), null);

    client.offer([about('a', '1'), about('c', '1')]);
    client.unsubscribe('all');
    client.offer([about('b', '2'), about('c', '2')]);

    expect(told(line)).toEqual(['a:1', 'c:1', 'b:2']);
  });
});
