import { describe, expect, it } from '@jest/globals';
import { TOPICS } from '@app/contracts';
import type { ProducerId } from '../wire/cluster.js';
import { KAFKA_ERROR } from '../wire/error-codes.js';
import { HeadersCodec } from '../wire/headers-codec.js';
import { BATCH } from '../wire/record-batch.js';
import { AppendGroup } from './append-group.js';
import { Producer, type ProducerCluster } from './producer.js';

const layout = { topic: TOPICS.raw, name: 'telemetry.raw', partitions: 2, retentionMs: 1 };
const codec = new HeadersCodec();
const never = new AbortController().signal;

/** What a broker saw of a batch. */
interface Seen {
  readonly partition: number;
  readonly producer: bigint;
  readonly sequence: number;
  readonly records: number;
}

type Answer = Readonly<Record<number, number>> | Error;

/** A cluster that answers as told, and then always with success. */
class ScriptedCluster implements ProducerCluster {
  readonly seen: Seen[][] = [];
  private ids = 0;

  constructor(private readonly answers: Answer[]) {}

  producerId(): Promise<ProducerId> {
    this.ids += 1;
    return Promise.resolve({ producerId: BigInt(this.ids), epoch: 0 });
  }

  leaders(): Promise<ReadonlyMap<number, number>> {
    return Promise.resolve(new Map([0, 1].map((partition) => [partition, 1])));
  }

  refresh(): Promise<void> {
    return Promise.reject(new Error('refreshing the leaders fails, too'));
  }

  request<T>(_node: number, request: { encode: () => Buffer; decode: (answer: Buffer) => T }): Promise<T> {
    const seen = batchesOf(request.encode());
    this.seen.push(seen);
    const answer = this.answers.shift() ?? {};
    if (answer instanceof Error) return Promise.reject(answer);
    return Promise.resolve(
      request.decode(answerBytes(seen.map(({ partition }) => [partition, answer[partition] ?? 0]))),
    );
  }
}

function batchesOf(bytes: Buffer): Seen[] {
  const seen: Seen[] = [];
  let at = 12 + 2 + Buffer.byteLength(layout.name) + 4;
  while (at < bytes.length) {
    const batch = bytes.subarray(at + 8, at + 8 + bytes.readInt32BE(at + 4));
    seen.push({
      partition: bytes.readInt32BE(at),
      producer: batch.readBigInt64BE(BATCH.producerIdAt),
      sequence: batch.readInt32BE(BATCH.sequenceAt),
      records: batch.readInt32BE(BATCH.countAt),
    });
    at += 8 + batch.length;
  }
  return seen;
}

function answerBytes(errors: readonly (readonly [number, number])[]): Buffer {
  const out = Buffer.alloc(4 + 2 + 1 + 4 + errors.length * 30 + 4);
  out.writeInt32BE(1, 0);
  out.writeInt16BE(1, 4);
  out.writeInt32BE(errors.length, 7);
  errors.forEach(([partition, error], i) => {
    out.writeInt32BE(partition, 11 + i * 30);
    out.writeInt16BE(error, 15 + i * 30);
  });
  return out;
}

function group(counts: readonly number[]): AppendGroup {
  const made = new AppendGroup(layout.partitions);
  counts.forEach((count, partition) => {
    for (let i = 0; i < count; i++) {
      const record = { key: 'a', value: Buffer.from('x'), headers: {}, timestamp: 1 };
      made.add(record, { partition, bytes: Buffer.from([2, 97]) }, codec);
    }
  });
  return made;
}

function producing(answers: Answer[]) {
  const cluster = new ScriptedCluster(answers);
  const troubles: (string | null)[] = [];
  const hooks = { requestMs: 1_000, onTrouble: (reason: string | null) => void troubles.push(reason) };
  return { cluster, troubles, producer: new Producer(cluster, layout, hooks) };
}

describe('the producer of a topic', () => {
  it('numbers each partition on its own', async () => {
    const { cluster, producer } = producing([]);

    await producer.store(group([3, 1]), never);
    await producer.store(group([2, 2]), never);

    expect(cluster.seen.map((batches) => batches.map(({ sequence }) => sequence))).toEqual([
      [0, 0],
      [3, 1],
    ]);
  });

  it('repeats a batch with the same number when nobody answered, and says so meanwhile', async () => {
    const { cluster, troubles, producer } = producing([new Error('connection closed')]);

    await producer.store(group([3, 0]), never);
    await producer.store(group([1, 0]), never);

    const [first, again, next] = cluster.seen;
    expect(again).toEqual(first);
    expect(next?.[0]?.sequence).toBe(3);
    expect(troubles[0]).toContain('connection closed');
    expect(troubles.at(-1)).toBeNull();
  });

  it('repeats only the partitions that were not stored', async () => {
    const { cluster, producer } = producing([{ 1: 19 }]);

    await producer.store(group([3, 2]), never);

    expect(cluster.seen.map((batches) => batches.map(({ partition }) => partition))).toEqual([[0, 1], [1]]);
  });

  it('takes a batch that the broker has already for stored', async () => {
    const { cluster, producer } = producing([new Error('timeout'), { 0: KAFKA_ERROR.duplicateSequence }]);

    await producer.store(group([3, 0]), never);
    await producer.store(group([1, 0]), never);

    expect(cluster.seen.map((batches) => batches[0]?.sequence)).toEqual([0, 0, 3]);
  });

  it.each([
    KAFKA_ERROR.outOfOrderSequence,
    KAFKA_ERROR.unknownProducerId,
    KAFKA_ERROR.invalidProducerEpoch,
    KAFKA_ERROR.producerFenced,
  ])('goes on with a fresh id, from number 0 everywhere, after error %i', async (code) => {
    const { cluster, producer } = producing([{}, { 0: code }]);

    await producer.store(group([3, 3]), never);
    await producer.store(group([2, 2]), never);
    await producer.store(group([1, 1]), never);

    const numbers = cluster.seen.map((batches) =>
      batches.map((b) => [b.partition, Number(b.producer), b.sequence]),
    );
    expect(numbers).toEqual([
      [
        [0, 1, 0],
        [1, 1, 0],
      ],
      [
        [0, 1, 3],
        [1, 1, 3],
      ],
      [[0, 2, 0]],
      [
        [0, 2, 2],
        [1, 2, 0],
      ],
    ]);
  });

  it('gives up when it is told to, without having called anything stored', async () => {
    const abort = new AbortController();
    const { producer } = producing(Array.from({ length: 50 }, () => new Error('away')));
    const storing = producer.store(group([1, 0]), abort.signal);

    abort.abort();

    expect(await storing).toBe(false);
  });
});
