const SEED = 0x9747b28c | 0;
const M = 0x5bd1e995;
const MAX_CACHED_KEYS = 65_536;
const encoder = new TextEncoder();

/** Murmur2 as Kafka's Java client computes it: signed 32-bit hash of the bytes. */
export function murmur2(data: Uint8Array): number {
  const length = data.length;
  let h = SEED ^ length;
  let i = 0;
  for (; i + 4 <= length; i += 4) {
    let k = data[i]! | (data[i + 1]! << 8) | (data[i + 2]! << 16) | (data[i + 3]! << 24);
    k = Math.imul(k, M);
    k ^= k >>> 24;
    h = Math.imul(h, M) ^ Math.imul(k, M);
  }
  const rest = length - i;
  if (rest === 3) h ^= data[i + 2]! << 16;
  if (rest >= 2) h ^= data[i + 1]! << 8;
  if (rest >= 1) h = Math.imul(h ^ data[i]!, M);
  h ^= h >>> 13;
  h = Math.imul(h, M);
  return h ^ (h >>> 15);
}

/** Partition of a key among `count`, identical to Kafka's default partitioner for keyed records. */
export function partitionOf(key: string, count: number): number {
  return (murmur2(encoder.encode(key)) & 0x7fffffff) % count;
}

/** `partitionOf` for one count, remembering keys: devices repeat, hashing each message again costs more. */
export class CachedPartitioner {
  private readonly known = new Map<string, number>();

  constructor(private readonly count: number) {}

  of(key: string): number {
    let partition = this.known.get(key);
    if (partition === undefined) {
      if (this.known.size >= MAX_CACHED_KEYS) this.known.clear();
      partition = partitionOf(key, this.count);
      this.known.set(key, partition);
    }
    return partition;
  }
}
