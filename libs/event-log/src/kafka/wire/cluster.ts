import RawCluster from 'kafkajs/src/cluster/index.js';
import type { RawBroker } from 'kafkajs/src/cluster/index.js';
import { type KafkaAccess, connecting, kafkaClient } from './connecting.js';

const METADATA_MAX_AGE_MS = 60_000;
/** Times that a leader which has moved is looked for before asking fails. */
const LEADER_MOVES = 2;
const EARLIEST = -2;
const LATEST = -1;

/** One request of Kafka's protocol and how its answer is read. */
export interface KafkaRequest<T> {
  readonly apiKey: number;
  readonly apiVersion: number;
  readonly apiName: string;
  readonly encode: () => Buffer;
  readonly decode: (answer: Buffer) => T;
}

/** The id that makes repetitions of a producer's batches known to the broker. */
export interface ProducerId {
  readonly producerId: bigint;
  readonly epoch: number;
}

/**
 * Connections to the cluster's brokers, one for reading and one for the rest, with the partitions' leaders. kafkajs
 * connects, signs in and finds leaders; requests are encoded and answers decoded here, because its producer and
 * consumer make several objects of every message.
 */
export class KafkaCluster {
  private readonly cluster: RawCluster;
  private isClosed = false;

  constructor(access: KafkaAccess) {
    this.cluster = new RawCluster({
      ...connecting(access),
      logger: kafkaClient(access).logger(),
      metadataMaxAge: METADATA_MAX_AGE_MS,
      allowAutoTopicCreation: false,
    });
  }

  /** kafkajs connects again whenever it is asked for something. */
  private get raw(): RawCluster {
    if (this.isClosed) throw new Error('the connections are closed');
    return this.cluster;
  }

  /** Connects and learns the leaders of the topics. */
  async connect(topics: readonly string[]): Promise<void> {
    await this.raw.connect();
    await this.raw.addMultipleTargetTopics([...topics]);
  }

  /** Learns the leaders anew. */
  async refresh(): Promise<void> {
    await this.raw.refreshMetadata();
  }

  /** Node that leads each partition of the topic; partitions without a leader are left out. */
  async leaders(topic: string): Promise<ReadonlyMap<number, number>> {
    await this.raw.refreshMetadataIfNecessary();
    const leaders = new Map<number, number>();
    for (const { partitionId, leader } of this.raw.findTopicPartitionMetadata(topic)) {
      if (leader >= 0) leaders.set(partitionId, leader);
    }
    return leaders;
  }

  /** Sends to a node; rejects when it can't be reached or doesn't answer in time. */
  async request<T>(node: number, request: KafkaRequest<T>): Promise<T> {
    const broker = await this.brokerOf(String(node));
    const { apiKey, apiVersion, apiName, encode, decode } = request;
    // kafkajs takes the bytes from an encoder, of which it needs no more than these two fields.
    const encoder = () => {
      const bytes = encode();
      return Promise.resolve({ buf: bytes, buffer: bytes });
    };
    const sent = broker.connectionPool.send({
      request: { apiKey, apiVersion, apiName, encode: encoder },
      response: {
        decode: (answer: Buffer) => Promise.resolve({ data: decode(answer) }),
        parse: ({ data }: { data: T }) => Promise.resolve(data),
      },
      logResponseError: false,
    });
    return this.orHangUp(broker, sent) as Promise<T>;
  }

  /** A fresh producer id, of any broker. */
  async producerId(): Promise<ProducerId> {
    await this.raw.refreshMetadataIfNecessary();
    const [nodeId] = this.raw.getNodeIds();
    if (nodeId === undefined) throw new Error('no broker of the cluster is known');
    const broker = await this.brokerOf(nodeId);
    const asked = broker.initProducerId({ transactionalId: null, transactionTimeout: 60_000 });
    const { producerId, producerEpoch } = await this.orHangUp(broker, asked);
    return { producerId: BigInt(producerId), epoch: producerEpoch };
  }

  /** Oldest kept and next offset of some partitions of a topic. */
  async ranges(
    topic: string,
    partitions: readonly number[],
  ): Promise<Map<number, { first: number; next: number }>> {
    const firsts = await this.offsets(topic, partitions, EARLIEST);
    const nexts = await this.offsets(topic, partitions, LATEST);
    const ranges = new Map<number, { first: number; next: number }>();
    for (const [partition, next] of nexts)
      ranges.set(partition, { first: firsts.get(partition) ?? next, next });
    return ranges;
  }

  /** The first offset whose timestamp is not before `timestamp`, per partition; -1 when there is none. */
  async offsets(
    topic: string,
    partitions: readonly number[],
    timestamp: number,
  ): Promise<Map<number, number>> {
    const offsets = new Map<number, number>();
    await this.eachLeader(topic, partitions, async (broker, own) => {
      const topics = [{ topic, partitions: own.map((partition) => ({ partition, timestamp })) }];
      const { responses } = await broker.listOffsets({ replicaId: -1, isolationLevel: 0, topics });
      for (const { partition, offset } of responses[0]?.partitions ?? [])
        offsets.set(partition, Number(offset));
    });
    return offsets;
  }

  /** Drops every record before these offsets. */
  async deleteBefore(topic: string, offsets: ReadonlyMap<number, number>): Promise<void> {
    await this.eachLeader(topic, [...offsets.keys()], async (broker, own) => {
      const partitions = own.map((partition) => ({ partition, offset: offsets.get(partition) ?? 0 }));
      await broker.deleteRecords({ topics: [{ topic, partitions }] });
    });
  }

  /** Offsets that a group has told Kafka, of those partitions for which it has. */
  async committed(group: string, topic: string, partitions: readonly number[]): Promise<Map<number, number>> {
    const broker = connectingOnce(await this.raw.findGroupCoordinator({ groupId: group }));
    const topics = [{ topic, partitions: partitions.map((partition) => ({ partition })) }];
    const { responses } = await this.orHangUp(broker, broker.offsetFetch({ groupId: group, topics }));
    const offsets = new Map<number, number>();
    for (const { partition, offset } of responses[0]?.partitions ?? []) {
      if (Number(offset) >= 0) offsets.set(partition, Number(offset));
    }
    return offsets;
  }

  async disconnect(): Promise<void> {
    this.isClosed = true;
    await this.cluster.disconnect();
  }

  private async brokerOf(nodeId: string): Promise<RawBroker> {
    return connectingOnce(await this.raw.findBroker({ nodeId }));
  }

  /** Asks the leaders of the partitions; once more with fresh ones when a leader has moved. */
  private async eachLeader(
    topic: string,
    partitions: readonly number[],
    ask: (broker: RawBroker, partitions: readonly number[]) => Promise<void>,
  ): Promise<void> {
    const attempt = async () => {
      const groups = byLeader(await this.leaders(topic), partitions);
      const orphans = groups.get(null);
      if (orphans) throw new Error(`${topic}/${orphans.join()} has no leader just now`);
      const asked = [...groups].map(async ([node, own]) => {
        const broker = await this.brokerOf(String(node));
        await this.orHangUp(broker, ask(broker, own));
      });
      await Promise.all(asked);
    };
    for (let left = LEADER_MOVES; left > 0; left--) {
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof Error && 'type' in error && error.type === 'NOT_LEADER_FOR_PARTITION'))
          throw error;
        await this.refresh();
      }
    }
    await attempt();
  }

  /** kafkajs keeps a connection whose request got no answer; after that only a new one can be trusted. */
  private async orHangUp<T>(broker: RawBroker, sent: Promise<T>): Promise<T> {
    try {
      return await sent;
    } catch (error) {
      if (error instanceof Error && error.name === 'KafkaJSRequestTimeoutError') {
        broker.disconnect().catch(() => undefined);
      }
      throw error;
    }
  }
}

/**
 * kafkajs opens one connection for each request that finds none, and forgets all but the last, whose end then ends the
 * others' as well. So requests that come together wait for one.
 */
function connectingOnce(broker: RawBroker): RawBroker {
  const pool = broker.connectionPool;
  if (guarded.has(pool)) return broker;
  guarded.add(pool);
  const connect = pool.getConnection.bind(pool);
  const underWay = new Map<number, Promise<unknown>>();
  pool.getConnection = (index = 0) => {
    let connection = underWay.get(index);
    if (!connection) {
      connection = connect(index).finally(() => underWay.delete(index));
      underWay.set(index, connection);
    }
    return connection;
  };
  return broker;
}

const guarded = new WeakSet<object>();

/** Partitions by the node that leads them; under null those without a leader. */
export function byLeader(
  leaders: ReadonlyMap<number, number>,
  partitions: Iterable<number>,
): ReadonlyMap<number | null, number[]> {
  const groups = new Map<number | null, number[]>();
  for (const partition of partitions) {
    const leader = leaders.get(partition) ?? null;
    const group = groups.get(leader);
    if (group) group.push(partition);
    else groups.set(leader, [partition]);
  }
  return groups;
}
