import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type AlarmItem, TOPICS } from '@app/contracts';
import { eventually } from '@app/testing';
import type { MqttClient } from 'mqtt';
import { TestGateway } from '../../test/test-gateway.js';
import { FeedReader } from './feed-reader.js';
import { LogLatestValues } from './log-latest-values.js';
import { StoredAlarms } from './stored-alarms.js';

interface Got {
  readonly topic: string;
  readonly state: string;
  readonly retain: boolean;
}

const TOPIC = 'alarms/718/flood-1/st-bridge';

describe('alarms for viewers', () => {
  let gateway: TestGateway;
  let reader: FeedReader;

  beforeEach(async () => {
    gateway = await new TestGateway().start();
    reader = new FeedReader(
      gateway.log,
      gateway.feed,
      new LogLatestValues(gateway.log),
      gateway.tracer,
      () => true,
    );
    await reader.onApplicationBootstrap();
  });
  afterEach(async () => {
    await reader.onModuleDestroy();
    await gateway.stop();
  });

  const watch = async (): Promise<Got[]> => {
    const viewer = await gateway.client({ username: 'viewer' });
    const got = listening(viewer);
    await viewer.subscribeAsync('alarms/#');
    return got;
  };
  const tell = async (...items: Partial<AlarmItem>[]): Promise<void> => {
    await gateway.log.append(TOPICS.feed, items.map(record));
  };
  const told = (name: string): Promise<unknown> =>
    eventually(name, () => [...gateway.feed.all()].some((topic) => topic.name === name));

  it('are retained while they are open, moved on with each change, and gone when they are resolved', async () => {
    await tell({ id: 7, revision: 1 });
    await told(TOPIC);
    const early = await watch();
    await eventually('the retained alarm', () => early.length === 1);

    await tell({ id: 7, revision: 2, state: 'acknowledged' }, { id: 7, revision: 3, state: 'resolved' });
    await eventually('its end', () => early.at(-1)?.state === 'empty');
    await tell({ id: 9, rule: 'end', revision: 1 });
    await told('alarms/718/end/st-bridge');
    const late = await watch();
    await eventually('what is open', () => late.length > 0);

    expect(early[0]).toEqual({ topic: TOPIC, state: 'open', retain: true });
    expect(late).toEqual([{ topic: 'alarms/718/end/st-bridge', state: 'open', retain: true }]);
  });

  it('don’t come back by an older revision, nor end by the end of an older alarm', async () => {
    await tell(
      { id: 8, revision: 2 },
      { id: 8, revision: 1, state: 'resolved' },
      { id: 7, revision: 9, state: 'resolved' },
    );
    await tell({ id: 9, rule: 'end', revision: 1 });
    await told('alarms/718/end/st-bridge');

    const got = await watch();
    await eventually('both', () => got.length === 2);
    expect(got.map(({ topic, state }) => `${topic} ${state}`).toSorted()).toEqual([
      'alarms/718/end/st-bridge open',
      `${TOPIC} open`,
    ]);
  });

  it('in no area stand under -, and a name that is no topic level under none', async () => {
    await tell(
      { id: 1, area: null, revision: 1 },
      { id: 2, rule: 'a/b', revision: 1 },
      { id: 3, rule: 'end', revision: 1 },
    );
    await told('alarms/718/end/st-bridge');

    expect([...gateway.feed.all()].map(({ name }) => name)).toEqual([
      'alarms/-/flood-1/st-bridge',
      'alarms/718/end/st-bridge',
    ]);
  });

  it('that began before what the log still holds come from the registry at the start', async () => {
    const stored = {
      id: 5,
      rule: 'old',
      area: '719',
      objectType: 'station',
      objectId: 'st-old',
      revision: 4,
    };
    const alarms = { list: () => Promise.resolve([{ ...stored, state: 'open', openedAt: 0, updatedAt: 0 }]) };
    const values = new StoredAlarms(alarms as never, new LogLatestValues(gateway.log));
    const applied: string[] = [];

    await values.fill((event) =>
      applied.push(event.type === 'alarm' ? `${event.item.rule} ${event.item.id}` : ''),
    );

    expect(applied).toEqual(['old 5']);
  });
});

function listening(client: MqttClient): Got[] {
  const got: Got[] = [];
  client.on('message', (topic, payload, packet) => {
    const state = payload.length === 0 ? 'empty' : (JSON.parse(payload.toString()) as AlarmItem).state;
    got.push({ topic, state, retain: packet.retain });
  });
  return got;
}

function record(some: Partial<AlarmItem>) {
  const item = {
    rule: 'flood-1',
    area: '718',
    object: { type: 'station', id: 'st-bridge' },
    state: 'open',
    ...some,
  };
  return {
    key: 'alarm',
    value: Buffer.from(JSON.stringify({ v: 1, type: 'alarm', item })),
    headers: {},
    timestamp: 0,
  };
}
