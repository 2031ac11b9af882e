import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import type { Area } from './model.js';
import { placeStation, placingEpoch } from './placing.js';

type Ring = (readonly [number, number])[];

const square = (x: number, y: number, side: number): Ring => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];

function anArea(code: string, parent: string | null, rings: Ring[], over: Partial<Area> = {}): Area {
  const level = parent === null ? 'province' : 'district';
  const names = { nameVi: code, nameEn: code, areaKm2: null };
  return { set: 's', code, parent, level, ...names, rings, validFrom: 0, validTo: null, ...over };
}

const AREAS = [
  anArea('74', null, [square(0, 0, 10)]),
  anArea('718', '74', [square(0, 0, 5)]),
  anArea('719', '74', [square(5, 0, 5), square(0, 8, 1)]),
];

const at = (lon: number, lat: number, areaOverride: Record<string, string> | null = null) => ({
  lon,
  lat,
  areaOverride,
});

describe('placeStation', () => {
  it('finds the innermost area and its ancestors', () => {
    expect(placeStation(at(1, 1), AREAS, 's', 5)).toEqual({ area: '718', path: ['718', '74'] });
    expect(placeStation(at(1, 7), AREAS, 's', 5)).toEqual({ area: '74', path: ['74'] });
  });

  it('knows areas of several parts', () => {
    expect(placeStation(at(0.5, 8.5), AREAS, 's', 5)?.area).toBe('719');
  });

  it('puts a point on a common border into one area', () => {
    expect(placeStation(at(5, 2), AREAS, 's', 5)?.area).toBe('719');
  });

  it('prefers the override of the set, where that area is valid', () => {
    expect(placeStation(at(1, 1, { s: '719' }), AREAS, 's', 5)).toEqual({ area: '719', path: ['719', '74'] });
    expect(placeStation(at(1, 1, { other: '719' }), AREAS, 's', 5)?.area).toBe('718');
    expect(placeStation(at(1, 1, { s: 'none' }), AREAS, 's', 5)?.area).toBe('718');
  });

  it('places by date and set', () => {
    const areas = [
      anArea('old', null, [square(0, 0, 10)], { validTo: 100 }),
      anArea('new', null, [square(0, 0, 10)], { validFrom: 100 }),
    ];

    expect(placeStation(at(1, 1), areas, 's', 99)?.area).toBe('old');
    expect(placeStation(at(1, 1), areas, 's', 100)?.area).toBe('new');
    expect(placeStation(at(1, 1), areas, 'other', 100)).toBeNull();
  });

  it('changes only where an area begins or ends', () => {
    const areas = [
      anArea('old', null, [square(0, 0, 10)], { validFrom: 10, validTo: 100 }),
      anArea('new', null, [square(0, 0, 10)], { validFrom: 100 }),
    ];

    expect([9, 10, 99, 100, 5000].map((at) => placingEpoch(areas, at))).toEqual([
      -Infinity,
      10,
      10,
      100,
      100,
    ]);
  });

  it('gives null outside of every outline', () => {
    expect(placeStation(at(20, 20), AREAS, 's', 5)).toBeNull();
  });

  it('places Thủ Dầu Một’s centre in district 718 of the real outlines', () => {
    const seeds = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'seeds', 'areas');
    const outlines = JSON.parse(readFileSync(join(seeds, 'plan-2020.geojson'), 'utf8')) as {
      features: { properties: { code: string }; geometry: { type: string; coordinates: unknown } }[];
    };
    const areas = outlines.features.map(({ properties, geometry }) => {
      const polygons = (
        geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
      ) as Ring[][];
      return anArea(
        properties.code,
        '74',
        polygons.flatMap((rings) => rings.slice(0, 1)),
      );
    });

    expect(placeStation(at(106.6517, 10.9805), areas, 's', 5)?.area).toBe('718');
  });
});
