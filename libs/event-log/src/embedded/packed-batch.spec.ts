import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { HeadersCodec } from './headers-codec.js';
import { packBatch } from './packed-batch.js';
import { UnpackedBatch } from './unpacked-batch.js';

const SEED = 20_261_123;
const codec = new HeadersCodec();
const record = fc.record({
  key: fc.string({ unit: 'grapheme' }),
  value: fc.uint8Array({ maxLength: 300 }),
  headers: fc.dictionary(fc.string(), fc.string({ unit: 'grapheme' }), { noNullPrototype: true }),
  timestamp: fc.integer({ min: 0, max: 4_102_444_800_000 }),
});

function unpacked(raw: Buffer, base: number): UnpackedBatch {
  const batch = UnpackedBatch.from(raw, base, codec);
  if (typeof batch === 'string') throw new Error(batch);
  return batch;
}

describe('a packed batch', () => {
  it(`gives back what was packed (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 20 }), fc.nat(), (records, base) => {
        const batch = unpacked(packBatch(records, base, codec), base);

        const back = records.map((_, i) => batch.record(i));
        expect(back.map((one) => ({ ...one, value: Uint8Array.from(one.value) }))).toEqual(
          records.map((one, i) => ({ ...one, offset: base + i })),
        );
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it(`notices any flipped byte (seed ${SEED})`, () => {
    const records = [
      { key: 'cam-1', value: Buffer.from('{"n":1}'), headers: { device: 'cam-1' }, timestamp: 7 },
    ];
    const raw = packBatch(records, 5, codec);
    fc.assert(
      fc.property(fc.nat(raw.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const damaged = Buffer.from(raw);
        damaged[at]! ^= mask;

        expect(typeof UnpackedBatch.from(damaged, 5, codec)).toBe('string');
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('refuses to stand at another offset than its own, or cut short', () => {
    const raw = packBatch([{ key: 'a', value: Buffer.from('x'), headers: {}, timestamp: 0 }], 5, codec);

    expect(UnpackedBatch.from(raw, 6, codec)).toContain('base offset');
    expect(UnpackedBatch.from(raw.subarray(0, raw.length - 1), 5, codec)).toContain('length');
    expect(UnpackedBatch.from(Buffer.alloc(0), 5, codec)).toContain('0 bytes');
  });

  it('reads equal headers back as one frozen object', () => {
    const one = { key: 'a', value: Buffer.from('x'), headers: { device: 'a' }, timestamp: 0 };
    const batch = unpacked(packBatch([one, { ...one, headers: { device: 'a' } }], 0, codec), 0);

    expect(batch.record(0).headers).toBe(batch.record(1).headers);
    expect(Object.isFrozen(batch.record(0).headers)).toBe(true);
  });
});
