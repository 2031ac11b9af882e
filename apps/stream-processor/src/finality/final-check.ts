import { TOPICS } from '@app/contracts';
import { WINDOW_MS } from '@app/windows';
import type { CyclePorts } from '../cycle/cycle-ports.js';
import { ContextReader } from '../late/context-reader.js';
import { rowOf } from '../late/recompute-rows.js';
import type { Series } from '../series/series.js';
import { ChangedWindows } from '../windows/changed-windows.js';
import { recall } from './recall.js';
import { differingField, storedRows } from './stored-rows.js';
import { WaitingWindows } from './waiting-windows.js';

/** A window is final so long after its end, ms. [DESIGN 2.4] */
const FINAL_AFTER_MS = 600_000;
/** Windows that may wait for their check; beyond, the oldest go unchecked. */
const MAX_WAITING = 20_000;
/** Series compared with one read where all windows are compared at once. */
const AT_ONCE = 500;

/**
 * Computes every window once more from its stored points when it has become final, and repairs the ones that differ.
 * None is expected to: the check guards against defects of the incremental path. Windows of the last half hour are
 * found again in the store after a restart.
 */
export class FinalCheck {
  private readonly reader: ContextReader;
  private readonly waiting = new WaitingWindows();
  private isRecalled = false;

  constructor(
    private readonly partition: number,
    private readonly ports: CyclePorts,
  ) {
    this.reader = new ContextReader(ports.series);
  }

  /** Remembers the windows of a committed cycle. Backfilled ones are skipped: they were computed from stored points. */
  note(windows: ChangedWindows): void {
    const recent = this.ports.clock.now() - FINAL_AFTER_MS - WINDOW_MS;
    for (const { series, start } of windows.written()) {
      if (start >= recent && this.waiting.size < MAX_WAITING) this.waiting.add(series, start);
    }
  }

  clear(): void {
    this.waiting.clear();
    this.isRecalled = false;
  }

  /** Checks windows that are final at `now`, at most about `limit`. */
  async run(now: number, limit: number): Promise<void> {
    if (!this.isRecalled) await recall(this.ports, this.partition, now, this.waiting);
    this.isRecalled = true;
    const latest = now - FINAL_AFTER_MS - WINDOW_MS;
    for (let left = limit; left > 0;) {
      const next = this.waiting.take(latest, left);
      if (next === null) return;
      await this.check(next.family, next.all, next.start, now);
      left -= next.all.length;
    }
  }

  /** Compares windows with their stored points now, final or not. */
  async compare(windows: ChangedWindows): Promise<void> {
    const all = new WaitingWindows();
    for (const { series, start } of windows.written()) all.add(series, start);
    for (let next = all.take(Infinity, AT_ONCE); next !== null; next = all.take(Infinity, AT_ONCE)) {
      await this.check(next.family, next.all, next.start, this.ports.clock.now());
    }
  }

  private async check(family: string, all: readonly Series[], start: number, now: number): Promise<void> {
    const lookback = Math.max(...all.map((series) => series.lookback));
    const from = start - lookback;
    const to = start + WINDOW_MS;
    const needs = all.map((series) => ({ series, from, to }));
    const contexts = await this.reader.read({ family, from, to, needs }, now, true);
    const stored = await storedRows(this.ports.series, family, all, start);
    const repairs = new ChangedWindows();
    for (const series of all) {
      const context = contexts.get(series);
      if (context === undefined) continue;
      const row = rowOf(series, context.list, context.lead, start);
      const field = differingField(series.layout, stored.get(series), row.values);
      if (field === null) continue;
      this.ports.events.windowRepaired(series.device, family, start, field);
      repairs.add(series, [row]);
    }
    this.ports.events.windowsVerified(all.length);
    if (repairs.size === 0) return;
    await this.ports.series.write(repairs.rows());
    await this.ports.log.append(TOPICS.windows, repairs.records(now));
  }
}
