import { describe, expect, it } from '@jest/globals';
import { placeStation, reportingSetSchema, type ReportingSetInput } from '@app/registry';
import type { TestRegistry } from '../test-registry.js';
import { aStation, fresh } from './given.js';

interface AreaOf {
  readonly code: string;
  readonly parent?: string;
  readonly west: number;
  readonly east: number;
  readonly from?: string;
}

/** A set of rectangles from 11.0° to 11.1° north. */
function aSet(id: string, areas: readonly AreaOf[], more: object = {}): ReportingSetInput {
  return reportingSetSchema.parse({
    type: 'FeatureCollection',
    set: { id, nameVi: 'Bộ thử', nameEn: 'A set' },
    features: areas.map(({ code, parent = null, west, east, from = '2025-07-01' }) => ({
      type: 'Feature',
      properties: {
        code,
        nameVi: code,
        level: parent === null ? 'province' : 'commune',
        parent,
        validFrom: from,
      },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [west, 11],
            [east, 11],
            [east, 11.1],
            [west, 11.1],
            [west, 11],
          ],
        ],
      },
    })),
    ...more,
  });
}

export function describeReportingSets(get: () => TestRegistry): void {
  const whole = { code: 'p', west: 106, east: 107 };
  const halves = [
    { code: 'w', parent: 'p', west: 106, east: 106.5 },
    { code: 'e', parent: 'p', west: 106.5, east: 107 },
  ];
  const placeOf = async (set: string, lon: number, at: string): Promise<string | null> => {
    const { areas } = await get().inventory.snapshot();
    const point = { lat: 11.05, lon, areaOverride: null };
    return placeStation(point, areas, set, Date.parse(at))?.area ?? null;
  };

  describe('reporting sets', () => {
    it('imports a set with successors, listed until it is activated, beside the one that is there', async () => {
      const { reportingSets, inventory, catalogue } = get();
      const id = fresh('set');
      const successors = [
        { from: '718', to: 'w', share: 0.25 },
        { from: '718', to: 'e', share: 0.75 },
        { from: '719', to: 'e', share: null },
      ];

      await reportingSets.import(aSet(id, [whole, ...halves], { successorsOf: 'plan-2020', successors }));
      const listed = (await inventory.snapshot()).sets.find((set) => set.id === id);
      await reportingSets.setStatus(id, 'active');

      const { sets } = await inventory.snapshot();
      expect(listed).toMatchObject({ status: 'listed', origin: 'user' });
      expect(sets.filter((set) => set.status === 'active').map((set) => set.id)).toEqual(['plan-2020', id]);
      expect(await placeOf(id, 106.2, '2026-01-01')).toBe('w');
      expect(
        (await catalogue.successors()).filter((row) => row.toSet === id).map((row) => row.share),
      ).toEqual([0.25, 0.75, null]);
      await reportingSets.setStatus(id, 'listed');
    });

    it('lets a new outline follow the old one on its day', async () => {
      const { reportingSets } = get();
      const id = fresh('set');
      await reportingSets.import(aSet(id, [whole, ...halves]));
      await reportingSets.setStatus(id, 'active');

      const moved = [
        { ...halves[0]!, east: 106.3, from: '2026-01-01' },
        { ...halves[1]!, west: 106.3, from: '2026-01-01' },
      ];
      await reportingSets.import(aSet(id, [whole, ...moved]));

      expect(await placeOf(id, 106.4, '2025-12-31T12:00:00+07:00')).toBe('w');
      expect(await placeOf(id, 106.4, '2026-01-01T00:00:00+07:00')).toBe('e');
      await reportingSets.setStatus(id, 'listed');
    });

    it('refuses another outline for the same day in a set that numbers rest on', async () => {
      const { reportingSets } = get();
      const id = fresh('set');
      await reportingSets.import(aSet(id, [whole, ...halves]));
      await reportingSets.setStatus(id, 'active');

      const moved = aSet(id, [whole, { ...halves[0]!, east: 106.3 }]);

      await expect(reportingSets.import(moved)).rejects.toMatchObject({ code: 'REGISTRY_INVALID' });
      await reportingSets.setStatus(id, 'listed');
      await reportingSets.import(moved);
    });

    it.each([
      ['a parent that is not there', { ...halves[0]!, parent: 'x' }, {}, 'no area x'],
      [
        'shares that leave something over',
        whole,
        { successorsOf: 'plan-2020', successors: [{ from: '718', to: 'p', share: 0.5 }] },
        '0.5',
      ],
      [
        'a successor of nobody',
        whole,
        { successorsOf: 'plan-2020', successors: [{ from: '999', to: 'p', share: 1 }] },
        '999',
      ],
    ])('refuses %s and stores nothing', async (_what, area, more, named) => {
      const { reportingSets, inventory } = get();
      const id = fresh('set');

      await expect(reportingSets.import(aSet(id, [area], more))).rejects.toThrow(named);

      expect((await inventory.snapshot()).sets.some((set) => set.id === id)).toBe(false);
    });

    it('activates no set without outlines, and ends none that is reported in by default', async () => {
      const { reportingSets } = get();

      await expect(reportingSets.setStatus('units-2025', 'active')).rejects.toThrow('outlines');
      await expect(reportingSets.setStatus('plan-2020', 'listed')).rejects.toThrow('default');
      await expect(reportingSets.setStatus('none', 'listed')).rejects.toMatchObject({
        code: 'REGISTRY_NOT_FOUND',
      });
    });

    it('places a station by override, and by its coordinates again', async () => {
      const { inventory } = get();
      const station = fresh('station');
      await inventory.createStation(aStation(station));
      const override = async () => (await inventory.snapshot()).stations.get(station)?.areaOverride;

      await inventory.placeStation(station, 'plan-2020', '719');
      expect(await override()).toEqual({ 'plan-2020': '719' });
      await inventory.placeStation(station, 'plan-2020', null);
      expect(await override()).toBeNull();
      await expect(inventory.placeStation(station, 'plan-2020', '999')).rejects.toThrow('999');
      await expect(inventory.placeStation('none', 'plan-2020', '719')).rejects.toThrow('none');
    });
  });

  describe('KPI definitions that somebody adds', () => {
    it('count up by version and follow the seeds’', async () => {
      const { catalogue, clock } = get();
      const [known] = await catalogue.kpiDefinitions();
      if (known === undefined) throw new Error('the seeds have definitions');
      const second = { ...known, version: known.version + 1, validFrom: '2026-12-01', expression: 'c.vkt' };

      await catalogue.addKpiDefinition(second, 'Lê Thị Hoa', clock.now());

      const versions = (await catalogue.kpiDefinitions()).filter((one) => one.id === known.id);
      expect(versions).toEqual([known, second]);
      await expect(catalogue.addKpiDefinition(second, 'Lê Thị Hoa', clock.now())).rejects.toThrow(
        `version: the next one of ${known.id} is ${known.version + 2}`,
      );
    });
  });
}
