import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verify } from '@app/access';
import { Clock } from '@app/config';
import { CredentialRepository, InventoryRepository, QuarantineRepository, Registry } from '@app/registry';
import { SECRET } from '@app/testing';
import { TestCity } from '../../test/city.js';
import { DeviceHealths } from '../devices/device-healths.js';
import { LatestDevices } from '../feed/latest-devices.js';
import { DevicesController } from '../inventory/devices.controller.js';
import { RetirementController } from '../inventory/retirement.controller.js';
import { Credentials } from './credentials.js';
import { DeviceCredentialsController, GatewayCredentialsController } from './credentials.controllers.js';
import { QuarantineController } from './quarantine.controller.js';

interface Rotated {
  readonly id: string;
  readonly credential: string;
  readonly credentialId: string;
  readonly othersUntil: string;
}
interface Listed {
  readonly items: { id: string; inForce: boolean; expiresAt: string | null; revokedAt: string | null }[];
}

const DEVICE = '/api/v1/devices/p-1';

describe('credentials, quarantine and retirement over REST', () => {
  let city: TestCity;
  let credentials: CredentialRepository;

  beforeAll(async () => {
    city = await TestCity.open(
      '2026-11-30T08:00:00+07:00',
      [
        DevicesController,
        DeviceCredentialsController,
        GatewayCredentialsController,
        QuarantineController,
        RetirementController,
      ],
      [
        Credentials,
        { provide: LatestDevices, useValue: { of: () => null } },
        {
          provide: DeviceHealths,
          useValue: { refresh: () => undefined, of: () => ({ health: 'never', ageMs: null, frozen: [] }) },
        },
        ...[InventoryRepository, CredentialRepository, QuarantineRepository].map((type) => ({
          provide: type,
          useFactory: (registry: Registry, clock: Clock) => new type(registry, clock),
          inject: [Registry, Clock],
        })),
      ],
    );
    ({ credentials } = city.registry);
    const inventory = new InventoryRepository(city.registry.registry, city.clock);
    await inventory.createStation({ id: 'st', name: 'Bãi xe', kind: 'parking', lat: 11, lon: 106.6 });
    const { profiles } = city.registry.cache.current();
    const profile = [...profiles.values()].find(({ family }) => family === 'parking')!.id;
    await inventory.createDevice({ id: 'p-1', station: 'st', profile, cadence: 60 }, SECRET);
    await city.registry.cache.refresh();
  });
  afterAll(() => city.close());

  it('a new one is shown once and works beside the old one for the overlap asked for', async () => {
    const { status, body } = await city.post<Rotated>(`${DEVICE}/credentials`, { overlap: 3600 });

    expect(status).toBe(201);
    expect(body).toMatchObject({ id: 'p-1', othersUntil: '2026-11-30T09:00:00+07:00' });
    const stored = (await credentials.of(['p-1'])).find(({ id }) => id === body.credentialId)!;
    expect(verify(body.credential, stored)).toBe(true);
    const { body: list } = await city.send<Listed>('GET', `${DEVICE}/credentials`);
    expect(list.items.map(({ inForce }) => inForce)).toEqual([true, true]);
    expect(new Set(list.items.map(({ expiresAt }) => expiresAt))).toEqual(
      new Set(['2026-11-30T09:00:00+07:00', null]),
    );
    expect(JSON.stringify(list)).not.toContain(body.credential);
  });

  it('the overlap is a day unless told otherwise, and 90 days at most', async () => {
    const { body } = await city.post<Rotated>(`${DEVICE}/credentials`, {});
    expect(body.othersUntil).toBe('2026-12-01T08:00:00+07:00');

    const { status } = await city.post(`${DEVICE}/credentials`, { overlap: 90 * 86_400 + 1 });
    expect(status).toBe(400);
  });

  it('one is revoked, then all; what is not there is a 404', async () => {
    const { body } = await city.post<Rotated>(`${DEVICE}/credentials`, {});

    expect((await city.send('DELETE', `${DEVICE}/credentials/${body.credentialId}`)).status).toBe(204);
    expect((await city.send('DELETE', `${DEVICE}/credentials/${body.credentialId}`)).status).toBe(404);
    expect((await credentials.of(['p-1'])).length).toBeGreaterThan(0);
    expect((await city.send('DELETE', `${DEVICE}/credentials`)).status).toBe(204);
    expect(await credentials.of(['p-1'])).toEqual([]);
    expect((await city.post('/api/v1/devices/nobody/credentials', {})).status).toBe(404);
    expect((await city.post('/api/v1/gateways/p-1/credentials', {})).status).toBe(404);
  });

  it('a gateway’s is rotated alike', async () => {
    await new InventoryRepository(city.registry.registry, city.clock).createGateway('vendor', SECRET);
    await city.registry.cache.refresh();

    const { status, body } = await city.post<Rotated>('/api/v1/gateways/vendor/credentials', { overlap: 0 });

    expect(status).toBe(201);
    const under = [...city.registry.cache.current().devices.values()].filter(
      ({ gateway }) => gateway !== null,
    );
    expect(under.length).toBeGreaterThan(0);
    expect((await city.send('GET', '/api/v1/gateways')).body).toMatchObject({
      items: [
        { id: 'vendor', devices: 0 },
        { id: 'virtual-city', devices: under.length },
      ],
    });
    const { body: list } = await city.send<Listed>('GET', '/api/v1/gateways/vendor/credentials');
    expect(list.items.filter(({ inForce }) => inForce).map(({ id }) => id)).toEqual([body.credentialId]);
  });

  it('a quarantine shows at the device with who decided so and why, until its release', async () => {
    const reason = 'số liệu đáng ngờ';
    const begun = await city.send('PUT' as const, `${DEVICE}/quarantine`, { reason, by: 'Trần Văn Bình' });

    const quarantine = { since: '2026-11-30T08:00:02+07:00', reason, by: 'Trần Văn Bình' };
    expect([begun.status, begun.body]).toEqual([200, quarantine]);
    expect((await city.get(DEVICE)).body).toMatchObject({ quarantine });
    expect((await city.send('PUT', `${DEVICE}/quarantine`, { reason })).status).toBe(409);
    expect((await city.send('DELETE', `${DEVICE}/quarantine`)).status).toBe(204);
    expect((await city.get(DEVICE)).body).toMatchObject({ quarantine: null });
    expect((await city.send('DELETE', `${DEVICE}/quarantine`)).status).toBe(404);
  });

  it('a device that is taken down is out of service since then, owes nothing more and gets in no more', async () => {
    await city.send('POST', `${DEVICE}/credentials`, { overlap: 0 });
    const reason = 'tháo dỡ khi mở rộng đường';

    const late = await city.send('POST', `${DEVICE}/retirement`, { reason, at: '2026-11-30T08:00:01+07:00' });
    const done = await city.send('POST', `${DEVICE}/retirement`, { reason, at: '2026-11-30T07:00:00+07:00' });

    expect([late.status, done.status]).toEqual([400, 200]);
    expect(done.body).toEqual({ id: 'p-1', retiredAt: '2026-11-30T07:00:00+07:00' });
    expect((await city.get(DEVICE)).body).toMatchObject({ active: false, activeFrom: null });
    const { items } = (await city.send<Listed>('GET', `${DEVICE}/credentials`)).body;
    expect(items.filter(({ inForce }) => inForce)).toEqual([]);
    expect((await city.send('POST', `${DEVICE}/retirement`, { reason })).status).toBe(409);
    expect((await city.send('POST', '/api/v1/devices/nobody/retirement', { reason })).status).toBe(404);
  });
});
