import { Backoff } from '../../consumer/backoff.js';
import type { TopicLayout } from '../topics.js';
import { type KafkaCluster, type ProducerId, byLeader } from '../wire/cluster.js';
import { KAFKA_ERROR, errorName, needsNewProducer } from '../wire/error-codes.js';
import { produceRequest } from '../wire/produce.js';
import type { PartitionBatch, PartitionErrors } from '../wire/produce.js';
import type { AppendGroup } from './append-group.js';

const SEQUENCES = 2 ** 31;

/** What a producer asks of the cluster. */
export type ProducerCluster = Pick<KafkaCluster, 'leaders' | 'refresh' | 'request' | 'producerId'>;

export interface ProducerHooks {
  /** An attempt failed and will be repeated, or (null) one succeeded. */
  readonly onTrouble: (reason: string | null, error: unknown) => void;
  readonly requestMs: number;
}

/**
 * Idempotent producer of one topic: a group is sent until every partition of it is acknowledged by all in-sync
 * replicas, only then comes the next. A repeated batch carries the same producer id and sequence number, by which the
 * broker knows it; where the broker has forgotten them, a fresh id goes on, and a batch may be stored twice.
 */
export class Producer {
  private readonly next: number[];
  private id: ProducerId | null = null;
  private isSpent = false;

  constructor(
    private readonly cluster: ProducerCluster,
    private readonly layout: TopicLayout,
    private readonly hooks: ProducerHooks,
  ) {
    this.next = Array.from({ length: layout.partitions }, () => 0);
  }

  /** Resolves to true when the group is stored, to false when the signal ended the attempts before that. */
  async store(group: AppendGroup, signal: AbortSignal): Promise<boolean> {
    const backoff = new Backoff();
    let left = group.partitions();
    while (left.length > 0) {
      const before = left.length;
      left = await this.attempt(group, left);
      if (left.length === 0) break;
      if (signal.aborted) return false;
      if (left.length < before) backoff.reset();
      await backoff.wait(signal);
    }
    this.hooks.onTrouble(null, null);
    return true;
  }

  /** Sends once; returns the partitions that must be sent again. */
  private async attempt(group: AppendGroup, partitions: readonly number[]): Promise<number[]> {
    try {
      const id = (this.id ??= await this.cluster.producerId());
      const nodes = byLeader(await this.cluster.leaders(this.layout.name), partitions);
      const answers = await Promise.all([...nodes].map(([node, own]) => this.send(group, id, node, own)));
      if (this.isSpent) this.startAnew();
      const left = answers.flat();
      if (left.length > 0) await this.cluster.refresh().catch(() => undefined);
      return left;
    } catch (error) {
      return this.failed(partitions, error instanceof Error ? error.message : String(error), error);
    }
  }

  private async send(
    group: AppendGroup,
    id: ProducerId,
    node: number | null,
    partitions: readonly number[],
  ): Promise<number[]> {
    if (node === null) return this.failed(partitions, 'no leader', null);
    const batches = partitions.map((partition): PartitionBatch => {
      const bytes = group.batch(partition).finish({ ...id, sequence: this.next[partition] ?? 0 });
      return { partition, bytes };
    });
    const { requestMs } = this.hooks;
    const request = produceRequest(this.layout.name, batches, Math.ceil(requestMs * 0.8));
    let errors: PartitionErrors;
    try {
      errors = await this.cluster.request(node, request);
    } catch (error) {
      return this.failed(partitions, error instanceof Error ? error.message : String(error), error);
    }
    return partitions.filter((partition) => !this.isStored(group, partition, errors.get(partition)));
  }

  private isStored(group: AppendGroup, partition: number, error: number | undefined): boolean {
    if (error === KAFKA_ERROR.none || error === KAFKA_ERROR.duplicateSequence) {
      this.next[partition] = ((this.next[partition] ?? 0) + group.batch(partition).count) % SEQUENCES;
      return true;
    }
    const code = error ?? -1;
    this.failed([partition], errorName(code), null);
    if (needsNewProducer(code)) this.isSpent = true;
    return false;
  }

  private failed(partitions: readonly number[], reason: string, error: unknown): number[] {
    this.hooks.onTrouble(`${this.layout.name}/${partitions.join()}: ${reason}`, error);
    return [...partitions];
  }

  private startAnew(): void {
    this.isSpent = false;
    this.id = null;
    this.next.fill(0);
  }
}
