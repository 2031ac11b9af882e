import type { Topic } from '@app/contracts';

const OFFSET_BYTES = 8;

/** Key under which a segment keeps its own description. Sorts before every batch. */
export const META_KEY = Buffer.from('\u0001meta');
/** Key that a probe writes to see whether the disk takes writes again. */
export const PROBE_KEY = Buffer.from('\u0001probe');

/** `topic 0x00 partition(u16) base offset(u64)`, big endian: byte order is the order of offsets. */
export function batchKey(topic: Topic, partition: number, offset: number): Buffer {
  const prefix = Buffer.byteLength(topic);
  const key = Buffer.alloc(prefix + 3 + OFFSET_BYTES);
  key.write(topic, 0);
  key.writeUInt16BE(partition, prefix + 1);
  key.writeBigUInt64BE(BigInt(offset), prefix + 3);
  return key;
}

/** Base offset in a key made by `batchKey`. */
export function offsetOf(key: Buffer): number {
  return Number(key.readBigUInt64BE(key.length - OFFSET_BYTES));
}
