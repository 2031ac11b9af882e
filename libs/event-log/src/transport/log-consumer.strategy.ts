import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import type { ConsumeOptions, EventLog, LogBatch, LogConsumer, Outcome } from '../event-log.port.js';
import { settle } from './settle.js';

/** What a log consumer reads, and what happens when a partition becomes its own. */
export type LogSubscription = Omit<ConsumeOptions, 'onBatch'>;

/**
 * Nest transport over the event log. A handler `@EventPattern(topic, transportId)` takes a whole `LogBatch` and
 * returns an `Outcome`; the position moves on `Committed` alone. A handler that throws, returns nothing or never
 * settles never advances.
 */
export abstract class LogConsumerStrategy extends Server implements CustomTransportStrategy {
  private consumer: LogConsumer | null = null;
  private passed = 0;

  protected constructor(
    override readonly transportId: symbol,
    private readonly log: EventLog,
  ) {
    super();
  }

  /** Topic, group and limits; asked for once, when listening begins. */
  protected abstract subscription(): LogSubscription;

  /** Runs before the first batch; a rejection stops the start. */
  protected async prepare(): Promise<void> {}

  /** Called by Nest. Calls back with the error when the consumer can't start. */
  listen(callback: (error?: unknown) => void): void {
    this.start().then(
      () => callback(),
      (error: unknown) => callback(error),
    );
  }

  /** Stops reading and resolves when no handler runs any more. */
  async close(): Promise<void> {
    const consumer = this.consumer;
    this.consumer = null;
    await consumer?.close();
  }

  /** Records between the position and the end of the log, over the partitions that are ours. */
  async lag(): Promise<number> {
    return (await this.consumer?.lag()) ?? 0;
  }

  /** The same by partition. */
  async lagByPartition(): Promise<ReadonlyMap<number, number>> {
    return (await this.consumer?.lagByPartition()) ?? new Map<number, number>();
  }

  /** Records that handlers have committed since the start, and those that wait in the partitions that are ours. */
  async amount(): Promise<{ readonly done: number; readonly waiting: number }> {
    return { done: this.passed, waiting: await this.lag() };
  }

  /** Transport events are not offered; outcomes are metrics. */
  on(): void {}

  unwrap<T>(): T {
    return this.consumer as T;
  }

  private async start(): Promise<void> {
    await this.prepare();
    const subscription = this.subscription();
    this.consumer = await this.log.consume({
      ...subscription,
      onBatch: (batch) => this.dispatch(batch),
    });
  }

  private async dispatch(batch: LogBatch): Promise<Outcome> {
    const handler = this.getHandlerByPattern(batch.topic);
    if (handler === null) return { kind: 'retry', reason: `no handler for ${batch.topic}` };
    const outcome = await settle(handler(batch), batch);
    if (outcome.kind === 'committed') this.passed += outcome.next - batch.from;
    return outcome;
  }
}
