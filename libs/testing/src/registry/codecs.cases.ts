import { describe, expect, it } from '@jest/globals';
import type { NewCodec } from '@app/registry';
import type { TestRegistry } from '../test-registry.js';
import { aStation, fresh, HOUR, profileOf, SECRET } from './given.js';

const aCodec = (id: string, over: Partial<NewCodec> = {}): NewCodec => ({
  id,
  family: 'air',
  nameVi: 'Hãng A',
  nameEn: 'Maker A',
  note: '',
  mapping: { time: 't', measures: { pm25: 'x' } },
  by: 'An',
  ...over,
});

export function describeCodecs(get: () => TestRegistry): void {
  describe('payload mappings', () => {
    it('stand in the snapshot version by version, each told as a change', async () => {
      const { codecs, inventory, clock } = get();
      const id = fresh('codec');
      const { revision } = await inventory.snapshot();
      const now = clock.now();

      await codecs.create(aCodec(id));
      await codecs.addVersion(aCodec(id, { validFrom: now + HOUR, note: 'đổi' }));

      const snapshot = await inventory.snapshot();
      expect(snapshot.codecs.filter((one) => one.id === id)).toEqual([
        { id, version: 1, validFrom: now, family: 'air', mapping: aCodec(id).mapping },
        { id, version: 2, validFrom: now + HOUR, family: 'air', mapping: aCodec(id).mapping },
      ]);
      expect((await inventory.changesSince(revision)).map(({ kind, key }) => [kind, key])).toEqual([
        ['codec', id],
        ['codec', id],
      ]);
      const listed = (await codecs.list()).filter((one) => one.id === id);
      expect(listed.map(({ validTo, note }) => [validTo, note])).toEqual([
        [now + HOUR, ''],
        [null, 'đổi'],
      ]);
    });

    it('are what a device sends from a moment on', async () => {
      const { codecs, inventory, clock } = get();
      const [id, device, station] = [fresh('codec'), fresh('dev'), fresh('st')];
      await codecs.create(aCodec(id));
      await inventory.createStation(aStation(station, 'air'));
      const profile = await profileOf(get(), 'air');
      await inventory.createDevice({ id: device, station, profile, cadence: 60 }, SECRET);
      const from = clock.now() + HOUR;

      await codecs.assign({ device, codec: id, from, by: 'An' });

      const known = (await inventory.snapshot()).devices.get(device);
      expect([known?.codec, known?.codecChanges]).toEqual(['native', [{ from, codec: id }]]);
      await expect(codecs.assign({ device, codec: 'native', from, by: 'An' })).rejects.toThrow('from: after');
    });

    it('are what a device sends from now on where no moment is named', async () => {
      const { codecs, inventory, clock } = get();
      const [id, device, station] = [fresh('codec'), fresh('dev'), fresh('st')];
      await codecs.create(aCodec(id));
      await inventory.createStation(aStation(station, 'air'));
      const profile = await profileOf(get(), 'air');
      await inventory.createDevice({ id: device, station, profile, cadence: 60 }, SECRET);

      expect(await codecs.assign({ device, codec: id, by: 'An' })).toBe(clock.now());
    });
  });
}
