import { describe, expect, it } from '@jest/globals';
import { linePaths, type Point, scalesOf } from './spark-path.js';

const FRAME = { width: 100, height: 40, pad: 0 };
const point = (t: number, value: number | null, partial = false): Point => ({
  t,
  value,
  completeness: 1,
  partial,
});

describe('the line of a chart', () => {
  it('leaves a gap where there is not enough data', () => {
    const points = [point(0, 1), point(1, 2), point(2, null), point(3, 2), point(4, 1)];

    const { solid } = linePaths(points, scalesOf(points, FRAME));

    expect(solid.match(/M/g)).toHaveLength(2);
  });

  it('leaves a gap where periods are missing altogether', () => {
    const points = [point(0, 1), point(1, 2), point(5, 2)];

    expect(linePaths(points, scalesOf(points, FRAME)).solid.match(/M/g)).toHaveLength(1);
  });

  it('is dotted towards a value that rests on little data', () => {
    const points = [point(0, 1), point(1, 2), point(2, 2, true)];

    const paths = linePaths(points, scalesOf(points, FRAME));

    expect(paths.solid.match(/M/g)).toHaveLength(1);
    expect(paths.dotted.match(/M/g)).toHaveLength(1);
  });

  it('keeps a near target in view and ignores a far one', () => {
    const points = [point(0, 1), point(1, 1.2)];

    expect(scalesOf(points, FRAME, [1.5]).hi).toBeGreaterThan(1.5);
    expect(scalesOf(points, FRAME, [50]).hi).toBeLessThan(2);
  });

  it('draws a single value in the middle', () => {
    expect(scalesOf([point(7, 3)], FRAME).x(7)).toBe(50);
  });
});
