import { TOPICS, TOPIC_SPECS } from '@app/contracts';
import type { Topic } from '@app/contracts';
import type { Admin } from 'kafkajs';
import { EventLogError } from '../event-log.port.js';
import { MAX_RECORD_BYTES } from './kafka-options.js';

/** A topic of ours as Kafka has it. */
export interface TopicLayout {
  readonly topic: Topic;
  /** Name in Kafka: prefix and topic. */
  readonly name: string;
  readonly partitions: number;
  readonly retentionMs: number;
}

/** Kafka's largest number: no limit. */
const FOR_EVER = '9223372036854775807';
const REPLICAS = 3;
const MIN_IN_SYNC = 2;
/** Disk is given back by whole segments, of which each partition has one begun: small beside what may be kept. */
const SEGMENT_SHARE = 1 / 300;
const SEGMENT_BYTES = { least: 16 << 20, most: 1 << 30 } as const;

export function topicLayouts(prefix: string, keyed: number): readonly TopicLayout[] {
  return TOPIC_SPECS.map(({ topic, partitions, retentionMs }) => ({
    topic,
    name: `${prefix}${topic}`,
    partitions: partitions === 'keyed' ? keyed : partitions,
    retentionMs,
  }));
}

/**
 * Creates the topics that are missing and checks those that are there. Several services may do so at once.
 * @param maxBytes what the log may keep
 * @returns number of replicas that new records get, the smallest of all topics
 * @throws EventLogError EVENTLOG_MISCONFIGURED when a topic has another number of partitions
 */
export async function ensureTopics(
  admin: Admin,
  layouts: readonly TopicLayout[],
  maxBytes: number,
): Promise<number> {
  const { brokers } = await admin.describeCluster();
  const replicas = Math.min(REPLICAS, brokers.length);
  const existing = new Set(await admin.listTopics());
  const missing = layouts.filter(({ name }) => !existing.has(name));
  if (missing.length > 0) await create(admin, missing, replicas, maxBytes);
  const { topics } = await admin.fetchTopicMetadata({ topics: layouts.map(({ name }) => name) });
  const counts = new Map(topics.map(({ name, partitions }) => [name, partitions]));
  let least = replicas;
  for (const { name, partitions: wanted } of layouts) {
    const partitions = counts.get(name) ?? [];
    if (partitions.length !== wanted) {
      const message = `opening the log: ${name} has ${partitions.length} partitions in Kafka, not ${wanted}`;
      throw new EventLogError('EVENTLOG_MISCONFIGURED', message, false);
    }
    for (const partition of partitions) least = Math.min(least, partition.replicas.length);
  }
  return least;
}

async function create(
  admin: Admin,
  layouts: readonly TopicLayout[],
  replicas: number,
  maxBytes: number,
): Promise<void> {
  const topics = layouts.map((layout) => ({
    topic: layout.name,
    numPartitions: layout.partitions,
    replicationFactor: replicas,
    configEntries: configOf(layout, replicas, maxBytes),
  }));
  // Resolves to false where another service was quicker.
  await admin.createTopics({ topics, waitForLeaders: true });
}

function configOf(
  { topic }: TopicLayout,
  replicas: number,
  maxBytes: number,
): { name: string; value: string }[] {
  const { least, most } = SEGMENT_BYTES;
  const segmentBytes = Math.round(Math.min(most, Math.max(least, maxBytes * SEGMENT_SHARE)));
  const config: Record<string, string | number> = {
    'min.insync.replicas': replicas >= REPLICAS ? MIN_IN_SYNC : 1,
    'max.message.bytes': MAX_RECORD_BYTES + 1024,
    'segment.bytes': segmentBytes,
    'message.timestamp.type': 'CreateTime',
    // By default a record stamped an hour ahead of the broker is refused: a clock that is wrong stops no service.
    'message.timestamp.after.max.ms': FOR_EVER,
    // Kafka's retention knows no readers and would drop what nobody has read: retention is ours (see Housekeeping).
    'retention.ms': -1,
    'retention.bytes': -1,
    'cleanup.policy': 'delete',
  };
  // Kafka leaves syncing to replication. With one copy nothing else makes an acknowledged message durable.
  if (topic === TOPICS.raw && replicas === 1) config['flush.messages'] = 1;
  return Object.entries(config).map(([name, value]) => ({ name, value: String(value) }));
}
