import type { Topic } from '@app/contracts';
import type { Kafka } from 'kafkajs';
import { Backoff } from '../consumer/backoff.js';
import { PROTECTED_GROUPS } from '../consumer/protected-groups.js';
import { EventLog, EventLogError } from '../event-log.port.js';
import type { ConsumeOptions, LogBatch, LogConsumer, LogRange, LogRecord } from '../event-log.port.js';
import { AppendQueue, closedError } from './append/append-queue.js';
import { Producer } from './append/producer.js';
import { Fetcher } from './consume/fetcher.js';
import { KafkaConsumer } from './consume/kafka-consumer.js';
import { Membership } from './consume/membership.js';
import type { MembershipHooks } from './consume/membership.js';
import { DEFAULT_TIMING } from './kafka-options.js';
import type { KafkaEventLogOptions, KafkaTiming } from './kafka-options.js';
import { Housekeeping } from './retention/housekeeping.js';
import { Reader } from './reader.js';
import { ensureTopics, topicLayouts } from './topics.js';
import type { TopicLayout } from './topics.js';
import { within } from './within.js';
import { KafkaCluster } from './wire/cluster.js';
import { type KafkaAccess, kafkaClient } from './wire/connecting.js';
import { HeadersCodec } from './wire/headers-codec.js';

const CLOSE_MS = 5_000;
const SAFE_REPLICAS = 3;
/** A cluster that nothing is sent to is asked whether it is still there. */
const PROBE_MS = 2_000;

/** What belongs to one topic. */
interface Lane {
  readonly layout: TopicLayout;
  readonly queue: AppendQueue;
}

/** The event log on Apache Kafka: acknowledged means that every in-sync replica has it. */
export class KafkaEventLog extends EventLog {
  private readonly timing: KafkaTiming;
  private readonly access: KafkaAccess;
  private readonly kafka: Kafka;
  private readonly cluster: KafkaCluster;
  private readonly reader: Reader;
  private readonly codec = new HeadersCodec();
  private readonly lanes: ReadonlyMap<Topic, Lane>;
  private readonly housekeeping: Housekeeping;
  private readonly consumers = new Set<KafkaConsumer>();
  private readonly abort = new AbortController();
  private readonly troubles = new Map<string, string>();
  private readonly onError: (message: string, error: unknown) => void;
  private replicas = 0;
  private probe: Promise<void> = Promise.resolve();
  private probing: NodeJS.Timeout | null = null;
  private state: 'new' | 'open' | 'closed' = 'new';

  constructor(private readonly options: KafkaEventLogOptions) {
    super();
    this.timing = { ...DEFAULT_TIMING, ...options.timing };
    this.onError = options.onError ?? (() => undefined);
    this.access = { options, timing: this.timing, sockets: new Set() };
    this.kafka = kafkaClient(this.access);
    this.cluster = new KafkaCluster(this.access);
    this.reader = new Reader(this.cluster, this.codec);
    const layouts = topicLayouts(options.prefix, options.partitions);
    this.lanes = new Map(layouts.map((layout) => [layout.topic, this.makeLane(layout)]));
    this.housekeeping = new Housekeeping(this.cluster, {
      layouts,
      prefix: options.prefix,
      maxBytes: options.maxBytes,
      protectedGroups: options.protectedGroups ?? PROTECTED_GROUPS,
      now: options.now ?? Date.now,
      everyMs: this.timing.retentionMs,
      fullCheckMs: this.timing.fullCheckMs,
      onError: this.onError,
    });
  }

  /** Creates the topics that are missing. Waits for brokers that are not up yet, for as long as it takes. */
  async open(): Promise<void> {
    if (this.state !== 'new') throw closedError();
    const backoff = new Backoff();
    const { signal } = this.abort;
    while (!(await this.attemptOpen())) {
      if (signal.aborted) throw closedError();
      await backoff.wait(signal);
    }
    this.state = 'open';
    this.probing = setInterval(() => void (this.probe = this.lookForBrokers()), PROBE_MS);
    this.probing.unref();
    this.housekeeping.start();
    if (this.replicas < SAFE_REPLICAS) {
      this.options.onWarning?.(`Kafka keeps ${this.replicas} of ${SAFE_REPLICAS} copies, ${this.copies()}`);
    }
  }

  append(topic: Topic, records: readonly LogRecord[]): Promise<void> {
    if (this.state !== 'open') return Promise.reject(closedError());
    if (records.length === 0) return Promise.resolve();
    return this.laneOf(topic).queue.add(records);
  }

  partitions(topic: Topic): number {
    return this.laneOf(topic).layout.partitions;
  }

  async range(topic: Topic, partition: number): Promise<LogRange> {
    return this.reader.range(this.checked(topic, partition), partition);
  }

  async read(
    topic: Topic,
    partition: number,
    from: number,
    limits: { maxRecords: number; maxBytes: number },
  ): Promise<LogBatch> {
    return this.reader.read(this.checked(topic, partition), partition, from, limits);
  }

  async consume(options: ConsumeOptions): Promise<LogConsumer> {
    if (this.state !== 'open') throw closedError();
    const { layout } = this.laneOf(options.topic);
    const cluster = new KafkaCluster(this.access);
    const { group } = options;
    const consumer = new KafkaConsumer(options, {
      layout,
      timing: this.timing,
      fetcher: (onTrouble) => new Fetcher(cluster, layout, this.codec, this.timing, onTrouble),
      membership: group === null ? null : (hooks) => this.membership(group, layout, hooks),
      onError: this.onError,
      onClosed: (self) => this.consumers.delete(self),
    });
    this.consumers.add(consumer);
    await cluster.connect([layout.name]).catch(() => undefined);
    await consumer.start();
    return consumer;
  }

  health(): { readonly ok: boolean; readonly detail: string } {
    if (this.state !== 'open') return { ok: false, detail: 'EVENTLOG_CLOSED: the event log is not open' };
    const troubles = [...this.troubles.values()];
    if (this.housekeeping.trouble !== null) troubles.push(this.housekeeping.trouble);
    for (const { problem } of this.consumers) if (problem !== null) troubles.push(problem);
    if (troubles.length > 0) return { ok: false, detail: troubles.join('; ') };
    return {
      ok: true,
      detail: `${this.copies()}; ${this.backlog().bytes} bytes wait for their acknowledgement`,
    };
  }

  override warning(): string | null {
    return this.state === 'open' && this.replicas < SAFE_REPLICAS ? this.copies() : null;
  }

  override backlog(): { readonly bytes: number; readonly limit: number } {
    let bytes = 0;
    for (const { queue } of this.lanes.values()) bytes += queue.waitingBytes;
    return { bytes, limit: AppendQueue.limitBytes };
  }

  /** Drops what is too old or too much; runs by itself, too. */
  async maintain(): Promise<void> {
    await this.housekeeping.run(0);
  }

  async close(): Promise<void> {
    if (this.state === 'closed') return;
    this.state = 'closed';
    if (this.probing) clearInterval(this.probing);
    await Promise.all([...this.consumers].map((consumer) => consumer.close()));
    this.abort.abort();
    const drained = Promise.all([...this.lanes.values()].map(({ queue }) => queue.close()));
    await within(CLOSE_MS, Promise.all([drained, this.housekeeping.stop(), this.probe]));
    await within(CLOSE_MS, this.cluster.disconnect());
    for (const socket of this.access.sockets) socket.destroy();
  }

  private async attemptOpen(): Promise<boolean> {
    const admin = this.kafka.admin();
    try {
      await admin.connect();
      const layouts = [...this.lanes.values()].map(({ layout }) => layout);
      this.replicas = await ensureTopics(admin, layouts, this.options.maxBytes);
      await this.cluster.connect(layouts.map(({ name }) => name));
      // A partition that was just made has a leader in the metadata before that leader knows of it.
      await Promise.all(
        layouts.map(({ name, partitions }) => this.cluster.ranges(name, countTo(partitions))),
      );
      return true;
    } catch (error) {
      if (error instanceof EventLogError) throw error;
      this.onError(`waiting for Kafka at ${this.options.brokers.join()}`, error);
      return false;
    } finally {
      await within(CLOSE_MS, admin.disconnect());
    }
  }

  private makeLane(layout: TopicLayout): Lane {
    const producer = new Producer(this.cluster, layout, {
      requestMs: this.timing.requestMs,
      onTrouble: (reason, error) => this.trouble(`sending ${layout.topic}`, reason, error),
    });
    const queue = new AppendQueue(layout, this.codec, async (group) => {
      const { signal } = this.abort;
      return (await this.housekeeping.room(group.bytes, signal)) && producer.store(group, signal);
    });
    return { layout, queue };
  }

  private membership(group: string, { name }: TopicLayout, hooks: MembershipHooks): Membership {
    return new Membership(this.kafka, `${this.options.prefix}${group}`, name, this.timing, hooks);
  }

  private async lookForBrokers(): Promise<void> {
    try {
      await this.cluster.refresh();
      this.trouble('brokers', null, null);
    } catch (error) {
      this.trouble('brokers', error instanceof Error ? error.message : String(error), error);
    }
  }

  private trouble(what: string, reason: string | null, error: unknown): void {
    const text = reason === null ? undefined : `EVENTLOG_IO: ${what}: ${reason}`;
    const before = this.troubles.get(what);
    if (text === undefined) this.troubles.delete(what);
    else this.troubles.set(what, text);
    if (text !== undefined && text !== before) this.onError(`${what}: ${reason}`, error);
  }

  /** As /ready and the page say it. */
  private copies(): string {
    if (this.replicas >= SAFE_REPLICAS) return `${this.replicas} copies`;
    return 'một bản sao: what is acknowledged may rest on one copy';
  }

  private checked(topic: Topic, partition: number): TopicLayout {
    if (this.state !== 'open') throw closedError();
    const { layout } = this.laneOf(topic);
    if (Number.isInteger(partition) && partition >= 0 && partition < layout.partitions) return layout;
    throw new EventLogError('EVENTLOG_MISCONFIGURED', `${topic} has no partition ${partition}`, false);
  }

  private laneOf(topic: Topic): Lane {
    const lane = this.lanes.get(topic);
    if (!lane) throw new EventLogError('EVENTLOG_MISCONFIGURED', `there is no topic ${topic}`, false);
    return lane;
  }
}

function countTo(end: number): number[] {
  return Array.from({ length: end }, (_, i) => i);
}
