import { EventLogError } from '../event-log.port.js';
import type { ConsumeOptions, LogBatch, Outcome } from '../event-log.port.js';
import { Backoff } from './backoff.js';
import type { LoopHooks, LoopSource } from './loop-source.js';

const TURN_MS = 10;

/** Reads one partition for one handler: assign, read, hand over, advance on `committed` alone. */
export class PartitionLoop {
  private readonly abort = new AbortController();
  private readonly backoff: Backoff;
  private current: number | null = null;
  private running: Promise<void> | null = null;
  private turnBegan = 0;
  private handling: number | null = null;

  constructor(
    private readonly source: LoopSource,
    private readonly options: ConsumeOptions,
    private readonly partition: number,
    private readonly hooks: LoopHooks,
  ) {
    this.backoff = new Backoff(hooks.random);
  }

  /** Next offset to read; null while the partition is not assigned. */
  get position(): number | null {
    return this.current;
  }

  /** How long the handler has been at the present batch in milliseconds; 0 while there is none. */
  get handlingMs(): number {
    return this.handling === null ? 0 : performance.now() - this.handling;
  }

  start(): void {
    this.running = this.run();
  }

  /** Stops reading; resolves when the handler is not running any more. */
  async stop(): Promise<void> {
    this.abort.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.abort;
    while (!signal.aborted) {
      try {
        if (this.current === null) await this.assign();
        else await this.step(this.current);
      } catch (error) {
        this.hooks.onError?.(`consuming ${this.options.topic}/${this.partition}`, error);
        await this.backoff.wait(signal);
      }
    }
  }

  private async assign(): Promise<void> {
    await this.hooks.mayAssign?.(this.partition, this.abort.signal);
    if (this.abort.signal.aborted) return;
    const start = await this.options.onAssigned(this.partition);
    this.moveTo(start < 0 ? await this.source.end(this.options.topic, this.partition) : start);
  }

  private async step(from: number): Promise<void> {
    const { topic, maxRecords, maxBytes } = this.options;
    const { signal } = this.abort;
    const batch = await this.source.next(topic, this.partition, from, { maxRecords, maxBytes }, signal);
    if (batch === null || signal.aborted) return;
    if (batch.lost > 0) this.hooks.onLost?.(batch);
    this.handling = performance.now();
    try {
      await this.settle(await this.options.onBatch(batch), batch);
    } finally {
      this.handling = null;
    }
  }

  private async settle(outcome: Outcome | undefined, batch: LogBatch): Promise<void> {
    switch (outcome?.kind) {
      case 'committed':
        if (!(outcome.next >= batch.from && outcome.next <= batch.next)) throw outside(outcome.next, batch);
        this.backoff.reset();
        this.moveTo(outcome.next);
        await this.giveWay();
        return;
      case 'lost':
        this.current = null;
        this.hooks.onError?.(`losing ${batch.topic}/${batch.partition}: ${outcome.reason}`, null);
        break;
      case 'retry':
        this.hooks.onError?.(`retrying ${batch.topic}/${batch.partition}: ${outcome.reason}`, null);
        break;
      case undefined:
        // A handler that answers nothing has not said that it stored anything (DESIGN §3).
        this.hooks.onError?.(
          `retrying ${batch.topic}/${batch.partition}: the handler answered nothing`,
          null,
        );
    }
    await this.backoff.wait(this.abort.signal);
  }

  /** Reading and a quick handler never leave the microtask queue: let sockets and timers have their turn. */
  private async giveWay(): Promise<void> {
    if (performance.now() - this.turnBegan < TURN_MS) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.turnBegan = performance.now();
  }

  private moveTo(position: number): void {
    this.current = position;
    this.hooks.onPosition?.(this.partition, position);
  }
}

function outside(next: number, batch: LogBatch): EventLogError {
  return new EventLogError(
    'EVENTLOG_MISCONFIGURED',
    `committing offset ${next} of ${batch.topic}/${batch.partition} outside ${batch.from}..${batch.next}`,
    true,
  );
}
