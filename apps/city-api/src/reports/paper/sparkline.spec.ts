import { describe, expect, it } from '@jest/globals';
import { inflateSync } from 'node:zlib';
import { sparklinePng, sparklineSvg, sparklineText } from './sparkline.js';

describe('a trend picture', () => {
  it('rises with the values and leaves gaps open', () => {
    expect(sparklineText([0, 1, null, 7])).toBe('▁▂ █');
    // Two runs: of two points, and of one.
    const svg = sparklineSvg([0, 1, null, 7], 'x');
    expect(svg.match(/<polyline/g)).toHaveLength(1);
    expect(svg.match(/<circle/g)).toHaveLength(1);
  });

  it('is none without a value', () => {
    expect(sparklineSvg([null, null], 'x')).toBe('');
    expect(sparklinePng([])).toBeNull();
  });

  it('is a level line for a value that never changes', () => {
    expect(sparklineSvg([5, 5], 'x')).toContain('points="4,16 116,16"');
  });

  it('is a PNG of one bit a pixel, whose black ones are the line', () => {
    const found = sparklinePng([1, 2]);
    const png = found?.png ?? Buffer.alloc(0);
    const rows = inflateSync(png.subarray(41, 41 + png.readUInt32BE(33)));

    expect([png.readUInt32BE(16), png.readUInt32BE(20), png[24]]).toEqual([120, 32, 1]);
    expect(rows).toHaveLength(32 * 16);
    // From (4, 28) at the bottom left to (116, 4) at the top right.
    const isBlack = (x: number, y: number): boolean =>
      ((rows[y * 16 + 1 + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) === 0;
    expect([isBlack(4, 28), isBlack(116, 4), isBlack(4, 4), isBlack(116, 28)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
