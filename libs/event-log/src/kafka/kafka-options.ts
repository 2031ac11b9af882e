import type { ProtectedGroups } from '../consumer/protected-groups.js';

/** How to sign in at the brokers. */
interface KafkaSign {
  readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
  readonly username: string;
  readonly password: string;
}

/** How a log on Kafka is set up. */
export interface KafkaEventLogOptions {
  /** `host:port` of some brokers of the cluster. */
  readonly brokers: readonly string[];
  /** Put before every topic and consumer group. */
  readonly prefix: string;
  /** Partitions of each keyed topic. */
  readonly partitions: number;
  readonly ssl?: boolean;
  readonly sign?: KafkaSign | null;
  /** Estimated bytes of all topics beyond which read records are dropped, or appends wait. */
  readonly maxBytes: number;
  /** Groups whose unread records are kept. */
  readonly protectedGroups?: ProtectedGroups;
  /** Epoch milliseconds. */
  readonly now?: () => number;
  /** Hears of failing handlers, sends and reads. */
  readonly onError?: (message: string, error: unknown) => void;
  /** Hears of what an operator should know although it works. */
  readonly onWarning?: (message: string) => void;
  readonly timing?: Partial<KafkaTiming>;
}

/** Times in milliseconds; the defaults suit production, tests want shorter ones. */
export interface KafkaTiming {
  /** A member that is not heard of for so long loses its partitions. Brokers allow 6 s and more by default. */
  readonly sessionMs: number;
  readonly heartbeatMs: number;
  /** How often positions are told to Kafka. */
  readonly commitMs: number;
  /** How long a read waits for the first record. */
  readonly maxWaitMs: number;
  /** Least time between two reads of a consumer from one broker that don't bring much. */
  readonly fetchPauseMs: number;
  /** How long a request may take before its connection is given up. */
  readonly requestMs: number;
  /** How often retention is applied. */
  readonly retentionMs: number;
  /** How often a full log is looked at again. */
  readonly fullCheckMs: number;
  /** A handler that runs for longer gives its instance's partitions to others. */
  readonly stuckMs: number;
}

export const DEFAULT_TIMING: KafkaTiming = {
  sessionMs: 10_000,
  heartbeatMs: 1_000,
  commitMs: 1_000,
  maxWaitMs: 250,
  fetchPauseMs: 20,
  requestMs: 15_000,
  retentionMs: 30_000,
  fullCheckMs: 1_000,
  stuckMs: 300_000,
};

/** Bytes of one record at most: key, value and headers. */
export const MAX_RECORD_BYTES = 4 << 20;
