import { setTimeout as delay } from 'node:timers/promises';
import type { ProtectedGroups } from '../../consumer/protected-groups.js';
import type { TopicLayout } from '../topics.js';
import type { KafkaCluster } from '../wire/cluster.js';
import { planRetention } from './plan.js';
import { usageOf } from './usage.js';

export interface HousekeepingOptions {
  readonly layouts: readonly TopicLayout[];
  readonly prefix: string;
  readonly maxBytes: number;
  readonly protectedGroups: ProtectedGroups;
  readonly now: () => number;
  readonly everyMs: number;
  readonly fullCheckMs: number;
  readonly onError: (message: string, error: unknown) => void;
}

/**
 * Retention as the port promises it, which Kafka's own doesn't know: by age and by estimated bytes, never beyond what a
 * protected group has read, and a log that is full lets appends wait. Any number of instances may do it at once. How
 * far groups have read is what they told Kafka, which is never ahead of what they have committed to the registry.
 */
export class Housekeeping {
  /** Estimated bytes of all topics at the last look, and what this instance has written since. */
  private used = 0;
  private isFull = false;
  private running: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly cluster: KafkaCluster,
    private readonly options: HousekeepingOptions,
  ) {}

  /** Why appends wait; null while they don't. */
  get trouble(): string | null {
    return this.isFull
      ? 'EVENTLOG_FULL: appends wait until consumers have caught up or the limit is raised'
      : null;
  }

  start(): void {
    this.timer = setInterval(() => void this.run(0), this.options.everyMs);
    this.timer.unref();
  }

  /** Resolves when nothing is being looked at any more. */
  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.running;
  }

  /** Waits until there is room for so many bytes; false when the signal aborts before that. */
  async room(bytes: number, signal: AbortSignal): Promise<boolean> {
    if (this.used + bytes > this.options.maxBytes) await this.run(bytes);
    while (this.isFull && !signal.aborted) {
      await delay(this.options.fullCheckMs, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) await this.run(bytes);
    }
    this.used += bytes;
    return !signal.aborted;
  }

  /** Looks at all topics and drops what may go; never rejects. One at a time. */
  run(more: number): Promise<void> {
    this.running = this.running.then(() => this.attempt(more));
    return this.running;
  }

  private async attempt(more: number): Promise<void> {
    const { layouts, prefix, protectedGroups, maxBytes, now, onError } = this.options;
    try {
      const usages = await Promise.all(
        layouts.map((layout) => {
          const groups = (protectedGroups[layout.topic] ?? []).map((group) => `${prefix}${group}`);
          return usageOf(this.cluster, layout, groups, now());
        }),
      );
      const { drops, bytes } = planRetention(usages.flat(), maxBytes, more);
      for (const layout of layouts) {
        const own = drops.filter(({ usage }) => usage.layout === layout);
        if (own.length === 0) continue;
        await this.cluster.deleteBefore(
          layout.name,
          new Map(own.map(({ usage, before }) => [usage.partition, before])),
        );
      }
      this.used = bytes;
      this.isFull = bytes + more > maxBytes;
    } catch (error) {
      onError('applying retention', error);
    }
  }
}
