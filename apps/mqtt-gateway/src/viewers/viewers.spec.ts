import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type KpiItem, TOPICS } from '@app/contracts';
import { eventually } from '@app/testing';
import type { MqttClient } from 'mqtt';
import type { Packet } from 'mqtt-packet';
import { ADMIN_KEY, TestGateway } from '../../test/test-gateway.js';
import { isTopicFilter, matches } from '../protocol/topics.js';
import { FeedReader } from './feed-reader.js';
import { LogLatestValues } from './log-latest-values.js';

let gateway: TestGateway;
beforeEach(async () => (gateway = await new TestGateway().start()));
afterEach(() => gateway.stop());

interface Got {
  readonly topic: string;
  readonly text: string;
  readonly retain: boolean;
}

function listening(client: MqttClient): Got[] {
  const got: Got[] = [];
  client.on('message', (topic, payload, packet) => {
    got.push({ topic, text: payload.toString(), retain: packet.retain });
  });
  return got;
}

function tell(topic: string, text: string): void {
  gateway.feed.publish(topic, Buffer.from(text));
}

const subscribe = (...topics: string[]): Packet => ({
  cmd: 'subscribe',
  messageId: 1,
  subscriptions: topics.map((topic) => ({ topic, qos: 1 })),
});

describe('a viewer', () => {
  it.each([4, 5] as const)(
    'at level %d gets the latest values as retained, then each change',
    async (level) => {
      tell('kpi/718/MOB-01/5min', 'old');
      tell('kpi/718/MOB-01/5min', 'latest');
      const viewer = await gateway.client({ username: 'viewer', protocolVersion: level });
      const got = listening(viewer);

      await viewer.subscribeAsync('kpi/718/+/5min');
      await eventually('the retained value', () => got.length === 1);
      tell('kpi/718/MOB-01/5min', 'newer');
      tell('kpi/719/MOB-01/5min', 'elsewhere');
      await eventually('the change', () => got.length === 2);

      expect(got).toEqual([
        { topic: 'kpi/718/MOB-01/5min', text: 'latest', retain: true },
        { topic: 'kpi/718/MOB-01/5min', text: 'newer', retain: false },
      ]);
    },
  );

  it.each([
    ['kpi/#', 0],
    ['alarms/#', 0],
    ['kpi/718/#', 0],
    ['#', 0x87],
    ['+/718', 0x87],
    ['telemetry/#', 0x87],
    ['$SYS/#', 0x87],
    ['kpi/#/x', 0x8f],
    ['kpi/a+', 0x8f],
    ['$share/g/kpi/#', 0x9e],
  ] as const)('asking for %s is answered %i, and 0x80 for refusals at level 4', async (filter, code) => {
    const five = await gateway.device(5, { username: 'viewer' });
    const four = await gateway.device(4, { username: 'viewer' });

    five.send(subscribe(filter));
    four.send(subscribe(filter));

    expect((await five.next('suback')).granted).toEqual([code]);
    expect((await four.next('suback')).granted).toEqual([code === 0 ? 0 : 0x80]);
  });

  it('stops getting what it unsubscribes from', async () => {
    const viewer = await gateway.client({ username: 'viewer' });
    const got = listening(viewer);
    await viewer.subscribeAsync(['kpi/a/#', 'kpi/b/#']);

    await viewer.unsubscribeAsync('kpi/a/#');
    tell('kpi/a/K/day', '1');
    tell('kpi/b/K/day', '2');

    await eventually('the other', () => got.length > 0);
    expect(got.map((message) => message.text)).toEqual(['2']);
  });

  it('with overlapping filters gets a change once', async () => {
    const viewer = await gateway.client({ username: 'viewer' });
    const got = listening(viewer);
    await viewer.subscribeAsync(['kpi/#', 'kpi/a/#', 'alarms/#']);

    tell('kpi/a/K/day', '1');
    tell('alarms/end', 'end');

    await eventually('the end', () => got.some((message) => message.text === 'end'));
    expect(got.map((message) => message.text)).toEqual(['1', 'end']);
  });

  it('asking for the same filter again replaces the first one [MQTT-3.8.4-3]', async () => {
    const viewer = await gateway.client({ username: 'viewer', protocolVersion: 5 });
    const got = listening(viewer);
    await viewer.subscribeAsync('kpi/#', { qos: 0, rap: false });
    await viewer.subscribeAsync('kpi/#', { qos: 0, rap: true });

    tell('kpi/a/K/day', '1');
    tell('kpi/a/K/hour', 'end');

    await eventually('the end', () => got.some((message) => message.text === 'end'));
    expect(got.map(({ text, retain }) => [text, retain])).toEqual([
      ['1', true],
      ['end', true],
    ]);
  });

  it('may not publish', async () => {
    const five = await gateway.device(5, { username: 'viewer' });
    const four = await gateway.device(4, { username: 'viewer' });

    five.publish('x', 1);
    four.publish('x', 1);

    expect((await five.next('puback')).reasonCode).toBe(0x87);
    await four.end();
    expect(await gateway.records()).toEqual([]);
  });

  describe('where reads are identified', () => {
    let closed: TestGateway;
    beforeEach(async () => (closed = await new TestGateway({ reads: 'identified' }).start()));
    afterEach(() => closed.stop());

    const withToken = (password: string) => ({ username: 'viewer', password: Buffer.from(password) });

    it('is not let in without a token, nor with one that is not good', async () => {
      await expect(closed.client({ username: 'viewer' })).rejects.toMatchObject({ code: 4 });
      await expect(closed.client(withToken('made up'))).rejects.toMatchObject({ code: 4 });
    });

    it.each(['hoa', ADMIN_KEY])('watches with the token %s', async (token) => {
      const viewer = await closed.client(withToken(token));
      const got = listening(viewer);
      await viewer.subscribeAsync('kpi/#');

      closed.feed.publish('kpi/a/K/day', Buffer.from('1'));

      await eventually('the value', () => got.length === 1);
    });

    it('is ended within a second of its key being revoked, and nobody else is', async () => {
      const revoked = await closed.device(5, withToken('hoa'));
      const other = await closed.client(withToken(ADMIN_KEY));

      closed.callers.caller = null;
      closed.callers.changed();

      expect(await revoked.next('disconnect')).toMatchObject({ reasonCode: 0x87 });
      expect(other.connected).toBe(true);
    });

    it('stays while the registry does not answer, and is ended when it says so', async () => {
      const viewer = await closed.device(5, withToken('hoa'));
      closed.callers.failure = new Error('down');
      closed.callers.caller = null;
      closed.callers.changed();
      closed.pass(250);

      closed.callers.failure = null;
      closed.pass(250);

      expect(await viewer.next('disconnect')).toMatchObject({ reasonCode: 0x87 });
    });
  });

  it('keeps Retain As Published and Retain Handling of MQTT 5 [MQTT-3.3.1-10] [MQTT-3.3.1-12]', async () => {
    tell('kpi/a/K/day', 'before');
    const viewer = await gateway.client({ username: 'viewer', protocolVersion: 5 });
    const got = listening(viewer);

    await viewer.subscribeAsync('kpi/#', { qos: 0, rap: true, rh: 2 });
    tell('kpi/a/K/day', 'after');

    await eventually('the change', () => got.length > 0);
    expect(got).toEqual([{ topic: 'kpi/a/K/day', text: 'after', retain: true }]);
  });

  it('gets no packet over its own maximum [MQTT-3.1.2-24]', async () => {
    const viewer = await gateway.client({
      username: 'viewer',
      protocolVersion: 5,
      properties: { maximumPacketSize: 100 },
    });
    const got = listening(viewer);
    await viewer.subscribeAsync('kpi/#');

    tell('kpi/a/K/day', 'x'.repeat(200));
    tell('kpi/b/K/day', 'small');

    await eventually('the small one', () => got.length > 0);
    expect(got.map((message) => message.text)).toEqual(['small']);
  });
});

describe('a viewer that stops reading', () => {
  it('costs a bounded amount, slows nobody, and gets the newest when it reads again', async () => {
    const frozen = await gateway.device(4, { username: 'viewer' });
    const other = await gateway.client({ username: 'viewer' });
    const got = listening(other);
    frozen.send(subscribe('kpi/#'));
    await frozen.next('suback');
    await other.subscribeAsync('kpi/last/#');
    frozen.socket.pause();

    const big = 'x'.repeat(50_000);
    for (let round = 0; round < 400; round += 1) {
      for (let i = 0; i < 10; i += 1) tell(`kpi/a${i}/K/day`, `${round}${big}`);
    }
    tell('kpi/last/K/day', 'heard');
    await eventually('the other viewer', () => got.length === 1);
    const device = await gateway.client();
    await device.publishAsync('telemetry/cam-1', 'a', { qos: 1 });
    frozen.socket.resume();
    const newest = await eventually('the newest of all topics', () => {
      const last = new Map(
        frozen.packets.flatMap((p) => (p.cmd === 'publish' ? [[p.topic, p.payload]] : [])),
      );
      return (
        [...last.values()].filter((payload) => payload.toString().startsWith('399')).length === 10 && last
      );
    });

    expect(newest.size).toBe(11);
    expect(gateway.counters.dropped).toBeGreaterThan(1_000);
  });

  it('is closed after 30 s', async () => {
    const frozen = await gateway.device(4, { username: 'viewer' });
    frozen.send(subscribe('kpi/#'));
    await frozen.next('suback');
    frozen.socket.pause();
    for (let i = 0; i < 400; i += 1) tell(`kpi/a${i}/K/day`, 'x'.repeat(50_000));

    gateway.pass(30_001);

    await eventually('the end', () => gateway.counters.closed.get('unread') === 1);
  });
});

describe('the feed', () => {
  const item = { area: '718', kpi: 'MOB-09.total', period: 'hour', value: 1.5 } as KpiItem;
  const record = (value: unknown) => ({
    key: 'k',
    value: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
    headers: {},
    timestamp: 0,
  });

  it('comes from ❹: what it holds at the start, then what is appended, without a gap', async () => {
    await gateway.log.append(TOPICS.feed, [
      record({ v: 1, type: 'kpi', item: { ...item, value: 1 } }),
      record('not json'),
      record({ v: 9, type: 'kpi', item }),
      record({ v: 1, type: 'kpi', item: { ...item, area: 'a/b' } }),
      record({ v: 1, type: 'device', item: {} }),
    ]);
    const reader = new FeedReader(
      gateway.log,
      gateway.feed,
      new LogLatestValues(gateway.log),
      gateway.tracer,
      (set) => set === item.reportingSet,
    );

    await reader.onApplicationBootstrap();
    const atStart = [...gateway.feed.all()].map((topic) => topic.name);
    const viewer = await gateway.client({ username: 'viewer' });
    const got = listening(viewer);
    await viewer.subscribeAsync('kpi/#');
    await gateway.log.append(TOPICS.feed, [record({ v: 1, type: 'kpi', item })]);
    await eventually('both', () => got.length === 2);
    await reader.onModuleDestroy();

    expect(atStart).toEqual(['kpi/718/MOB-09.total/hour']);
    expect(got.map((message) => (JSON.parse(message.text) as KpiItem).value)).toEqual([1, 1.5]);
  });
});

describe('topic filters', () => {
  it.each([
    ['kpi/#', 'kpi', true],
    ['kpi/#', 'kpi/a/b', true],
    ['kpi/+', 'kpi', false],
    ['kpi/+', 'kpi/a', true],
    ['kpi/+/x', 'kpi/a/x', true],
    ['kpi/+/x', 'kpi/a/y', false],
    ['kpi/a', 'kpi/a/b', false],
    ['kpi/a/b', 'kpi/a', false],
  ])('%s on %s: %p', (filter, topic, expected) => {
    expect(matches(filter.split('/'), topic.split('/'))).toBe(expected);
  });

  it('with misplaced wildcards are invalid', () => {
    expect(['a/#/b', 'a#', '+a', '', 'a\0'].map(isTopicFilter)).toEqual([false, false, false, false, false]);
  });
});
