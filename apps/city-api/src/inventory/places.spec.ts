import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Area, InventorySnapshot, Station } from '@app/registry';
import { ManualClock } from '@app/testing';
import { Places } from './places.js';

const square = (west: number, east: number): Area['rings'] => [
  [
    [west, 10],
    [east, 10],
    [east, 11],
    [west, 11],
    [west, 10],
  ],
];
const area = (code: string, parent: string | null, rings: Area['rings']): Area => ({
  set: 'plan-2020',
  code,
  nameVi: code,
  nameEn: code,
  level: parent === null ? 'province' : 'district',
  parent,
  areaKm2: null,
  validFrom: 0,
  validTo: null,
  rings,
});
const station = (id: string, lon: number, areaOverride: Station['areaOverride'] = null): Station => ({
  id,
  no: 1,
  name: id,
  kind: 'traffic',
  lat: 10.5,
  lon,
  areaOverride,
  facts: [],
  virtual: false,
});

describe('places', () => {
  let places: Places;
  beforeAll(() => {
    const stations = [
      station('west', 106.2),
      station('east', 106.8),
      station('outside', 120),
      station('border', 106.2, { 'plan-2020': '719' }),
    ];
    const snapshot = {
      revision: 1,
      sets: [
        { id: 'units-2025', status: 'listed' },
        { id: 'plan-2020', status: 'active' },
      ],
      areas: [
        area('74', null, square(106, 107)),
        area('718', '74', square(106, 106.5)),
        area('719', '74', square(106.5, 107)),
      ],
      stations: new Map(stations.map((one) => [one.id, one])),
    } as unknown as InventorySnapshot;
    places = new Places({ current: () => snapshot } as never, new ManualClock(Date.UTC(2026, 10, 23)));
  });

  it('are those of the active reporting set unless another one is asked for', () => {
    expect(places.set(undefined)).toBe('plan-2020');
    expect(places.set('units-2025')).toBe('units-2025');
    expect(() => places.set('none')).toThrow('units-2025, plan-2020');
  });

  it('hold stations by their outlines, or by a station’s own word', () => {
    expect(places.stationsIn('718', 'plan-2020').map(({ id }) => id)).toEqual(['west']);
    expect(places.stationsIn('719', 'plan-2020').map(({ id }) => id)).toEqual(['east', 'border']);
  });

  it('hold the stations of their children, and none that lies outside', () => {
    expect(places.stationsIn('74', 'plan-2020').map(({ id }) => id)).toEqual(['west', 'east', 'border']);
    expect(places.areaOf(station('outside', 120), 'plan-2020')).toBeNull();
  });

  it('are a problem when the set has no such area', () => {
    expect(() => places.stationsIn('999', 'plan-2020')).toThrow('no area or station 999');
  });
});
