import type { KafkaRequest } from './cluster.js';
import { readInt64, writeInt64 } from './int64.js';

/** What to read of one partition. */
export interface FetchPart {
  readonly partition: number;
  readonly from: number;
  /** Bytes after which the broker stops; the first batch of an answer is whole all the same. */
  readonly maxBytes: number;
}

export interface FetchLimits {
  readonly maxWaitMs: number;
  readonly minBytes: number;
  readonly maxBytes: number;
}

/** What a broker answers for a partition. */
export interface FetchedPart {
  readonly partition: number;
  /** Kafka's error code; 0 is success. */
  readonly error: number;
  /** Offset after the last record that every in-sync replica has. */
  readonly end: number;
  /** Record batches, the last possibly cut off; a slice of the answer. */
  readonly set: Buffer;
}

const API_KEY = 1;
/** Since Kafka 2.3, and still in 4.x. */
const VERSION = 11;
const PART_BYTES = 28;

/** Fetch request for partitions of one topic, without a fetch session. */
export function fetchRequest(
  topic: string,
  parts: readonly FetchPart[],
  limits: FetchLimits,
): KafkaRequest<readonly FetchedPart[]> {
  return { apiKey: API_KEY, apiVersion: VERSION, apiName: 'Fetch', encode, decode };

  function encode(): Buffer {
    const name = Buffer.from(topic);
    const out = Buffer.alloc(25 + 4 + 2 + name.length + 4 + parts.length * PART_BYTES + 4 + 2);
    let at = out.writeInt32BE(-1, 0);
    at = out.writeInt32BE(limits.maxWaitMs, at);
    at = out.writeInt32BE(limits.minBytes, at);
    at = out.writeInt32BE(limits.maxBytes, at);
    at = out.writeInt8(0, at); // read uncommitted: nobody here writes in transactions
    at = out.writeInt32BE(0, at); // no session
    at = out.writeInt32BE(-1, at);
    at = out.writeInt32BE(1, at);
    at = out.writeInt16BE(name.length, at);
    at += name.copy(out, at);
    at = out.writeInt32BE(parts.length, at);
    for (const { partition, from, maxBytes } of parts) {
      at = out.writeInt32BE(partition, at);
      at = out.writeInt32BE(-1, at);
      writeInt64(out, from, at);
      writeInt64(out, -1, at + 8);
      at = out.writeInt32BE(maxBytes, at + 16);
    }
    at = out.writeInt32BE(0, at); // nothing to forget
    out.writeInt16BE(0, at); // no rack
    return out;
  }
}

function decode(answer: Buffer): readonly FetchedPart[] {
  const parts: FetchedPart[] = [];
  let at = 14;
  for (let topics = answer.readInt32BE(10); topics > 0; topics--) {
    at += 2 + answer.readInt16BE(at);
    const partitions = answer.readInt32BE(at);
    at += 4;
    for (let i = 0; i < partitions; i++) {
      const [partition, error] = [answer.readInt32BE(at), answer.readInt16BE(at + 4)];
      const end = readInt64(answer, at + 6);
      at += 30;
      at += 4 + 16 * Math.max(0, answer.readInt32BE(at)) + 4;
      const size = Math.max(0, answer.readInt32BE(at));
      at += 4;
      parts.push({ partition, error, end, set: answer.subarray(at, at + size) });
      at += size;
    }
  }
  return parts;
}
