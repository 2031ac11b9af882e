import type { ConsumeOptions, EventLog, LogBatch, LogConsumer, Outcome } from '@app/event-log';
import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';

/**
 * Nest transport over the event log: a handler `@EventPattern(topic, transportId)` takes a whole `LogBatch` and
 * returns an `Outcome`. A handler that throws, or answers anything else, is a retry.
 */
export abstract class LogConsumerStrategy extends Server implements CustomTransportStrategy {
  private consumer: LogConsumer | null = null;

  protected constructor(
    override readonly transportId: symbol,
    private readonly log: EventLog,
  ) {
    super();
  }

  protected abstract subscription(): Omit<ConsumeOptions, 'onBatch'>;

  /** Called by Nest; calls back with the error when the consumer can't start. */
  listen(callback: (error?: unknown) => void): void {
    this.log.consume({ ...this.subscription(), onBatch: (batch) => this.dispatch(batch) }).then(
      (consumer) => {
        this.consumer = consumer;
        callback();
      },
      (error: unknown) => callback(error),
    );
  }

  /** Stops reading and resolves when no handler runs any more. */
  async close(): Promise<void> {
    const { consumer } = this;
    this.consumer = null;
    await consumer?.close();
  }

  /** Records between the position and the end of the log. */
  async lag(): Promise<number> {
    return (await this.consumer?.lag()) ?? 0;
  }

  /** Transport events are not offered. */
  on(): void {}

  unwrap<T>(): T {
    return this.consumer as T;
  }

  private async dispatch(batch: LogBatch): Promise<Outcome> {
    const handler = this.getHandlerByPattern(batch.topic);
    if (handler === null) return { kind: 'retry', reason: `no handler for ${batch.topic}` };
    try {
      const answer: unknown = await handler(batch);
      const value: unknown = isObservable(answer)
        ? await lastValueFrom(answer, { defaultValue: null })
        : answer;
      return isOutcome(value, batch) ? value : { kind: 'retry', reason: 'the handler returned no outcome' };
    } catch (error) {
      return { kind: 'retry', reason: error instanceof Error ? error.message : String(error) };
    }
  }
}

function isOutcome(value: unknown, batch: LogBatch): value is Outcome {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  if (value.kind === 'retry' || value.kind === 'lost') return true;
  return value.kind === 'committed' && 'next' in value && value.next === batch.next;
}
