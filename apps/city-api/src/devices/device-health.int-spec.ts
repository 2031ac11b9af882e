import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TOPICS } from '@app/contracts';
import { EventLog } from '@app/event-log';
import { InventoryRepository, LedgerRepository } from '@app/registry';
import { InMemoryEventLog, SECRET } from '@app/testing';
import { rowsOf } from '@app/time-series';
import { windowSchemas } from '@app/windows';
import { at, TestCity } from '../../test/city.js';
import { Measures } from '../catalogue/measures.js';
import { LatestDevices } from '../feed/latest-devices.js';
import { DeviceHealthController } from './device-health.controller.js';
import { DeviceHealths } from './device-healths.js';
import { LastPayload } from './last-payload.js';

const NOW = '2026-11-23T08:00:00+07:00';
const CADENCE_S = 300;
/** What the feed has told: freshness and its changes; the rest is under test. */
const told = { lastSeen: NOW, changes: [] as number[] };

interface Health {
  readonly health: string;
  readonly ageS: number | null;
  readonly frozen: string[];
  readonly today: { rejected: Record<string, number> };
}
interface Payload {
  readonly bytes: string;
  readonly text: string | null;
  readonly size: number;
}

describe('the health of a device over REST', () => {
  const log = new InMemoryEventLog({ partitions: 2 });
  let city: TestCity;

  beforeAll(async () => {
    await log.open();
    const latest = { of: () => ({ state: 'live', lastSeen: told.lastSeen }), changesOf: () => told.changes };
    city = await TestCity.open(
      NOW,
      [DeviceHealthController],
      [
        { provide: EventLog, useValue: log },
        { provide: LatestDevices, useValue: latest },
        {
          provide: LedgerRepository,
          useValue: {
            list: () => [
              { received: 9, rejected: { future: 2 } },
              { received: 1, rejected: { future: 1 } },
            ],
          },
        },
        DeviceHealths,
        LastPayload,
      ],
    );
    const inventory = new InventoryRepository(city.registry.registry, city.clock);
    const profile = [...city.registry.cache.current().profiles.values()].find(
      ({ family }) => family === 'air',
    );
    await inventory.createStation({ id: 'st', name: 'Trạm', kind: 'air', lat: 11, lon: 106.6 });
    const device = { id: 'air-1', station: 'st', profile: profile?.id ?? '', cadence: CADENCE_S };
    await inventory.createDevice({ ...device, activeFrom: at('2026-11-22') }, SECRET);
    await city.registry.cache.refresh();
    await city.series.open(windowSchemas(await new Measures(city.registry.catalogue).load()));
  });

  afterAll(() => city?.close());

  it('is frozen while one value comes over and over, and live again with another', async () => {
    await values(Array.from({ length: 12 }, () => 41.2));
    expect((await health()).body).toMatchObject({ health: 'frozen', frozen: ['pm25'], ageS: 0 });

    city.clock.advance(120_000);
    await values([41.2, 41.3]);
    expect((await health()).body).toMatchObject({ health: 'live', frozen: [], ageS: 120 });
  });

  it('is flapping when its freshness changed four times within the hour', async () => {
    told.changes = [1, 2, 3, 4].map((minutes) => city.clock.now() - minutes * 60_000);
    expect((await health()).body.health).toBe('flapping');
    told.changes = [];
  });

  it('tells what was rejected today', async () => {
    expect((await health()).body.today).toEqual({ received: 10, rejected: { future: 3 } });
    expect(await city.get('/api/v1/devices/nobody/health')).toMatchObject({ status: 404 });
  });

  it('shows the last payload as it came, cut where it is long', async () => {
    expect(await payload()).toMatchObject({ status: 404 });
    await send('air-1', 'first');
    await send('air-1', 'é'.repeat(40_000));
    for (let i = 0; i < 700; i++) await send(`other-${i}`, 'x');

    const { body } = await payload();
    expect([body.size, Buffer.from(body.bytes, 'base64').length]).toEqual([80_000, 65_536]);
    expect(body.text).toBe('é'.repeat(32_768));

    await send('air-1', new Uint8Array([0xff, 0x00]));
    expect((await payload()).body).toMatchObject({ size: 2, bytes: '/wA=', text: null });
  });

  const health = (): ReturnType<typeof city.get<Health>> => city.get<Health>('/api/v1/devices/air-1/health');
  const payload = (): ReturnType<typeof city.get<Payload>> =>
    city.get<Payload>('/api/v1/devices/air-1/last-payload');

  async function send(device: string, body: string | Uint8Array): Promise<void> {
    const value = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    await log.append(TOPICS.raw, [
      { key: device, value, headers: { device, topic: 't', inlet: 'mqtt' }, timestamp: at(NOW) },
    ]);
  }

  /** Readings of the past, the newest last. */
  async function values(pm25: readonly number[]): Promise<void> {
    const rows = pm25.map((value, i) => ({
      time: at(NOW) - (pm25.length - i) * CADENCE_S * 1000,
      tags: { device: 'air-1', lane: '', direction: '' },
      fields: { pm25: value, _period: CADENCE_S },
    }));
    await city.series.write([rowsOf('raw', 'air', rows)]);
  }
});
