import { describe, expect, it } from '@jest/globals';
import type { TestRegistry } from '../test-registry.js';
import { T0, SECRET, fresh, aStation, profileOf } from './given.js';

export function describeInventory(get: () => TestRegistry): void {
  describe('inventory', () => {
    it('registers a station, a gateway and a device, and shows them with the change numbers', async () => {
      const { inventory, credentials, clock } = get();
      const [station, gateway, device] = [fresh('station'), fresh('gateway'), fresh('device')];
      const before = (await inventory.snapshot()).revision;
      const profile = await profileOf(get(), 'traffic');
      const segment = { lengthKm: 1.2, lanes: 4, freeFlowKmh: 50 };

      const made = await inventory.createStation({ ...aStation(station), segment });
      await inventory.createGateway(gateway, SECRET);
      await inventory.createDevice(
        {
          id: device,
          station,
          profile,
          cadence: 60,
          lanes: [1, 2],
          direction: 'north',
          gateway,
        },
        SECRET,
      );

      const now = await inventory.snapshot();
      expect(now.revision).toBe(before + 3);
      expect(now.stations.get(station)).toEqual(made);
      expect(made.facts).toEqual([{ key: 'segment', value: segment, validFrom: 0, validTo: null }]);
      expect(now.gateways.has(gateway)).toBe(true);
      expect(now.devices.get(device)).toEqual({
        id: device,
        station,
        profile,
        family: 'traffic',
        codec: 'native',
        cadenceS: 60,
        lanes: [1, 2],
        direction: 'north',
        gateway,
        virtual: false,
        excluded: [],
        active: [
          {
            from: clock.now(),
            to: null,
          },
        ],
      });
      expect(now.devicesOfStation.get(station)?.map(({ id }) => id)).toEqual([device]);
      expect((await inventory.changesSince(before)).map(({ kind, key }) => [kind, key])).toEqual([
        ['station', station],
        ['gateway', gateway],
        ['device', device],
      ]);
      const [credential] = await credentials.of([device]);
      expect(credential).toMatchObject({ kind: 'device', expiresAt: null, revokedAt: null });
      expect(Buffer.from(credential?.hash ?? [])).toEqual(Buffer.from(SECRET.hash));
    });

    it('changes nothing when a registration is refused', async () => {
      const { inventory } = get();
      const station = fresh('station');
      await inventory.createStation(aStation(station));
      const { revision } = await inventory.snapshot();
      const camera = { station, profile: await profileOf(get(), 'traffic'), cadence: 60 };

      await expect(inventory.createStation(aStation(station))).rejects.toMatchObject({
        code: 'REGISTRY_CONFLICT',
      });
      await expect(
        inventory.createDevice({ ...camera, id: fresh('d'), cadence: 0 }, SECRET),
      ).rejects.toMatchObject({
        code: 'REGISTRY_INVALID',
        message: expect.stringContaining('cadence') as unknown,
      });
      await expect(inventory.createDevice({ ...camera, id: 'a/b' }, SECRET)).rejects.toThrow(/^id:/);
      await expect(
        inventory.createDevice({ ...camera, id: fresh('d'), gateway: 'no' }, SECRET),
      ).rejects.toThrow(/^gateway:/);

      expect((await inventory.snapshot()).revision).toBe(revision);
    });

    it('refuses a second active device for one station, measure, lane and direction', async () => {
      const { inventory, clock } = get();
      const station = fresh('station');
      const first = fresh('device');
      const camera = { station, profile: await profileOf(get(), 'traffic'), cadence: 60 };
      await inventory.createStation(aStation(station));
      await inventory.createDevice({ ...camera, id: first, lanes: [1], direction: 'north' }, SECRET);
      const second = { ...camera, id: fresh('device'), lanes: [1, 2], direction: 'north' };

      await expect(inventory.createDevice(second, SECRET)).rejects.toMatchObject({
        code: 'REGISTRY_CONFLICT',
      });
      await inventory.createDevice({ ...second, id: fresh('device'), direction: 'south' }, SECRET);
      await inventory.createDevice({ ...second, id: fresh('device'), lanes: [3] }, SECRET);
      await inventory.retireDevice(first, clock.now());
      await expect(inventory.createDevice({ ...second, lanes: [1] }, SECRET)).resolves.toMatchObject({
        lanes: [1],
      });
    });

    it('never gives two principals one name', async () => {
      const { inventory } = get();
      const gateway = fresh('gateway');
      const station = fresh('station');
      await inventory.createGateway(gateway, SECRET);
      await inventory.createStation(aStation(station, 'air'));

      await expect(inventory.createGateway(gateway, SECRET)).rejects.toMatchObject({
        code: 'REGISTRY_CONFLICT',
      });
      await expect(
        inventory.createDevice(
          { id: gateway, station, profile: await profileOf(get(), 'air'), cadence: 300 },
          SECRET,
        ),
      ).rejects.toMatchObject({ code: 'REGISTRY_CONFLICT' });
    });

    it('puts virtual devices into service and out of it, once', async () => {
      const { inventory } = get();
      const station = fresh('station');
      const id = fresh('device');
      await inventory.createStation({ ...aStation(station, 'noise'), virtual: true });
      await inventory.createDevice(
        { id, station, profile: await profileOf(get(), 'noise'), cadence: 60, virtual: true, activeFrom: T0 },
        SECRET,
      );
      const active = async () => (await inventory.snapshot()).devices.get(id)?.active;

      await inventory.setVirtualActive(false, T0 + 10);
      const off = await active();
      await inventory.setVirtualActive(true, T0 + 20);
      const { revision } = await inventory.snapshot();
      await inventory.setVirtualActive(true, T0 + 30);

      expect(off).toEqual([{ from: T0, to: T0 + 10 }]);
      expect(await active()).toEqual([
        { from: T0, to: T0 + 10 },
        { from: T0 + 20, to: null },
      ]);
      expect((await inventory.snapshot()).revision).toBe(revision);
      await inventory.setVirtualActive(true, T0 + 5);
      expect((await active())?.[1]).toEqual({ from: T0 + 10, to: null });
      await inventory.setVirtualActive(false, T0 + 40);
    });

    it('tells the cache’s listeners of each change once', async () => {
      const { inventory, cache } = get();
      await cache.refresh();
      const heard: string[] = [];
      const stop = cache.onChange((snapshot, changes) => {
        for (const { seq, key } of changes) if (seq <= snapshot.revision) heard.push(key);
      });
      const [a, b] = [fresh('station'), fresh('station')];

      await inventory.createStation(aStation(a));
      await Promise.all([cache.refresh(), cache.refresh(), inventory.createStation(aStation(b))]);
      await cache.refresh();
      stop();

      expect(heard).toEqual([a, b]);
      expect(cache.current().stations.has(b)).toBe(true);
    });
  });
}
