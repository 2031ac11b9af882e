import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { FRAME, FrameReader, MORE } from './frame-reader.js';

const LIMIT = 256 * 1_024;

/** A PUBLISH with so many bytes after its fixed header of four, each told by its place. */
function packet(bytes: number): Buffer {
  const digits = [0x30, (bytes & 0x7f) | 0x80, ((bytes >> 7) & 0x7f) | 0x80, bytes >> 14];
  return Buffer.concat([Buffer.from(digits), Buffer.from(Array.from({ length: bytes }, (_, i) => i % 251))]);
}

/** Bytes in use, on the heap and outside of it, after all garbage is gone. */
function inUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

describe('FrameReader', () => {
  it.each([1, 3, 1_000, 40_000])(
    'a packet in pieces of %i bytes is the packet, and the next one too',
    (size) => {
      const reader = new FrameReader(LIMIT);
      const bytes = Buffer.concat([packet(100_000), packet(20_000)]);
      const found: Buffer[] = [];

      for (let at = 0; at < bytes.length; at += size) {
        reader.push(bytes.subarray(at, at + size));
        while (reader.next() === FRAME) found.push(Buffer.from(reader.frame()));
      }

      expect(Buffer.concat(found).equals(bytes)).toBe(true);
      expect(found.map(({ length }) => length)).toEqual([100_004, 20_004]);
      expect(reader.buffered).toBe(0);
    },
  );

  it('does not write into what it was given', () => {
    const reader = new FrameReader(LIMIT);
    const [first, second] = [packet(50_000).subarray(0, 10), Buffer.from([7, 7, 7])];
    const before = Buffer.from(first.buffer.slice(0));

    reader.push(first);
    expect(reader.next()).toBe(MORE);
    reader.push(second);

    expect(Buffer.from(first.buffer).equals(before)).toBe(true);
    expect(reader.arriving).toBe(13);
  });

  it('a packet that comes byte by byte takes about what it holds', () => {
    const reader = new FrameReader(LIMIT);
    const bytes = packet(200_000);
    const before = inUse();

    // Each chunk with memory of its own, as a socket hands it over.
    for (const byte of bytes.subarray(0, 200_000)) {
      reader.push(Buffer.alloc(1, byte));
      reader.next();
    }

    expect(reader.arriving).toBe(200_000);
    expect(inUse() - before).toBeLessThan(4_000_000);
  });
});
