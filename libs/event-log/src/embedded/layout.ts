import { TOPIC_SPECS } from '@app/contracts';
import type { Topic } from '@app/contracts';

/** One partition of the log. */
export interface Slot {
  readonly topic: Topic;
  readonly partition: number;
  /** `topic/partition`: its name in maps, in files and in messages. */
  readonly name: string;
  readonly retentionMs: number;
}

/** All partitions of all topics, for a deployment with `keyed` partitions in its keyed topics. */
export class Layout {
  readonly slots: readonly Slot[];
  private readonly byTopic: ReadonlyMap<Topic, readonly Slot[]>;

  constructor(keyed: number) {
    const byTopic = new Map<Topic, Slot[]>();
    for (const { topic, partitions, retentionMs } of TOPIC_SPECS) {
      const count = partitions === 'keyed' ? keyed : partitions;
      const slots = Array.from({ length: count }, (_, partition) => ({
        topic,
        partition,
        name: `${topic}/${partition}`,
        retentionMs,
      }));
      byTopic.set(topic, slots);
    }
    this.byTopic = byTopic;
    this.slots = [...byTopic.values()].flat();
  }

  of(topic: Topic): readonly Slot[] {
    return this.byTopic.get(topic) ?? [];
  }

  /** Number of partitions by topic. */
  counts(): Record<string, number> {
    return Object.fromEntries([...this.byTopic].map(([topic, slots]) => [topic, slots.length]));
  }
}
