import type { KafkaRequest } from './cluster.js';

/** A batch for a partition. */
export interface PartitionBatch {
  readonly partition: number;
  readonly bytes: Buffer;
}

/** Kafka's error code of each partition of the answer; 0 is success. */
export type PartitionErrors = ReadonlyMap<number, number>;

const API_KEY = 0;
/** Since Kafka 2.1, and still in 4.x. */
const VERSION = 7;
const ALL_IN_SYNC = -1;

/** Produce request for one topic, to be acknowledged by every in-sync replica. */
export function produceRequest(
  topic: string,
  batches: readonly PartitionBatch[],
  timeoutMs: number,
): KafkaRequest<PartitionErrors> {
  return { apiKey: API_KEY, apiVersion: VERSION, apiName: 'Produce', encode, decode };

  function encode(): Buffer {
    const name = Buffer.from(topic);
    let size = 2 + 2 + 4 + 4 + 2 + name.length + 4;
    for (const { bytes } of batches) size += 8 + bytes.length;
    const out = Buffer.allocUnsafe(size);
    let at = out.writeInt16BE(-1, 0);
    at = out.writeInt16BE(ALL_IN_SYNC, at);
    at = out.writeInt32BE(timeoutMs, at);
    at = out.writeInt32BE(1, at);
    at = out.writeInt16BE(name.length, at);
    at += name.copy(out, at);
    at = out.writeInt32BE(batches.length, at);
    for (const { partition, bytes } of batches) {
      at = out.writeInt32BE(partition, at);
      at = out.writeInt32BE(bytes.length, at);
      at += bytes.copy(out, at);
    }
    return out;
  }
}

function decode(answer: Buffer): PartitionErrors {
  const errors = new Map<number, number>();
  let at = 4;
  for (let topics = answer.readInt32BE(0); topics > 0; topics--) {
    at += 2 + answer.readInt16BE(at);
    const partitions = answer.readInt32BE(at);
    at += 4;
    for (let i = 0; i < partitions; i++) {
      errors.set(answer.readInt32BE(at), answer.readInt16BE(at + 4));
      at += 30;
    }
  }
  return errors;
}
