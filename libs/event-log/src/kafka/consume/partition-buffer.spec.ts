import { describe, expect, it } from '@jest/globals';
import { TOPICS } from '@app/contracts';
import { HeadersCodec } from '../wire/headers-codec.js';
import { writeInt64 } from '../wire/int64.js';
import { RecordBatchBuilder, encodeKey } from '../wire/record-batch.js';
import { PartitionBuffer } from './partition-buffer.js';

const WIDE = { maxRecords: 1_000, maxBytes: 1 << 20 };
const STAMP = { producerId: 1n, epoch: 0, sequence: 0 };

/** A batch of `count` records at offset `base` as the broker would send it. */
function batchAt(base: number, count: number, bytes = 1): Buffer {
  const codec = new HeadersCodec();
  const builder = new RecordBatchBuilder();
  for (let i = 0; i < count; i++) {
    const record = { key: 'a', value: Buffer.alloc(bytes), headers: {}, timestamp: 1 };
    builder.add(record, encodeKey('a'), codec.encode({}));
  }
  const set = Buffer.from(builder.finish(STAMP));
  writeInt64(set, base, 0);
  return set;
}

function bufferAt(from: number): PartitionBuffer {
  const buffer = new PartitionBuffer(TOPICS.feed, 0, new HeadersCodec());
  buffer.seek(from);
  return buffer;
}

const offsets = (buffer: PartitionBuffer, limits = WIDE) =>
  buffer.take(limits)?.records.map(({ offset }) => offset);

describe('the buffer of a partition', () => {
  it('hands over from the expected offset on, though the broker sends whole batches', () => {
    const buffer = bufferAt(12);
    buffer.offer(buffer.wanted.ticket, batchAt(10, 5), 15);

    const batch = buffer.take(WIDE);

    expect([batch?.from, batch?.next, batch?.lost]).toEqual([12, 15, 0]);
    expect(batch?.records.map(({ offset }) => offset)).toEqual([12, 13, 14]);
    expect(buffer.wanted.from).toBe(15);
  });

  it('drops an answer to a question asked before reading began elsewhere', () => {
    const buffer = bufferAt(0);
    const { ticket } = buffer.wanted;
    buffer.seek(100);

    const isTaken = buffer.offer(ticket, batchAt(0, 5), 5);

    expect([isTaken, buffer.take(WIDE)]).toEqual([false, null]);
    expect(buffer.wanted.from).toBe(100);
  });

  it('reads again after a handler went back', () => {
    const buffer = bufferAt(0);
    buffer.offer(buffer.wanted.ticket, batchAt(0, 5), 5);
    buffer.take(WIDE);

    const isElsewhere = buffer.seek(2);

    expect([isElsewhere, buffer.wanted.from, buffer.take(WIDE)]).toEqual([true, 2, null]);
  });

  it('hands over within the limits and goes on with the rest', () => {
    const buffer = bufferAt(0);
    buffer.offer(buffer.wanted.ticket, batchAt(0, 3, 100), 6);
    buffer.offer(buffer.wanted.ticket, batchAt(3, 3, 100), 6);

    const first = offsets(buffer, { maxRecords: 2, maxBytes: 1 << 20 });
    const second = offsets(buffer, { maxRecords: 10, maxBytes: 250 });
    const third = offsets(buffer, { maxRecords: 10, maxBytes: 1 });
    const rest = offsets(buffer);

    expect([first, second, third, rest]).toEqual([[0, 1], [2, 3], [4], [5]]);
  });

  it('counts what retention dropped, before records come and with them', () => {
    const early = bufferAt(3);
    early.outOfRange(early.wanted.ticket, { first: 20, next: 20 });
    const late = bufferAt(3);
    late.outOfRange(late.wanted.ticket, { first: 20, next: 22 });
    late.offer(late.wanted.ticket, batchAt(18, 4), 22);

    const batches = [early.take(WIDE), late.take(WIDE)];

    expect(batches.map((batch) => [batch?.from, batch?.lost, batch?.next])).toEqual([
      [3, 17, 20],
      [3, 17, 22],
    ]);
    expect(batches[1]?.records.map(({ offset }) => offset)).toEqual([20, 21]);
  });

  it('never moves a position beyond the end by itself, and asks again', () => {
    const buffer = bufferAt(50);
    buffer.outOfRange(buffer.wanted.ticket, { first: 0, next: 20 });

    expect(() => buffer.take(WIDE)).toThrow(/from offset 50, but it ends at 20/);

    expect([buffer.seek(50), buffer.wanted.from]).toEqual([true, 50]);
  });

  it('pauses when the handler is behind, and goes on when it has caught up', () => {
    const buffer = bufferAt(0);
    for (let i = 0; i < 5; i++) buffer.offer(buffer.wanted.ticket, batchAt(i, 1, 1 << 20), 5);

    const before = [buffer.isWanted, buffer.isFull];
    while (buffer.take({ maxRecords: 10, maxBytes: 8 << 20 }));
    const after = [buffer.isWanted, buffer.isFull];

    expect([before, after]).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  it('wakes who waits when records come', async () => {
    const buffer = bufferAt(0);
    const waiting = buffer.wait(new AbortController().signal);

    buffer.offer(buffer.wanted.ticket, batchAt(0, 1), 1);
    await waiting;

    expect(offsets(buffer)).toEqual([0]);
  });
});
