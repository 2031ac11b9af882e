import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { catalogue, layoutOf } from '../test/builders.js';
import { MeasureCatalogue } from './index.js';

const row = { key: 'x', unit: '1', kind: 'gauge', range: [0, 1], cadence: 60, vi: 'x', en: 'x', agg: 'mean' };
const doc = (...rows: object[]): unknown => ({ version: 1, families: { f: rows } });

describe('MeasureCatalogue', () => {
  it('holds every measure of the design page', () => {
    const ids = [...catalogue.families.values()].map(
      (f) => `${f.family}: ${f.measures.map((m) => m.key).join(' ')}`,
    );

    expect(ids).toEqual([
      'traffic: n.bicycle n.motorcycle n.car n.bus_small n.bus n.truck2 n.truck3 n.trailer speed occupancy',
      'air: pm25 pm10 o3 no2 so2 co',
      'noise: laeq',
      'weather: rain temp',
      'water: level',
      'waste: fill collected',
      'lighting: kwh state',
      'energy: kwh',
      'parking: used capacity',
    ]);
  });

  it('finds a measure by family and key', () => {
    expect(catalogue.measure('traffic.n.motorcycle')).toMatchObject({
      column: 'n_motorcycle',
      kind: 'count',
      min: 0,
    });
    expect(catalogue.measure('lighting.state')?.states).toEqual({ off: 0, on: 1, fault: 2, unreachable: 3 });
    expect(catalogue.measure('waste.fill')?.edges).toEqual(expect.arrayContaining([80, 90]));
    expect(catalogue.measure('traffic.mood')).toBeUndefined();
  });

  it('groups the keys with a dot', () => {
    expect(layoutOf('traffic').groups.get('n')?.get('bicycle')).toBe(0);
    expect([...layoutOf('traffic').plain.keys()]).toEqual(['speed', 'occupancy']);
  });

  it.each([
    ['a key listed twice', doc(row, row)],
    ['two keys of one column', doc({ ...row, key: 'n.x' }, { ...row, key: 'n_x' })],
    ['a range upside down', doc({ ...row, range: [1, 0] })],
    ['edges out of order', doc({ ...row, edges: [2, 1] })],
    ['a state without states', doc({ ...row, kind: 'state' })],
    ['a histogram of counts', doc({ ...row, kind: 'count', edges: [1] })],
    ['a negative count', doc({ ...row, kind: 'count', range: [-1, 1] })],
    ['a setting that does not exist', doc({ ...row, colour: 'red' })],
  ])('refuses %s', (_name, bad) => {
    expect(() => MeasureCatalogue.parse(bad)).toThrow();
  });

  it('gives every profile measures of its family', () => {
    const file = new URL('../../../seeds/profiles.yaml', import.meta.url);
    const { profiles } = parse(readFileSync(file, 'utf8')) as {
      profiles: { family: string; measures: string[] }[];
    };

    for (const { family, measures } of profiles)
      expect(measures.filter((key) => !layoutOf(family).index.has(key))).toEqual([]);
  });
});
