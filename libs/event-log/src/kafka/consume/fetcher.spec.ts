import { TOPICS } from '@app/contracts';
import { describe, expect, it } from '@jest/globals';
import { eventually } from '@app/testing';
import { DEFAULT_TIMING } from '../kafka-options.js';
import type { KafkaCluster } from '../wire/cluster.js';
import { HeadersCodec } from '../wire/headers-codec.js';
import { Fetcher } from './fetcher.js';

const NODE = 1;

/** A cluster that can't say its leaders the first few times, and then has nothing to read. */
class LateCluster {
  asked = 0;

  constructor(private failures: number) {}

  leaders(): Promise<ReadonlyMap<number, number>> {
    return this.failures-- > 0
      ? Promise.reject(new Error('the brokers are away'))
      : Promise.resolve(new Map([[0, NODE]]));
  }

  refresh(): Promise<void> {
    return Promise.resolve();
  }

  request(): Promise<never[]> {
    this.asked++;
    return Promise.resolve([]);
  }

  disconnect(): Promise<void> {
    return Promise.resolve();
  }
}

describe('Fetcher', () => {
  it('goes on when the leaders could not be learned for a while, though its only reader is waiting', async () => {
    const cluster = new LateCluster(3);
    const troubles: (string | null)[] = [];
    const layout = { topic: TOPICS.feed, name: TOPICS.feed, partitions: 1, retentionMs: 1 };
    const fetcher = new Fetcher(
      cluster as unknown as KafkaCluster,
      layout,
      new HeadersCodec(),
      DEFAULT_TIMING,
      (reason) => troubles.push(reason),
    );
    const stop = new AbortController();

    const reading = fetcher.next(TOPICS.feed, 0, 0, { maxRecords: 1, maxBytes: 1 }, stop.signal);
    await eventually('a question to the broker', () => cluster.asked > 0);
    stop.abort();
    await reading;
    await fetcher.close();

    expect(troubles.slice(0, 4)).toEqual([...Array<string>(3).fill('the brokers are away'), null]);
  });
});
