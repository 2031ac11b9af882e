import { describe, expect, it } from '@jest/globals';
import type { TestRegistry } from '../test-registry.js';
import { aStation, fresh, profileOf, SECRET } from './given.js';

const HOUR_MS = 3_600_000;
const secretOf = (byte: number) => ({ ...SECRET, hash: new Uint8Array(32).fill(byte) });

export function describeDeviceTrust(get: () => TestRegistry): void {
  describe('credentials of devices and gateways', () => {
    async function aGateway(): Promise<string> {
      const gateway = fresh('gateway');
      await get().inventory.createGateway(gateway, secretOf(1));
      return gateway;
    }

    it('are rotated with an overlap, which a later rotation only shortens', async () => {
      const { credentials, clock, inventory } = get();
      const gateway = await aGateway();
      const { revision } = await inventory.snapshot();
      const now = clock.now();

      const second = await credentials.rotate(gateway, 'gateway', secretOf(2), 2 * HOUR_MS);
      const third = await credentials.rotate(gateway, 'gateway', secretOf(3), 5 * HOUR_MS);

      const ends = new Map((await credentials.of([gateway])).map((one) => [one.hash[0], one.expiresAt]));
      expect(ends).toEqual(
        new Map([
          [1, now + 2 * HOUR_MS],
          [2, now + 5 * HOUR_MS],
          [3, null],
        ]),
      );
      expect([second.othersUntil, third.othersUntil]).toEqual([now + 2 * HOUR_MS, now + 5 * HOUR_MS]);
      const changes = await inventory.changesSince(revision);
      expect(changes.map(({ kind, key }) => [kind, key])).toEqual([
        ['credential', gateway],
        ['credential', gateway],
      ]);
    });

    it('are at most ten at once', async () => {
      const { credentials } = get();
      const gateway = await aGateway();
      const rotate = () => credentials.rotate(gateway, 'gateway', secretOf(2), HOUR_MS);

      for (let i = 0; i < 9; i += 1) await rotate();

      await expect(rotate()).rejects.toMatchObject({ code: 'REGISTRY_CONFLICT' });
      await credentials.revoke(gateway, 'gateway', null);
      await expect(rotate()).resolves.toBeDefined();
      expect(await credentials.history(gateway)).toHaveLength(11);
    });

    it('are revoked one by one or all at once, and stay listed', async () => {
      const { credentials, clock } = get();
      const gateway = await aGateway();
      const { id } = await credentials.rotate(gateway, 'gateway', secretOf(2), HOUR_MS);

      await credentials.revoke(gateway, 'gateway', id);
      const left = await credentials.of([gateway]);
      await expect(credentials.revoke(gateway, 'gateway', id)).rejects.toMatchObject({
        code: 'REGISTRY_NOT_FOUND',
      });
      await expect(credentials.revoke(gateway, 'device', null)).rejects.toMatchObject({
        code: 'REGISTRY_NOT_FOUND',
      });
      await credentials.revoke(gateway, 'gateway', null);

      expect(left.map(({ hash }) => hash[0])).toEqual([1]);
      expect(await credentials.of([gateway])).toEqual([]);
      const history = await credentials.history(gateway);
      expect(history.map(({ revokedAt }) => revokedAt)).toEqual([clock.now(), clock.now()]);
    });

    it('are replaced by a given one, and are of nobody who is not registered', async () => {
      const { credentials } = get();
      const gateway = await aGateway();

      await credentials.put(gateway, 'gateway', secretOf(9));

      expect((await credentials.history(gateway)).map(({ hash }) => hash[0])).toEqual([9]);
      expect(await credentials.of(['nobody'])).toEqual([]);
      await expect(credentials.put('nobody', 'device', SECRET)).rejects.toMatchObject({
        code: 'REGISTRY_NOT_FOUND',
      });
      await expect(credentials.rotate('nobody', 'device', SECRET, 0)).rejects.toMatchObject({
        code: 'REGISTRY_NOT_FOUND',
      });
    });
  });

  it('a device is in one quarantine at a time, with who decided so and why, until it is released', async () => {
    const { inventory, quarantines, clock } = get();
    const [station, device] = [fresh('station'), fresh('device')];
    await inventory.createStation(aStation(station, 'air'));
    const profile = await profileOf(get(), 'air');
    await inventory.createDevice({ id: device, station, profile, cadence: 300 }, SECRET);
    const { revision } = await inventory.snapshot();
    const found = async () => (await inventory.snapshot()).devices.get(device)?.quarantines;
    const from = clock.now() + 2_000;
    const told = { from, reason: 'số đo nhảy lạ thường', by: 'Trần Văn Bình' };

    await quarantines.begin(device, told.reason, told.by);
    const begun = await found();
    await expect(quarantines.begin(device, 'lần nữa', told.by)).rejects.toMatchObject({
      code: 'REGISTRY_CONFLICT',
    });
    await quarantines.end(device, 'Lê Thị Hoa');

    expect(begun).toEqual([{ ...told, to: null }]);
    expect(await found()).toEqual([{ ...told, to: from }]);
    await expect(quarantines.end(device, 'Lê Thị Hoa')).rejects.toMatchObject({ code: 'REGISTRY_NOT_FOUND' });
    await expect(quarantines.begin('nobody', 'vì sao', told.by)).rejects.toMatchObject({
      code: 'REGISTRY_NOT_FOUND',
    });
    const changes = await inventory.changesSince(revision);
    expect(changes.map(({ kind, key }) => [kind, key])).toEqual([
      ['device', device],
      ['device', device],
    ]);
  });
}
