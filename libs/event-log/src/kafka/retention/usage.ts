import type { TopicLayout } from '../topics.js';
import { type KafkaCluster, byLeader } from '../wire/cluster.js';
import { fetchRequest } from '../wire/fetch.js';
import { BATCH } from '../wire/record-batch.js';

/** Bytes of each partition's oldest records that are looked at. */
const SAMPLE_BYTES = 16 << 10;

/** What a partition holds, and how much of it may go. */
export interface PartitionUsage {
  readonly layout: TopicLayout;
  readonly partition: number;
  readonly first: number;
  readonly next: number;
  /** Offset of the first record that is not too old. */
  readonly expiredTo: number;
  /** Offset of the first record that a protected group has not read. */
  readonly slowest: number;
  /** Mean size, from a sample of the oldest records. */
  readonly bytesPerRecord: number;
}

/**
 * Looks at every partition of a topic.
 * @param groups names in Kafka of the groups whose unread records stay
 * @param now epoch milliseconds
 */
export async function usageOf(
  cluster: KafkaCluster,
  layout: TopicLayout,
  groups: readonly string[],
  now: number,
): Promise<PartitionUsage[]> {
  const { name } = layout;
  const partitions = Array.from({ length: layout.partitions }, (_, partition) => partition);
  const ranges = await cluster.ranges(name, partitions);
  const young = await cluster.offsets(name, partitions, now - layout.retentionMs);
  const positions = await Promise.all(groups.map((group) => cluster.committed(group, name, partitions)));
  const sizes = await sampleSizes(cluster, layout, new Map([...ranges].map(([p, { first }]) => [p, first])));
  const mean = meanOf([...sizes.values()]);
  return partitions.flatMap((partition) => {
    const range = ranges.get(partition);
    if (!range) return [];
    const oldestYoung = young.get(partition) ?? -1;
    return [
      {
        layout,
        partition,
        ...range,
        expiredTo: oldestYoung < 0 ? range.next : oldestYoung,
        // A group that hasn't said where it stands may stand anywhere: it protects everything.
        slowest: Math.min(range.next, ...positions.map((of) => of.get(partition) ?? range.first)),
        bytesPerRecord: sizes.get(partition) ?? mean,
      },
    ];
  });
}

async function sampleSizes(
  cluster: KafkaCluster,
  { name }: TopicLayout,
  firsts: ReadonlyMap<number, number>,
): Promise<Map<number, number>> {
  const sizes = new Map<number, number>();
  const groups = byLeader(await cluster.leaders(name), firsts.keys());
  const asked = [...groups].map(async ([node, own]) => {
    if (node === null) return;
    const parts = own.map((partition) => ({
      partition,
      from: firsts.get(partition) ?? 0,
      maxBytes: SAMPLE_BYTES,
    }));
    const limits = { maxWaitMs: 0, minBytes: 0, maxBytes: SAMPLE_BYTES * own.length };
    for (const { partition, set } of await cluster.request(node, fetchRequest(name, parts, limits))) {
      const size = meanRecordBytes(set);
      if (size !== null) sizes.set(partition, size);
    }
  });
  await Promise.all(asked);
  return sizes;
}

/** Mean size of the records in a set by the heads of its batches, of which the last may be cut off; null when empty. */
function meanRecordBytes(set: Buffer): number | null {
  let bytes = 0;
  let records = 0;
  while (bytes + BATCH.headBytes <= set.length) {
    records += set.readInt32BE(bytes + BATCH.countAt);
    bytes += BATCH.lengthFrom + set.readInt32BE(bytes + BATCH.lengthAt);
  }
  return records === 0 ? null : bytes / records;
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
