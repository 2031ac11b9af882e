import { Backoff } from '../../consumer/backoff.js';
import { checkLimits, totalLag } from '../../consumer/consumption.js';
import { PartitionLoop } from '../../consumer/partition-loop.js';
import { EventLogError } from '../../event-log.port.js';
import type { ConsumeOptions, LogConsumer } from '../../event-log.port.js';
import type { LoopHooks } from '../../consumer/loop-source.js';
import type { KafkaTiming } from '../kafka-options.js';
import type { TopicLayout } from '../topics.js';
import type { Fetcher } from './fetcher.js';
import type { Membership, MembershipHooks } from './membership.js';

export interface KafkaConsumerPorts {
  readonly layout: TopicLayout;
  readonly timing: KafkaTiming;
  readonly fetcher: (onTrouble: (reason: string | null, error: unknown) => void) => Fetcher;
  /** Null for a broadcast, which reads every partition. */
  readonly membership: ((hooks: MembershipHooks) => Membership) | null;
  readonly onError: (message: string, error: unknown) => void;
  readonly onClosed: (self: KafkaConsumer) => void;
}

/** A consumer on Kafka: the loops of the partitions that the group gives to this instance. */
export class KafkaConsumer implements LogConsumer {
  private readonly fetcher: Fetcher;
  private readonly membership: Membership | null;
  private readonly loops = new Map<number, PartitionLoop>();
  /** Loops that end; the partition's next one begins when its last one has. */
  private readonly ending = new Map<
    PartitionLoop,
    { readonly partition: number; readonly ended: Promise<void> }
  >();
  private readonly troubles = new Map<string, string>();
  private readonly committed = new Map<number, number>();
  private starts: ReadonlyMap<number, number> = new Map();
  private readonly abort = new AbortController();
  private timer: NodeJS.Timeout | null = null;
  private committing = false;
  private closing: Promise<void> | null = null;

  constructor(
    private readonly options: ConsumeOptions,
    private readonly ports: KafkaConsumerPorts,
  ) {
    checkLimits(options);
    this.fetcher = ports.fetcher((reason, error) => this.trouble('reading', reason, error));
    this.membership =
      ports.membership?.({
        onAssigned: (partitions) => this.assign(partitions),
        onTrouble: (reason, error) => this.trouble('group', reason, error),
      }) ?? null;
  }

  /** Begins; a broadcast's ends are those of this moment. */
  async start(): Promise<void> {
    if (this.membership) {
      this.membership.start();
      this.timer = setInterval(() => this.tick(), this.ports.timing.commitMs);
      return;
    }
    const all = Array.from({ length: this.ports.layout.partitions }, (_, partition) => partition);
    const backoff = new Backoff();
    for (let isKnown = false; !isKnown && !this.abort.signal.aborted;) {
      try {
        this.starts = await this.fetcher.ends(all);
        this.trouble('reading', null, null);
        isKnown = true;
      } catch (error) {
        this.trouble('reading', error instanceof Error ? error.message : String(error), error);
        await backoff.wait(this.abort.signal);
      }
    }
    this.assign(all);
  }

  /** Why it doesn't get on; null while it does. */
  get problem(): string | null {
    return [...this.troubles.values()][0] ?? null;
  }

  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  async lag(): Promise<number> {
    return totalLag(await this.lagByPartition());
  }

  /** With ends that the broker said last when it doesn't answer now. */
  async lagByPartition(): Promise<ReadonlyMap<number, number>> {
    const own = [...this.loops].flatMap(([partition, { position }]) =>
      position === null ? [] : [partition],
    );
    const ends = own.length === 0 ? null : await this.fetcher.ends(own).catch(() => null);
    const lags = new Map<number, number>();
    for (const [partition, { position }] of this.loops) {
      if (position === null) continue;
      const end = ends?.get(partition) ?? this.fetcher.knownEnd(partition);
      lags.set(partition, Math.max(0, end - position));
    }
    return lags;
  }

  /** Ends loops of partitions that went, begins those of new ones, and lets the others run on. */
  private assign(partitions: readonly number[]): void {
    const wanted = new Set(this.closing ? [] : partitions);
    for (const [partition, loop] of this.loops) {
      if (wanted.has(partition)) continue;
      this.loops.delete(partition);
      this.fetcher.drop(partition);
      this.committed.delete(partition);
      this.troubles.delete(`${this.options.topic}/${partition}`);
      const ended = loop.stop().finally(() => this.ending.delete(loop));
      this.ending.set(loop, { partition, ended });
    }
    for (const partition of wanted) if (!this.loops.has(partition)) this.begin(partition);
  }

  private begin(partition: number): void {
    const loop = new PartitionLoop(this.source(), this.options, partition, this.hooks(partition));
    this.loops.set(partition, loop);
    const before = [...this.ending.values()].filter((other) => other.partition === partition);
    if (before.length === 0) return loop.start();
    void Promise.all(before.map(({ ended }) => ended)).then(() => {
      if (this.loops.get(partition) === loop) loop.start();
    });
  }

  /** A broadcast begins where the log ended when it was asked for. */
  private source() {
    const { fetcher } = this;
    return {
      next: fetcher.next.bind(fetcher),
      end: (topic: ConsumeOptions['topic'], partition: number) =>
        this.starts.get(partition) ?? fetcher.end(topic, partition),
    };
  }

  private hooks(partition: number): LoopHooks {
    const { membership } = this;
    const { topic } = this.options;
    const name = `${topic}/${partition}`;
    let isFirst = true;
    return {
      onError: (message, error) => {
        if (error instanceof EventLogError) this.troubles.set(name, error.message);
        this.ports.onError(message, error);
      },
      onPosition: () => this.troubles.delete(name),
      onLost: ({ lost, from }) =>
        this.ports.onError(
          `${topic}/${partition}: ${lost} records from ${from} on were dropped unread`,
          null,
        ),
      // Who lost a partition may be the last to hear that the group has given it to somebody else.
      mayAssign: async (_, signal) => {
        if (!isFirst) await membership?.confirmed(signal);
        isFirst = false;
      },
    };
  }

  /** Tells Kafka the positions, and lets others take over when a handler doesn't come back. */
  private tick(): void {
    const { membership } = this;
    if (!membership) return;
    const longest = Math.max(0, ...this.handlingTimes());
    const isStuck = longest > this.ports.timing.stuckMs;
    this.trouble('handler', isStuck ? `a handler has run for ${Math.round(longest / 1000)} s` : null, null);
    membership.pause(isStuck);
    if (this.committing) return;
    const moved = new Map<number, number>();
    for (const [partition, { position }] of this.loops) {
      if (position !== null && position !== this.committed.get(partition)) moved.set(partition, position);
    }
    if (moved.size === 0) return;
    this.committing = true;
    membership
      .commit(moved)
      .then(() => moved.forEach((position, partition) => this.committed.set(partition, position)))
      .catch((error: unknown) =>
        this.ports.onError(`telling Kafka the positions in ${this.options.topic}`, error),
      )
      .finally(() => (this.committing = false));
  }

  private handlingTimes(): number[] {
    return [...this.loops.values(), ...this.ending.keys()].map((loop) => loop.handlingMs);
  }

  private trouble(what: string, reason: string | null, error: unknown): void {
    const before = this.troubles.get(what);
    if (reason === null) this.troubles.delete(what);
    else this.troubles.set(what, `consuming ${this.options.topic}: ${reason}`);
    if (reason !== null && reason !== before)
      this.ports.onError(`consuming ${this.options.topic}: ${reason}`, error);
  }

  private async end(): Promise<void> {
    this.abort.abort();
    if (this.timer) clearInterval(this.timer);
    this.assign([]);
    await Promise.all([...this.ending.values()].map(({ ended }) => ended));
    await this.membership?.close();
    await this.fetcher.close();
    this.ports.onClosed(this);
  }
}
