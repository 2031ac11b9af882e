import { TOPICS } from '@app/contracts';
import { assertBalanced } from '@app/ledger';
import type { PendingCycle } from '@app/registry';
import type { RefusedRow } from '@app/time-series';
import type { RejectList } from '../rejects/reject-list.js';
import { rejectedRecords } from '../rejects/rejected-records.js';
import type { CycleStep } from './cycle-probe.js';
import type { CyclePorts } from './cycle-ports.js';
import { refuseReadings } from './refused-rows.js';
import type { Decided } from './take-in.js';

/** Group under which positions of ❶ are kept. */
export const GROUP = 'stream-processor';

/** After so long without a word of the registry a cycle asks whether the partition is still its own, ms. */
const TRUSTED_MS = 1_000;

/** How far a cycle came. `refused`: the store refused points; the range has to be repeated with `pending`. */
export type CycleEnd =
  | { readonly kind: 'committed' }
  | { readonly kind: 'lost'; readonly step: CycleStep }
  | { readonly kind: 'refused'; readonly pending: PendingCycle };

/** The range that a cycle commits, and under which ownership. */
export interface CycleRange {
  readonly partition: number;
  readonly epoch: number;
  readonly from: number;
  readonly next: number;
}

/** Steps (a) to (e) of a decided cycle. [DESIGN 3] */
export class CommitCycle {
  private readonly began = performance.now();
  private since = this.began;
  /** When the partition was known to be ours, by the clock: it also runs while the process is frozen. */
  private ownedAt = -Infinity;

  constructor(
    private readonly ports: CyclePorts,
    private readonly rejects: RejectList,
    private readonly range: CycleRange,
    private readonly decided: Decided,
  ) {}

  /** @param previous what the run that this one repeats had written down in step (a), else null */
  async run(previous: PendingCycle | null): Promise<CycleEnd> {
    const { spans } = this.decided;
    try {
      const end = await this.steps(previous);
      spans?.end(end.kind === 'committed' ? undefined : end.kind);
      return end;
    } catch (error) {
      spans?.end(error instanceof Error ? error.message : String(error));
      throw error;
    }
  }

  private async steps(previous: PendingCycle | null): Promise<CycleEnd> {
    const { ports, range, decided } = this;
    const { cycle, windows } = decided;
    const pending = previous === null ? await this.pendingOf() : { ...previous, epoch: range.epoch };
    await this.reach('decided');
    if (!(await ports.partitions.begin(GROUP, TOPICS.raw, range.partition, pending))) {
      return { kind: 'lost', step: 'pending' };
    }
    this.ownedAt = ports.clock.now();
    await this.reach('pending');
    if (!(await this.isOurs())) return { kind: 'lost', step: 'points' };
    const refused = await this.writePoints();
    if (refused.length > 0) return this.refuse(pending, refused);
    await this.reach('points');
    if (!(await this.isOurs())) return { kind: 'lost', step: 'windows' };
    const unwritten = await ports.series.write(windows.rows());
    if (unwritten[0]) ports.events.rowsRefused('windows', unwritten.length, unwritten[0].detail);
    await this.reach('windows');
    await this.announce();
    await this.reach('announced');
    const { epoch, from, next } = range;
    if (!(await ports.partitions.commit(GROUP, TOPICS.raw, range.partition, { epoch, from, next }))) {
      return { kind: 'lost', step: 'committed' };
    }
    await this.reach('committed');
    const { lateReadings } = cycle;
    const { counts } = pending;
    const messages = decided.taken;
    const { recomputed } = decided;
    const seconds = (performance.now() - this.began) / 1_000;
    ports.events.committed({
      partition: range.partition,
      messages,
      seconds,
      counts,
      lateReadings,
      recomputed,
      windows: windows.size,
    });
    return { kind: 'committed' };
  }

  /** Keeps a process that was frozen from writing over what a new owner wrote; what slips through is redone. */
  private async isOurs(): Promise<boolean> {
    const { partitions, clock } = this.ports;
    if (Math.abs(clock.now() - this.ownedAt) <= TRUSTED_MS) return true;
    const standing = await partitions.standing(GROUP, TOPICS.raw, this.range.partition);
    this.ownedAt = clock.now();
    return standing?.epoch === this.range.epoch;
  }

  private async pendingOf(): Promise<PendingCycle> {
    const { cycle } = this.decided;
    const { from, next, epoch } = this.range;
    const counts = cycle.tally.deltas();
    assertBalanced(cycle.received, counts);
    const { rows, unlisted } = await this.rejects.admit(cycle.refusals);
    return { from, next, epoch, counts, rejected: rows, unlisted };
  }

  private async writePoints(): Promise<readonly RefusedRow[]> {
    const rows = [...this.decided.cycle.columns.values()].filter((c) => c.size > 0).map((c) => c.rows());
    return rows.length > 0 ? this.ports.series.write(rows) : [];
  }

  private async announce(): Promise<void> {
    const { log, clock } = this.ports;
    const rejected = rejectedRecords(this.range.partition, this.decided.cycle.refusals);
    const changed = this.decided.windows.records(clock.now(), this.decided.spans?.byDevice);
    await Promise.all([
      rejected.length > 0 && log.append(TOPICS.rejected, rejected),
      changed.length > 0 && log.append(TOPICS.windows, changed),
    ]);
  }

  /**
   * The counts become final only with what the store really took: the pending row is written anew with the refused
   * readings as vetoes, and the range repeated without them.
   */
  private async refuse(pending: PendingCycle, rows: readonly RefusedRow[]): Promise<CycleEnd> {
    const { cycle } = this.decided;
    this.ports.events.rowsRefused('raw', rows.length, rows[0]?.detail ?? '');
    const before = new Map(cycle.tally.deltas().map((d) => [`${d.device}|${d.hour}`, d]));
    const refusals = refuseReadings(cycle, rows);
    const { rows: listed, unlisted } = await this.rejects.admit(refusals);
    const counts = shifted(pending.counts, before, cycle.tally.deltas());
    const adjusted: PendingCycle = {
      ...pending,
      counts,
      rejected: [...pending.rejected, ...listed],
      unlisted: pending.unlisted + unlisted,
      isAmended: true,
    };
    if (!(await this.ports.partitions.begin(GROUP, TOPICS.raw, this.range.partition, adjusted))) {
      return { kind: 'lost', step: 'pending' };
    }
    return { kind: 'refused', pending: adjusted };
  }

  private async reach(step: CycleStep): Promise<void> {
    const now = performance.now();
    this.ports.events.stepDone(step, (now - this.since) / 1000);
    this.decided.spans?.step(step);
    await this.ports.probe.reached(step, this.range.partition);
    this.since = performance.now();
  }
}

type Counts = PendingCycle['counts'];

/** `counts` moved by what changed between two tallies of the same readings. */
function shifted(counts: Counts, before: ReadonlyMap<string, Counts[number]>, after: Counts): Counts {
  const moved = new Map(after.map((d) => [`${d.device}|${d.hour}`, d]));
  return counts.map((line) => {
    const key = `${line.device}|${line.hour}`;
    const [old, now] = [before.get(key), moved.get(key)];
    if (old === undefined || now === undefined) return line;
    const rejected = { ...line.rejected };
    const grown = (now.rejected['store_refused'] ?? 0) - (old.rejected['store_refused'] ?? 0);
    if (grown > 0) rejected['store_refused'] = (rejected['store_refused'] ?? 0) + grown;
    const vetoes = [...(line.vetoes ?? []), ...(now.vetoes ?? []).slice(old.vetoes?.length ?? 0)];
    return {
      ...line,
      stored: line.stored + now.stored - old.stored,
      corrected: line.corrected + now.corrected - old.corrected,
      duplicate: line.duplicate + now.duplicate - old.duplicate,
      rejected,
      ...(vetoes.length > 0 && { vetoes }),
    };
  });
}
