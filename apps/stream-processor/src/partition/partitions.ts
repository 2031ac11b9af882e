import type { LogBatch, Outcome } from '@app/event-log';
import type { CyclePorts, ProcessorOptions } from '../cycle/cycle-ports.js';
import { Pace } from './pace.js';
import { PartitionWorker } from './partition-worker.js';

/** How often windows that became final are looked for, ms; and how many are checked at a time. */
const VERIFY_EVERY_MS = 5_000;
const VERIFY_AT_ONCE = 200;

/** The partitions of ❶ that this process works on. */
export class Partitions {
  private readonly workers = new Map<number, PartitionWorker>();
  private readonly pace: Pace;
  private timer: NodeJS.Timeout | null = null;
  private verifying: Promise<void> = Promise.resolve();
  private problem: string | null = null;

  constructor(
    private readonly ports: CyclePorts,
    private readonly options: ProcessorOptions,
  ) {
    this.pace = new Pace(options.paceMs);
  }

  /** Claims a partition; resolves to the offset to start at. */
  assigned(partition: number): Promise<number> {
    return this.worker(partition).assign();
  }

  /** One commit cycle; while few messages wait, the next one is held back so that cycles grow under load. */
  async handle(batch: LogBatch): Promise<Outcome> {
    const startedAt = performance.now();
    const outcome = await this.worker(batch.partition).handle(batch);
    this.problem = outcome.kind === 'committed' ? null : outcome.reason;
    const isSmall = batch.records.length < this.options.paceBelow;
    if (outcome.kind === 'committed' && outcome.next === batch.next && isSmall)
      await this.pace.wait(startedAt);
    return outcome;
  }

  /** Starts comparing final windows with their stored points. */
  start(): void {
    this.timer ??= setInterval(() => {
      this.verifying = this.verifying.then(() => this.verify());
    }, VERIFY_EVERY_MS);
    this.timer.unref();
  }

  /** Ends every wait; cycles that run are finished by whoever called `handle`. */
  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    this.pace.stop();
    await this.verifying;
  }

  /** Compares windows that are final by now with their stored points. A store that is down is asked again later. */
  async verify(): Promise<void> {
    for (const worker of this.workers.values()) {
      try {
        await worker.verify(this.ports.clock.now(), VERIFY_AT_ONCE);
      } catch (error) {
        this.ports.events.failed(worker.partition, `checking final windows: ${String(error)}`);
      }
    }
  }

  /** False while the last cycle could not be committed, with the reason. */
  health(): { readonly ok: boolean; readonly detail: string } {
    return { ok: this.problem === null, detail: this.problem ?? `${this.workers.size} partitions` };
  }

  private worker(partition: number): PartitionWorker {
    let worker = this.workers.get(partition);
    if (worker === undefined) {
      worker = new PartitionWorker(partition, this.ports, this.options);
      this.workers.set(partition, worker);
    }
    return worker;
  }
}
