import type { LogRecord } from '@app/event-log';
import type { GatewayLimits } from '../limits/gateway-limits.js';
import { type BatchOutcome, outcomeOf } from './inbound-batch.js';

/** Whoever offered a record and waits for it to be durable. */
export interface Receiver {
  /** A record is durable. Called in the order offered; `ack` and `bytes` are as they were offered. */
  committed(ack: number, bytes: number): void;
  /** The last record of a batch was told; acknowledgements go out now, together. */
  flush(): void;
}

/** Takes a batch and says what became of it; may throw or never settle. */
export type BatchHandler = (records: readonly LogRecord[]) => Promise<unknown>;

export interface CollectorOptions {
  readonly limits: Pick<
    GatewayLimits,
    'batchMessages' | 'batchBytes' | 'totalInFlightBytes' | 'totalInFlightMessages'
  >;
  readonly monotonic: () => number;
  /** Waits before the same batch is tried again. */
  readonly backoff: (attempt: number) => Promise<void>;
  readonly onAppended?: (records: number, milliseconds: number) => void;
  readonly onRetry?: (reason: string, attempt: number) => void;
}

interface Gathering {
  readonly records: LogRecord[];
  readonly receivers: Receiver[];
  readonly acks: number[];
  bytes: number;
}

/**
 * Group commit over all senders: while one batch is being made durable the next one gathers. One batch at a time, so
 * that the order of each sender is the order in the log and the order of its acknowledgements.
 */
export class Collector {
  private readonly gathered: Gathering[] = [];
  private handler: BatchHandler | null = null;
  private running = false;
  private stopped = false;
  private scheduled = false;
  private stuckSince: number | null = null;
  private waitingForRoom = new Set<() => void>();
  private idle: (() => void)[] = [];
  private messages = 0;
  private bytes = 0;

  constructor(private readonly options: CollectorOptions) {}

  /** Sets who takes the batches; until then they gather. */
  handle(handler: BatchHandler): void {
    this.handler = handler;
    this.schedule();
  }

  /** Records offered and not durable yet. */
  get inFlight(): number {
    return this.messages;
  }

  get inFlightBytes(): number {
    return this.bytes;
  }

  /** True while no more should be offered; `whenRoom` says when that ends. */
  get full(): boolean {
    const { totalInFlightBytes, totalInFlightMessages } = this.options.limits;
    return this.bytes >= totalInFlightBytes || this.messages >= totalInFlightMessages;
  }

  /** Milliseconds since the oldest batch was first handed out without being durable, 0 while none is. */
  get unwritableMs(): number {
    return this.stuckSince === null ? 0 : this.options.monotonic() - this.stuckSince;
  }

  whenRoom(call: () => void): void {
    this.waitingForRoom.add(call);
  }

  offer(record: LogRecord, receiver: Receiver, ack: number): void {
    let open = this.gathered.at(-1);
    const { batchMessages, batchBytes } = this.options.limits;
    if (open === undefined || open.records.length >= batchMessages || open.bytes >= batchBytes) {
      open = { records: [], receivers: [], acks: [], bytes: 0 };
      this.gathered.push(open);
    }
    open.records.push(record);
    open.receivers.push(receiver);
    open.acks.push(ack);
    open.bytes += record.value.length;
    this.messages += 1;
    this.bytes += record.value.length;
    if (!this.running && !this.scheduled) this.schedule();
  }

  /** Tries no longer to append what is not durable; its senders are never told that it is. */
  stop(): void {
    this.stopped = true;
  }

  /** Resolves when nothing is in flight. */
  async drained(): Promise<void> {
    if (this.messages === 0) return;
    await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  private schedule(): void {
    if (this.running || this.scheduled || this.stopped || this.handler === null || this.gathered.length === 0)
      return;
    this.scheduled = true;
    // After the poll phase: what all sockets brought in this turn of the event loop is one batch.
    setImmediate(() => {
      this.scheduled = false;
      this.running = true;
      void this.run().finally(() => {
        this.running = false;
        this.schedule();
      });
    });
  }

  private async run(): Promise<void> {
    const batch = this.gathered.shift();
    if (batch === undefined) return;
    let from = 0;
    let attempt = 0;
    while (from < batch.records.length && !this.stopped) {
      const started = this.options.monotonic();
      this.stuckSince ??= started;
      const records = from === 0 ? batch.records : batch.records.slice(from);
      const outcome = await this.attempt(records);
      const done = outcome.kind === 'committed' ? outcome.to : 0;
      if (done > 0) {
        this.stuckSince = null;
        attempt = 0;
        this.options.onAppended?.(done, this.options.monotonic() - started);
        this.settle(batch, from, from + done);
        from += done;
        continue;
      }
      attempt += 1;
      this.options.onRetry?.(outcome.kind === 'retry' ? outcome.reason : 'committed nothing', attempt);
      await this.options.backoff(attempt);
    }
  }

  private async attempt(records: readonly LogRecord[]): Promise<BatchOutcome> {
    try {
      return outcomeOf(await this.handler?.(records), records.length);
    } catch (error) {
      return { kind: 'retry', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  private settle(batch: Gathering, from: number, to: number): void {
    const touched = new Set<Receiver>();
    let last: Receiver | null = null;
    for (let i = from; i < to; i += 1) {
      const receiver = batch.receivers[i]!;
      const size = batch.records[i]!.value.length;
      this.bytes -= size;
      receiver.committed(batch.acks[i]!, size);
      if (receiver !== last) touched.add((last = receiver));
    }
    this.messages -= to - from;
    for (const receiver of touched) receiver.flush();
    const { totalInFlightBytes, totalInFlightMessages } = this.options.limits;
    if (this.bytes < totalInFlightBytes / 2 && this.messages < totalInFlightMessages / 2) this.tellRoom();
    if (this.messages === 0) for (const resolve of this.idle.splice(0)) resolve();
  }

  private tellRoom(): void {
    if (this.waitingForRoom.size === 0) return;
    const calls = this.waitingForRoom;
    this.waitingForRoom = new Set();
    for (const call of calls) call();
  }
}
