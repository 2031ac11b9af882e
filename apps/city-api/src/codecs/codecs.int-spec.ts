import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InventoryRepository } from '@app/registry';
import { SECRET } from '@app/testing';
import { at, TestCity } from '../../test/city.js';
import { CodecsController } from './codecs.controller.js';
import { DeviceCodecController } from './device-codec.controller.js';
import { Mappings } from './mappings.js';

interface Item {
  readonly id: string;
  readonly version: number;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly devices: string[];
}
interface Refused {
  readonly detail: string;
  readonly errors?: { path: string; message: string }[];
}

const CODEC = {
  id: 'vendor-air',
  family: 'air',
  nameVi: 'Trạm khí hãng A',
  nameEn: 'Air station of maker A',
  by: 'Nguyễn Văn An',
  mapping: { time: 't', measures: { pm25: 'pm' } },
};

describe('payload mappings over REST', () => {
  let city: TestCity;

  beforeAll(async () => {
    city = await TestCity.open(
      '2026-11-23T08:00:00+07:00',
      [CodecsController, DeviceCodecController],
      [Mappings],
    );
  });

  afterAll(() => city?.close());

  it('are refused with every mistake and its place', async () => {
    const mapping = { time: 'a[', measures: { speed: 'v', pm25: { path: 'x', unit: 'm' } } };
    const { status, body } = await city.post<Refused>('/api/v1/codecs', { ...CODEC, mapping });

    expect(status).toBe(400);
    expect(body.errors?.map(({ path }) => path)).toEqual([
      'mapping.time.path',
      'mapping.measures.speed',
      'mapping.measures.pm25.unit',
    ]);
    expect(await city.post('/api/v1/codecs', { ...CODEC, id: 'native' })).toMatchObject({ status: 409 });
    expect(await city.post('/api/v1/codecs', CODEC, null)).toMatchObject({ status: 401 });
  });

  it('are registered, used by a device from a moment on, and followed by versions', async () => {
    const created = await city.post<Item>('/api/v1/codecs', CODEC);
    expect(created).toMatchObject({
      status: 201,
      body: { id: 'vendor-air', version: 1, validTo: null, devices: [] },
    });
    expect(await city.post('/api/v1/codecs', CODEC)).toMatchObject({ status: 409 });

    await device('air-1', 'air');
    const assigned = await city.post('/api/v1/devices/air-1/codec', { codec: 'vendor-air' });
    expect(assigned).toMatchObject({ status: 201, body: { device: 'air-1', codec: 'vendor-air' } });

    const [item] = (await city.get<{ items: Item[] }>('/api/v1/codecs?family=air')).body.items;
    expect(item?.devices).toEqual(['air-1']);

    const later = await city.post<Item>('/api/v1/codecs/vendor-air/versions', {
      mapping: CODEC.mapping,
      note: 'đổi tên trường',
      validFrom: '2026-11-24',
    });
    expect(later).toMatchObject({
      status: 201,
      body: { version: 2, validFrom: '2026-11-24T00:00:00+07:00' },
    });
    const versions = (await city.get<{ items: Item[] }>('/api/v1/codecs/vendor-air/versions')).body.items;
    expect(versions.map(({ version, validTo }) => [version, validTo])).toEqual([
      [2, null],
      [1, '2026-11-24T00:00:00+07:00'],
    ]);
  });

  it('take effect now or later, and for devices of their family only', async () => {
    await device('noise-1', 'noise');
    const refused = [
      await city.post<Refused>('/api/v1/codecs/vendor-air/versions', {
        mapping: CODEC.mapping,
        validFrom: '2026-11-01',
      }),
      await city.post<Refused>('/api/v1/devices/noise-1/codec', { codec: 'vendor-air' }),
      await city.post<Refused>('/api/v1/devices/noise-1/codec', { codec: 'unheard-of' }),
      await city.post<Refused>('/api/v1/devices/air-1/codec', { codec: 'native', from: '2026-11-01' }),
    ];

    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
    expect(refused.map(({ body }) => body.detail.split(':')[0])).toEqual([
      'validFrom',
      'codec',
      'codec',
      'from',
    ]);
    expect(await city.post('/api/v1/codecs/nothing/versions', { mapping: CODEC.mapping })).toMatchObject({
      status: 404,
    });
  });

  async function device(id: string, family: string): Promise<void> {
    const inventory = new InventoryRepository(city.registry.registry, city.clock);
    const profile = [...city.registry.cache.current().profiles.values()].find((one) => one.family === family);
    await inventory.createStation({ id: `st-${id}`, name: id, kind: family, lat: 11, lon: 106.6 });
    const input = {
      id,
      station: `st-${id}`,
      profile: profile?.id ?? '',
      cadence: 60,
      activeFrom: at('2026-11-22'),
    };
    await inventory.createDevice(input, SECRET);
    await city.registry.cache.refresh();
  }
});
