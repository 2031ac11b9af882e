import { Kafka, logLevel } from 'kafkajs';
import type { KafkaTiming } from '../../src/kafka/kafka-options.js';

/** Short times, so that groups form and dissolve within a test. The broker allows sessions of 6 s and more. */
export const TEST_TIMING: KafkaTiming = {
  sessionMs: 6_000,
  heartbeatMs: 100,
  commitMs: 100,
  maxWaitMs: 100,
  fetchPauseMs: 5,
  requestMs: 5_000,
  // Retention by age runs where a test asks for it.
  retentionMs: 3_600_000,
  fullCheckMs: 100,
  stuckMs: 300_000,
};

/** Deletes the topics of a test. */
export async function dropTopics(brokers: readonly string[], prefix: string): Promise<void> {
  const admin = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    const topics = (await admin.listTopics()).filter((name) => name.startsWith(prefix));
    if (topics.length > 0) await admin.deleteTopics({ topics });
  } finally {
    await admin.disconnect();
  }
}
