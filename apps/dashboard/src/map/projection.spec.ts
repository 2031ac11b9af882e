import { describe, expect, it } from '@jest/globals';
import { boundsOf, centreOf, projectionOf, ringsPath } from './projection.js';

const SQUARE = [
  [106, 10],
  [108, 10],
  [108, 12],
  [106, 12],
  [106, 10],
] as const;

describe('the projection of the map', () => {
  it('puts north at the top and west at the left', () => {
    const bounds = boundsOf([SQUARE]);
    if (!bounds) throw new Error('no bounds');
    const projection = projectionOf(bounds, 200, 0);

    expect(projection.project(106, 12)).toEqual([0, 0]);
    expect(projection.project(106, 10)).toEqual([0, 200]);
  });

  it('draws a degree of longitude shorter than one of latitude', () => {
    const projection = projectionOf({ west: 106, east: 108, south: 10, north: 12 }, 200, 0);

    expect(projection.width).toBeCloseTo(200 * Math.cos((11 * Math.PI) / 180), 6);
  });

  it('closes the path of a ring', () => {
    const projection = projectionOf({ west: 106, east: 108, south: 10, north: 12 }, 200, 0);

    expect(ringsPath([SQUARE], projection)).toMatch(/^M0\.0 200\.0L.*Z$/);
  });

  it('finds the middle of a square', () => {
    const [lon, lat] = centreOf([SQUARE]);

    expect(lon).toBeCloseTo(107, 9);
    expect(lat).toBeCloseTo(11, 9);
  });

  it('has no bounds without rings', () => {
    expect(boundsOf([])).toBeNull();
  });
});
