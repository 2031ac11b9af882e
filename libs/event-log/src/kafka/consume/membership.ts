import type { Consumer, Kafka } from 'kafkajs';
import { Backoff } from '../../consumer/backoff.js';
import type { KafkaTiming } from '../kafka-options.js';
import { within } from '../within.js';

/** How often kafkajs looks at its heartbeat. */
const TICK_MS = 200;
/** A member without a sign of life for so many sessions is made anew. */
const DEAD_SESSIONS = 3;
/** A broker that is away must not hold us. */
const DISCONNECT_MS = 3_000;
const CLOSE_MS = 5_000;

export interface MembershipHooks {
  /** The group gives this instance these partitions; called synchronously when it has joined. */
  readonly onAssigned: (partitions: readonly number[]) => void;
  /** Why this instance is no member just now, or null when it is. */
  readonly onTrouble: (reason: string | null, error: unknown) => void;
}

/**
 * Membership of a consumer group, which decides who works on which partition. kafkajs's consumer is run with every
 * partition paused: it joins, keeps its heartbeat and joins again when the group changes, but never reads. So none of
 * its ways to lose or repeat records is in play: eager rebalancing only tells which partitions to begin and end,
 * heartbeats don't wait for handlers, and there is no position that could be reset. A member that crashed or fell
 * silent is made anew, for ever.
 */
export class Membership {
  private readonly abort = new AbortController();
  private readonly backoff = new Backoff();
  private consumer: Consumer | null = null;
  private running: Promise<void> | null = null;
  private lastSign = 0;
  private isPaused = false;
  private confirmations: (() => void)[] = [];
  private wake: () => void = () => undefined;

  constructor(
    private readonly kafka: Kafka,
    private readonly group: string,
    private readonly topic: string,
    private readonly timing: KafkaTiming,
    private readonly hooks: MembershipHooks,
  ) {}

  start(): void {
    this.running = this.supervise();
  }

  /** Leaves the group; others take its partitions over. */
  async close(): Promise<void> {
    this.abort.abort();
    this.wake();
    this.confirm();
    await within(CLOSE_MS, this.running);
  }

  /** Leaves the group until it is called with false; for an instance that doesn't get on. */
  pause(isPaused: boolean): void {
    if (this.isPaused === isPaused) return;
    this.isPaused = isPaused;
    this.wake();
  }

  /** Resolves at the next sign that the group counts this instance among its members, or when the signal aborts. */
  confirmed(signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.abort.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        signal.removeEventListener('abort', done);
        resolve();
      };
      signal.addEventListener('abort', done, { once: true });
      this.confirmations.push(done);
    });
  }

  /** Tells Kafka how far the partitions are read. Only tools and retention look at it; positions are the registry's. */
  async commit(positions: ReadonlyMap<number, number>): Promise<void> {
    const { consumer, topic } = this;
    if (!consumer || positions.size === 0) return;
    await consumer.commitOffsets(
      [...positions].map(([partition, offset]) => ({ topic, partition, offset: String(offset) })),
    );
  }

  private async supervise(): Promise<void> {
    const { signal } = this.abort;
    while (!signal.aborted) {
      if (this.isPaused) {
        await this.woken();
        continue;
      }
      const reason = await this.live();
      this.hooks.onAssigned([]);
      if (signal.aborted || reason === null) continue;
      this.hooks.onTrouble(`no member of ${this.group}: ${reason.message}`, reason);
      await this.backoff.wait(signal);
    }
  }

  /** Lives as a member; resolves to what ended it, or null when it was asked to. */
  private async live(): Promise<Error | null> {
    const { sessionMs, heartbeatMs } = this.timing;
    const consumer = this.kafka.consumer({
      groupId: this.group,
      sessionTimeout: sessionMs,
      rebalanceTimeout: sessionMs,
      heartbeatInterval: heartbeatMs,
      maxWaitTimeInMs: Math.min(TICK_MS, heartbeatMs),
      allowAutoTopicCreation: false,
      // Its own restarts don't always come (kafkajs#1299, #1721): every crash ends this life and begins another.
      retry: {
        initialRetryTime: 100,
        maxRetryTime: 1_000,
        retries: 3,
        restartOnFailure: () => Promise.resolve(false),
      },
    });
    const { ended, end } = this.watch(consumer);
    try {
      await consumer.connect();
      await consumer.subscribe({ topic: this.topic, fromBeginning: true });
      this.consumer = consumer;
      await consumer.run({ autoCommit: false, eachBatch: () => Promise.resolve() });
      return await ended;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    } finally {
      end(null);
      this.consumer = null;
      await within(DISCONNECT_MS, consumer.disconnect());
    }
  }

  /** `ended` resolves when the consumer crashed (with the reason), fell silent, or is not wanted any more. */
  private watch(consumer: Consumer): { ended: Promise<Error | null>; end: (reason: Error | null) => void } {
    let end: (reason: Error | null) => void = () => undefined;
    const ended = new Promise<Error | null>((resolve) => (end = resolve));
    this.lastSign = performance.now();
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      if (this.consumer !== consumer) return;
      consumer.pause([{ topic: this.topic }]);
      this.hooks.onAssigned(payload.memberAssignment[this.topic] ?? []);
      this.sign();
    });
    consumer.on(consumer.events.HEARTBEAT, () => this.sign());
    consumer.on(consumer.events.CRASH, ({ payload }) => end(payload.error));
    const limit = DEAD_SESSIONS * this.timing.sessionMs;
    const timer = setInterval(() => {
      const silentMs = performance.now() - this.lastSign;
      if (silentMs > limit) end(new Error(`no heartbeat for ${Math.round(silentMs / 1000)} s`));
    }, this.timing.heartbeatMs);
    this.wake = () => end(null);
    void ended.then(() => clearInterval(timer));
    if (this.abort.signal.aborted || this.isPaused) end(null);
    return { ended, end };
  }

  private sign(): void {
    this.lastSign = performance.now();
    this.backoff.reset();
    this.hooks.onTrouble(null, null);
    this.confirm();
  }

  private woken(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
      if (this.abort.signal.aborted || !this.isPaused) resolve();
    });
  }

  private confirm(): void {
    for (const done of this.confirmations.splice(0)) done();
  }
}
