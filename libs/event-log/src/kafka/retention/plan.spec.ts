import { describe, expect, it } from '@jest/globals';
import { TOPICS } from '@app/contracts';
import { planRetention } from './plan.js';
import type { PartitionUsage } from './usage.js';

const layout = { topic: TOPICS.raw, name: 'telemetry.raw', partitions: 2, retentionMs: 1 };

function usage(given: Partial<PartitionUsage>): PartitionUsage {
  return {
    layout,
    partition: 0,
    first: 0,
    next: 100,
    expiredTo: 0,
    slowest: 100,
    bytesPerRecord: 10,
    ...given,
  };
}

const befores = (usages: readonly PartitionUsage[], maxBytes: number, more = 0) =>
  planRetention(usages, maxBytes, more).drops.map(({ before }) => before);

describe('retention on Kafka', () => {
  it('drops what is too old and has been read', () => {
    const drops = befores([usage({ expiredTo: 40 }), usage({ expiredTo: 40, slowest: 30 })], 1e9);

    expect(drops).toEqual([40, 30]);
  });

  it('drops nothing where nothing is old and there is room', () => {
    expect(planRetention([usage({})], 1_000, 0)).toEqual({ drops: [], bytes: 1_000 });
  });

  it('drops the same share of what was read everywhere when there is too much, with some to spare', () => {
    const usages = [usage({}), usage({ first: 50, next: 100 })];

    const { drops, bytes } = planRetention(usages, 1_200, 0);

    // 300 bytes too many and a quarter of 1,200 to spare: 600 of 1,500 free ones.
    expect(drops.map(({ before }) => before)).toEqual([40, 70]);
    expect(bytes).toBe(900);
  });

  it('counts what is about to be written', () => {
    expect(befores([usage({})], 1_000, 100)).toEqual([35]);
  });

  it('never drops what a protected group has not read, and then says that there is too much', () => {
    const { drops, bytes } = planRetention([usage({ slowest: 5, expiredTo: 100 })], 500, 0);

    expect(drops.map(({ before }) => before)).toEqual([5]);
    expect(bytes).toBe(950);
  });
});
