import { TOPICS } from '@app/contracts';
import type { LogBatch, Outcome, StoredRecord } from '@app/event-log';
import type { Claim, PendingCycle, Redo as RedoOwed } from '@app/registry';
import { CommitCycle, type CycleEnd, GROUP } from '../cycle/commit-cycle.js';
import type { CyclePorts, ProcessorOptions } from '../cycle/cycle-ports.js';
import { type Decided, TakeIn } from '../cycle/take-in.js';
import { Vetoes } from '../cycle/vetoes.js';
import { FinalCheck } from '../finality/final-check.js';
import { Debt } from '../redo/debt.js';
import { Redo } from '../redo/redo.js';
import { RejectList } from '../rejects/reject-list.js';
import { DeviceStates } from '../series/device-states.js';
import { Mutex } from './mutex.js';
import { gather } from './gather.js';

/** A device that sent nothing for so long is forgotten, ms of arrival. */
const IDLE_MS = 2 * 3_600_000;
/** Runs of one range with rows refused anew, before it is tried again later. */
const MAX_AMENDMENTS = 5;

/** One partition of ❶ while it is ours: its claim, what is remembered of its devices, and its commit cycles. */
export class PartitionWorker {
  private readonly mutex = new Mutex();
  private readonly states: DeviceStates;
  private readonly rejects: RejectList;
  private readonly takeIn: TakeIn;
  private readonly finality: FinalCheck;
  private readonly redo: Redo;
  private readonly debt: Debt;
  /** Null while memory and ownership are not to be trusted. */
  private claim: Claim | null = null;
  private limit: number;
  private idleCheckedAt = 0;

  constructor(
    readonly partition: number,
    private readonly ports: CyclePorts,
    private readonly options: ProcessorOptions,
  ) {
    this.states = new DeviceStates(ports.layouts);
    this.rejects = new RejectList(partition, ports.rejected);
    this.takeIn = new TakeIn(ports, options, this.states);
    this.finality = new FinalCheck(partition, ports);
    this.redo = new Redo(ports, this.states, this.takeIn, this.finality);
    this.debt = new Debt(partition, ports.partitions);
    this.limit = options.maxReadings;
  }

  /** Makes the partition ours and resolves to the offset to work from. */
  assign(): Promise<number> {
    return this.mutex.run(async () => (await this.takeOver()).position);
  }

  /** One commit cycle over the batch, or over its beginning. */
  handle(batch: LogBatch): Promise<Outcome> {
    return this.mutex.run(async () => {
      try {
        return await this.work(batch);
      } catch (error) {
        this.distrust();
        const reason = error instanceof Error ? error.message : String(error);
        this.ports.events.failed(this.partition, reason);
        await this.confess();
        return { kind: 'retry', reason };
      }
    });
  }

  /**
   * Applies once more what a former owner may have overwritten, and compares windows that became final by `now` with
   * their stored points; at most `limit` of them.
   */
  verify(now: number, limit: number): Promise<void> {
    return this.mutex.run(async () => {
      await this.debt.report();
      if (this.claim === null) return;
      const standing = await this.ports.partitions.standing(GROUP, TOPICS.raw, this.partition);
      if (standing?.epoch !== this.claim.epoch) this.distrust();
      else if (standing.redo !== null) await this.pay(this.claim, standing.redo);
      if (this.claim !== null) await this.finality.run(now, limit);
    });
  }

  private async pay({ epoch, position }: Claim, { from, seq }: RedoOwed): Promise<void> {
    this.debt.risk(epoch, from);
    await this.redo.run(this.partition, from, position);
    const isPaid = await this.ports.partitions.redone(GROUP, TOPICS.raw, this.partition, { epoch, seq });
    if (isPaid) this.debt.settle();
    else await this.debt.report();
  }

  private async work(batch: LogBatch): Promise<Outcome> {
    const claim = this.claim ?? (await this.takeOver());
    if (claim.position > batch.from) {
      return { kind: 'committed', next: Math.min(claim.position, batch.next) };
    }
    if (claim.position < batch.from) {
      this.distrust();
      return { kind: 'lost', reason: `position is ${claim.position}, the batch starts at ${batch.from}` };
    }
    if (batch.lost > 0) this.ports.events.recordsLost(this.partition, batch.lost);
    let pending = claim.pending;
    const records = pending === null ? batch.records : await gather(this.ports.log, batch, pending.next);
    for (let run = 0; run < MAX_AMENDMENTS; run++) {
      const decided = await this.decide(records, pending);
      const next = pending?.next ?? nextAfter(batch, records, decided.taken);
      const end = await this.commit(claim, decided, next, pending);
      if (end.kind === 'committed') return this.advance(claim, decided, next, batch);
      if (end.kind === 'lost') {
        this.distrust();
        this.ports.events.ownershipLost(this.partition, end.step);
        await this.confess();
        return { kind: 'lost', reason: `ownership was lost at step ${end.step}` };
      }
      this.states.clear();
      pending = end.pending;
    }
    throw new Error('the store refused rows of the same cycle again and again');
  }

  private async decide(records: readonly StoredRecord[], pending: PendingCycle | null): Promise<Decided> {
    const vetoes = pending && new Vetoes(pending.counts.flatMap((line) => line.vetoes ?? []));
    try {
      const decided = await this.takeIn.run(records, this.limit, vetoes);
      this.limit = Math.min(this.options.maxReadings, this.limit * 2);
      return decided;
    } catch (error) {
      // Readings spread over very long times would read too much back: take fewer at once.
      if (codeOf(error) === 'TIMESERIES_TOO_MANY_ROWS') this.limit = Math.max(1, Math.floor(this.limit / 4));
      throw error;
    }
  }

  private commit(
    claim: Claim,
    decided: Decided,
    next: number,
    pending: PendingCycle | null,
  ): Promise<CycleEnd> {
    const range = { partition: this.partition, epoch: claim.epoch, from: claim.position, next };
    this.debt.risk(range.epoch, range.from);
    return new CommitCycle(this.ports, this.rejects, range, decided).run(pending);
  }

  private advance(claim: Claim, decided: Decided, next: number, batch: LogBatch): Outcome {
    this.debt.settle();
    this.finality.note(decided.windows);
    for (const series of decided.cycle.touched) series.settle();
    this.claim = { epoch: claim.epoch, position: next, pending: null };
    const now = this.ports.clock.now();
    if (now - this.idleCheckedAt > IDLE_MS / 4) {
      this.idleCheckedAt = now;
      this.states.forgetIdle(now - IDLE_MS);
    }
    return { kind: 'committed', next: Math.min(next, batch.next) };
  }

  private async takeOver(): Promise<Claim> {
    this.distrust();
    const claim = await this.ports.partitions.claim(GROUP, TOPICS.raw, this.partition);
    this.ports.events.assigned(this.partition, claim.position, claim.pending !== null);
    this.claim = claim;
    return claim;
  }

  /** Reports what we may have overwritten; where the registry doesn't answer, `verify` does it later. */
  private confess(): Promise<void> {
    return this.debt.report().catch((error: unknown) => {
      this.ports.events.failed(this.partition, `reporting a lost cycle: ${String(error)}`);
    });
  }

  /** Forgets everything: it is read again from the registry and the store. */
  private distrust(): void {
    this.claim = null;
    this.states.clear();
    this.rejects.clear();
    this.finality.clear();
  }
}

/** Offset after the records taken; after the whole batch, its own end, which may lie beyond a gap. */
function nextAfter(batch: LogBatch, records: readonly StoredRecord[], taken: number): number {
  return records[taken]?.offset ?? batch.next;
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
