import { PAYLOAD_RETENTION_MS } from './retention.js';

/**
 * The four topics of the one straight line. A part reads the topic before it and writes the topic after it;
 * nobody calls backwards.
 */
export const TOPICS = {
  /** ❶ payloads as they came, written by the gateway. Key: device id. */
  raw: 'telemetry.raw',
  /** ❷ rejected messages whole, with reason; kept 30 days, replayable. Key: device id. */
  rejected: 'telemetry.rejected',
  /** ❸ windows touched by a commit cycle. Key: device id. */
  windows: 'windows.changed',
  /** ❹ what viewers see: broadcast to every api and gateway instance. One partition. */
  feed: 'feed.changed',
} as const;

export type Topic = (typeof TOPICS)[keyof typeof TOPICS];

/** How a topic is laid out and kept. */
export interface TopicSpec {
  readonly topic: Topic;
  /** Number of partitions; `keyed` topics use the deployment's count (embedded 4, Kafka 12). */
  readonly partitions: 'keyed' | 1;
  /** How long records are kept, in milliseconds. */
  readonly retentionMs: number;
}

const DAY_MS = 86_400_000;

export const TOPIC_SPECS: readonly TopicSpec[] = [
  { topic: TOPICS.raw, partitions: 'keyed', retentionMs: PAYLOAD_RETENTION_MS },
  { topic: TOPICS.rejected, partitions: 'keyed', retentionMs: PAYLOAD_RETENTION_MS },
  { topic: TOPICS.windows, partitions: 'keyed', retentionMs: 7 * DAY_MS },
  { topic: TOPICS.feed, partitions: 1, retentionMs: DAY_MS },
];
