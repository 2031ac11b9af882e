import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Partitioners } from 'kafkajs';
import { CachedPartitioner, murmur2, partitionOf } from './partitioner.js';

const SEED = 20_261_123;
const kafka = Partitioners.DefaultPartitioner();

function kafkaPartition(key: string, count: number): number {
  const partitionMetadata = Array.from({ length: count }, (_, partitionId) => ({
    partitionErrorCode: 0,
    partitionId,
    leader: 1,
    replicas: [1],
    isr: [1],
  }));
  return kafka({ topic: 't', partitionMetadata, message: { key, value: null } });
}

describe('the partitioner', () => {
  it("hashes as Kafka's Java client does", () => {
    // Values of org.apache.kafka.common.utils.UtilsTest.testMurmur2.
    const known: [string, number][] = [
      ['21', -973932308],
      ['foobar', -790332482],
      ['a-little-bit-long-string', -985981536],
      ['a-little-bit-longer-string', -1486304829],
      ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ];

    const hashes = known.map(([text]) => [text, murmur2(Buffer.from(text))]);

    expect(hashes).toEqual(known);
  });

  it(`puts any key where kafkajs puts it (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.constantFrom(1, 4, 12), (key, count) => {
        const expected = kafkaPartition(key, count);
        const cached = new CachedPartitioner(count);

        expect([partitionOf(key, count), cached.of(key), cached.of(key)]).toEqual([
          expected,
          expected,
          expected,
        ]);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});
