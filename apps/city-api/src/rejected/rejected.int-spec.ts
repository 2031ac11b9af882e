import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TOPICS } from '@app/contracts';
import { EventLog } from '@app/event-log';
import { InventoryRepository } from '@app/registry';
import { eventually, InMemoryEventLog, SECRET } from '@app/testing';
import { at, TestCity } from '../../test/city.js';
import { CodecsController } from '../codecs/codecs.controller.js';
import { Mappings } from '../codecs/mappings.js';
import { RejectedController } from './rejected.controller.js';
import { ReplayMany } from './replay-many.js';
import { ReplaysController } from './replays.controller.js';
import { TryMessages } from './try-messages.js';

const NOW = '2026-11-23T08:00:00+07:00';
const MESSAGES = 350;
/** More are counted than listed. */
const LISTED = 100;

interface Progress {
  readonly id: number;
  readonly state: string;
  readonly scanned: number;
  readonly total: number;
  readonly replayed: number;
}
interface TryReply {
  readonly items: {
    outcome: string;
    before: { reason: string };
    readings: { values: Record<string, number> }[];
    faults: { detail: string }[];
  }[];
  readonly outcomes: Record<string, number>;
}

describe('rejected messages of a vendor whose format nobody mapped', () => {
  const log = new InMemoryEventLog({ partitions: 1 });
  let city: TestCity;

  beforeAll(async () => {
    await log.open();
    city = await TestCity.open(
      NOW,
      [CodecsController, RejectedController, ReplaysController],
      [{ provide: EventLog, useValue: log }, Mappings, TryMessages, ReplayMany],
    );
    const inventory = new InventoryRepository(city.registry.registry, city.clock);
    const profiles = [...city.registry.cache.current().profiles.values()];
    for (const [id, family] of [
      ['air-1', 'air'],
      ['air-2', 'air'],
    ] as const) {
      await inventory.createStation({ id: `st-${id}`, name: id, kind: family, lat: 11, lon: 106.6 });
      const profile = profiles.find((one) => one.family === family)?.id ?? '';
      await inventory.createDevice(
        { id, station: `st-${id}`, profile, cadence: 60, activeFrom: at('2026-11-22') },
        SECRET,
      );
    }
    await city.registry.cache.refresh();
    await reject(
      'air-1',
      'no_time',
      Array.from({ length: MESSAGES }, (_, i) => ({ t: at(NOW) / 1000 - 60 * i, dust: i })),
    );
    await reject('air-2', 'not_json', ['no JSON']);
  });

  afterAll(() => city?.close());

  it('are summed up by device and reason, as the ledger counts them', async () => {
    const { body } = await city.get<{ items: object[] }>('/api/v1/rejected/summary');

    expect(body.items).toMatchObject([
      { device: 'air-1', reason: 'no_time', listed: LISTED, waiting: LISTED, detail: 'ts is missing' },
      { device: 'air-2', reason: 'not_json', listed: 1 },
    ]);
  });

  it('show what a mapping would make of them before it is registered', async () => {
    const mapping = { time: { path: 't', format: 'epoch-s' }, measures: { pm25: 'dust' } };
    const own = (await city.post<TryReply>('/api/v1/rejected/try', { device: 'air-1' })).body;
    const good = (await city.post<TryReply>('/api/v1/rejected/try', { device: 'air-1', mapping, limit: 5 }))
      .body;
    const bad = (
      await city.post<TryReply>('/api/v1/rejected/try', {
        device: 'air-1',
        mapping: { ...mapping, time: 'when' },
      })
    ).body;

    expect([own.outcomes, good.outcomes, bad.outcomes]).toEqual([
      { rejected: 20 },
      { stored: 5 },
      { rejected: 20 },
    ]);
    expect(good.items[0]?.readings[0]?.values).toEqual({ pm25: expect.any(Number) as unknown });
    expect(bad.items[0]?.faults[0]?.detail).toBe('time at when is missing');
    expect((await log.range(TOPICS.raw, 0)).next).toBe(0);
  });

  it('refuse a mapping with mistakes, each with its place, and one for nobody', async () => {
    const mapping = { time: 'a[', measures: { pm25: 'dust' } };
    const refused = await city.post<{ errors: { path: string }[] }>('/api/v1/rejected/try', {
      device: 'air-1',
      mapping,
    });

    expect([refused.status, refused.body.errors.map(({ path }) => path)]).toEqual([
      400,
      ['mapping.time.path'],
    ]);
    expect(await city.post('/api/v1/rejected/try', { mapping })).toMatchObject({ status: 400 });
    expect(await city.post('/api/v1/rejected/try', { codec: 'unheard-of' })).toMatchObject({ status: 404 });
  });

  it('go back into the log once, also those that are not listed, whoever asks how often', async () => {
    const first = await city.post<Progress>('/api/v1/rejected/replays', { device: 'air-1' });
    const again = await city.post<Progress>('/api/v1/rejected/replays', { device: 'air-1' });
    expect([first.status, again.status]).toEqual([202, 202]);
    const done = await finished(first.body.id);
    // The same one while it ran, or one that had nothing left.
    await finished(again.body.id);
    const after = await finished(
      (await city.post<Progress>('/api/v1/rejected/replays', { device: 'air-1' })).body.id,
    );

    expect(done).toMatchObject({
      state: 'done',
      replayed: MESSAGES,
      scanned: MESSAGES + 1,
      total: MESSAGES + 1,
    });
    expect(after).toMatchObject({ state: 'done', replayed: 0 });
    const { records } = await log.read(TOPICS.raw, 0, 0, { maxRecords: 10_000, maxBytes: 1e9 });
    const places = records.map(({ headers }) => headers['replayOf']);
    expect(new Set(places).size).toBe(MESSAGES);
    expect(records[0]?.headers).toMatchObject({ device: 'air-1', inlet: 'replay', replayOf: '0:0:0' });
    const { body } = await city.get<{ items: object[] }>('/api/v1/rejected/summary?device=air-1');
    expect(body.items).toMatchObject([{ waiting: 0 }]);
  });

  it('want a device or a reason, and permission', async () => {
    expect(await city.post('/api/v1/rejected/replays', {})).toMatchObject({ status: 400 });
    expect(await city.post('/api/v1/rejected/replays', { reason: 'not_json' }, null)).toMatchObject({
      status: 401,
    });
    expect(await city.get('/api/v1/rejected/replays/999')).toMatchObject({ status: 404 });
  });

  function finished(id: number): Promise<Progress> {
    return eventually('the replay to end', async () => {
      const { body } = await city.get<Progress>(`/api/v1/rejected/replays/${id}`);
      return body.state !== 'running' && body;
    });
  }

  /** Writes messages into ❷ and the first of them into the list, as the processor does. */
  async function reject(device: string, reason: string, bodies: readonly unknown[]): Promise<void> {
    const { next } = await log.range(TOPICS.rejected, 0);
    const detail = reason === 'no_time' ? 'ts is missing' : 'no JSON';
    const records = bodies.map((body, i) => ({
      key: device,
      value: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
      headers: {
        device,
        topic: `telemetry/${device}`,
        inlet: 'mqtt',
        reason,
        detail,
        index: '0',
        source: `0:${next + i}`,
      },
      timestamp: at(NOW) - 60_000 + i,
    }));
    await log.append(TOPICS.rejected, records);
    for (const [i, { value, headers, timestamp }] of records.slice(0, LISTED).entries())
      await city.registry.registry.query(
        `INSERT INTO rejected (partition, "offset", index, at, device, topic, reason, detail, bytes)
         VALUES (0, $1, 0, $2, $3, $4, $5, $6, $7)`,
        [next + i, timestamp, device, headers.topic, reason, detail, Buffer.from(value)],
      );
  }
});
