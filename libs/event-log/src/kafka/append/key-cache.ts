import { partitionOf } from '../../partitioner.js';
import { encodeKey } from '../wire/record-batch.js';

const MAX_CACHED = 65_536;

/** What a key comes to: its partition, and its bytes as a record holds them. */
export interface EncodedKey {
  readonly partition: number;
  readonly bytes: Buffer;
}

/** Remembers keys: devices repeat, and hashing and encoding each message's again costs more. */
export class KeyCache {
  private readonly known = new Map<string, EncodedKey>();

  constructor(private readonly partitions: number) {}

  of(key: string): EncodedKey {
    let encoded = this.known.get(key);
    if (!encoded) {
      if (this.known.size >= MAX_CACHED) this.known.clear();
      encoded = { partition: partitionOf(key, this.partitions), bytes: encodeKey(key) };
      this.known.set(key, encoded);
    }
    return encoded;
  }
}
