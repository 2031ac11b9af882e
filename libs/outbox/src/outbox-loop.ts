import { randomUUID } from 'node:crypto';
import type { Clock } from '@app/config';
import type { Logger, Metrics } from '@app/observability';
import type { ClaimedDelivery, OutboxRepository } from '@app/registry';
import { pauseMs } from './pause.js';

/** What an attempt throws when trying again would be no use: the receiver will never take it. */
export class PermanentFailure extends Error {
  override readonly name = 'PermanentFailure';
}

/** Who delivers the rows of one channel. */
export interface OutboxChannel {
  /** As in `NewDelivery.channel`. */
  readonly name: string;
  /** Attempts before a delivery is given up. */
  readonly attempts: number;
  /** Deliveries attempted at once. */
  readonly atOnce: number;
  /** An attempt is over after this long, ms; the lease is three times as long. */
  readonly timeoutMs: number;
  /**
   * Delivers; resolves when the receiver has it. Anything thrown is tried again later, a PermanentFailure is given up at
   * once. Must end when `signal` aborts: another instance may attempt it then.
   */
  deliver(delivery: ClaimedDelivery, signal: AbortSignal): Promise<void>;
}

/** What a loop needs of its process. */
export interface OutboxParts {
  readonly outbox: OutboxRepository;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** In [0, 1); spreads the attempts. */
  readonly random?: () => number;
}

const POLL_MS = 1000;
const PRUNE_EVERY_MS = 3_600_000;

/**
 * Delivers what waits in the outbox for one channel, a few at a time, each with a lease, a timeout and growing pauses
 * between attempts (10 s, doubling, at most an hour). Start it in any number of instances.
 */
export class OutboxLoop {
  private readonly owner = randomUUID();
  private readonly results;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private readonly stopping = new AbortController();
  private prunedAt = -Infinity;

  constructor(
    private readonly channel: OutboxChannel,
    private readonly parts: OutboxParts,
  ) {
    const { metrics, outbox } = parts;
    this.results = metrics.counter(
      'nhippho_outbox_attempts_total',
      'Attempts to deliver what waits in the outbox, by result: sent, again, failed',
      ['channel', 'result'],
    );
    metrics.gauge(
      'nhippho_outbox_waiting',
      'Deliveries that wait in the outbox, due or not',
      ['channel'],
      async (gauge) => gauge.set({ channel: channel.name }, await outbox.waiting(channel.name)),
    );
  }

  start(): void {
    this.timer = setInterval(() => this.wake(), POLL_MS).unref();
    this.wake();
  }

  /** Ends attempts under way; their rows are tried again when their lease runs out. */
  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    this.stopping.abort(new Error('stopping'));
    await this.running;
  }

  /** Attempts everything that is due; returns how many attempts there were. */
  async round(): Promise<number> {
    const { name, atOnce, timeoutMs } = this.channel;
    let attempts = 0;
    while (!this.stopping.signal.aborted) {
      const now = this.parts.clock.now();
      const claimed = await this.parts.outbox.claim(name, this.owner, now, atOnce, 3 * timeoutMs);
      await Promise.all(claimed.map((delivery) => this.attempt(delivery)));
      attempts += claimed.length;
      if (claimed.length < atOnce) break;
    }
    return attempts;
  }

  private async attempt(delivery: ClaimedDelivery): Promise<void> {
    const { outbox, clock, log } = this.parts;
    const { name: channel, timeoutMs, attempts } = this.channel;
    const failure = await this.failureOf(delivery, timeoutMs);
    if (failure === null) {
      await outbox.sent(delivery.id, this.owner, clock.now());
      this.results.inc({ channel, result: 'sent' });
      return;
    }
    // The attempt counts, but nobody knows yet whether it failed.
    if (this.stopping.signal.aborted) return;
    const error = failure.message.slice(0, 500);
    const isLast = failure instanceof PermanentFailure || delivery.attempts >= attempts;
    log.warn(
      { channel, key: delivery.key, attempt: delivery.attempts, err: failure },
      isLast ? 'a delivery is given up' : 'a delivery failed; again later',
    );
    if (isLast) await outbox.failed(delivery.id, this.owner, clock.now(), error);
    else {
      const pause = pauseMs(delivery.attempts, (this.parts.random ?? Math.random)());
      await outbox.again(delivery.id, this.owner, clock.now() + pause, error);
    }
    this.results.inc({ channel, result: isLast ? 'failed' : 'again' });
  }

  /** What the attempt failed of; null: the receiver has it. */
  private async failureOf(delivery: ClaimedDelivery, timeoutMs: number): Promise<Error | null> {
    const signal = AbortSignal.any([this.stopping.signal, AbortSignal.timeout(timeoutMs)]);
    try {
      await Promise.race([this.channel.deliver(delivery, signal), aborted(signal)]);
      return null;
    } catch (error) {
      return error instanceof Error ? error : new Error('the attempt failed', { cause: error });
    }
  }

  private wake(): void {
    if (this.running !== null) return;
    this.running = this.tend()
      .catch((error: unknown) => this.parts.log.warn({ err: error }, 'looking into the outbox; trying again'))
      .finally(() => {
        this.running = null;
      });
  }

  private async tend(): Promise<void> {
    await this.round();
    const now = this.parts.clock.now();
    if (now - this.prunedAt < PRUNE_EVERY_MS) return;
    this.prunedAt = now;
    await this.parts.outbox.prune(now);
  }
}

/** Rejects with the signal's reason. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = (): void =>
      reject(signal.reason instanceof Error ? signal.reason : new Error('took too long'));
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
